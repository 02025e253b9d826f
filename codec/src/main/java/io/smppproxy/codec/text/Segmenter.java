package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.SegmentationRules.Mode;

/**
 * Picks the smallest alphabet for a message and cuts it into parts. Reusable, for one thread; allocates nothing once its
 * buffers have grown to the longest message seen. Never splits an escape pair or a surrogate pair (3GPP TS 23.038
 * §6.2.1.1, TS 23.040 §9.2.3.24.1). Never throws for any text; see {@link Ucs2#indexOfLoneSurrogate} for what to refuse.
 */
public final class Segmenter {
    /** What analyse answers for a message that needs more parts than the rules allow. */
    public static final int TOO_LONG = -1;

    private static final int MAX_PAYLOAD = 0xFFFF;
    private static final int MAX_PART = 160;

    private char[] chars = new char[512];
    /** The whole message in its alphabet, without headers. */
    private byte[] octets = new byte[1024];

    /** Offset in {@link #octets} at which each part starts, and after the last the end of the message. */
    private final int[] partStarts = new int[SegmentationRules.MAX_PARTS + 1];

    private final byte[] part = new byte[MAX_PART];
    private SegmentationRules rules = SegmentationRules.DEFAULT;
    private Encoding encoding = Encoding.GSM7;
    private int totalBytes;
    private int partCount = 1;

    /**
     * Reads a text; every other method then speaks of it.
     *
     * @return the number of parts, or {@link #TOO_LONG}
     */
    public int analyse(CharSequence text, SegmentationRules rules) {
        int length = text.length();
        growTo(length);
        if (text instanceof String string) {
            string.getChars(0, length, chars, 0);
        } else {
            for (int i = 0; i < length; i++) {
                chars[i] = text.charAt(i);
            }
        }
        int septets = GsmAlphabet.encode(chars, length, octets);
        if (septets != GsmAlphabet.NOT_ENCODABLE) {
            return split(Encoding.GSM7, septets, rules);
        }
        if (rules.latin1() && Latin1.encode(chars, length, octets)) {
            return split(Encoding.LATIN1, length, rules);
        }
        Ucs2.encode(chars, length, octets);
        return split(Encoding.UCS2, 2 * length, rules);
    }

    /** Reads binary user data, which has no header of its own. As {@link #analyse(CharSequence, SegmentationRules)}. */
    public int analyse(byte[] data, int offset, int length, SegmentationRules rules) {
        growTo(length);
        System.arraycopy(data, offset, octets, 0, length);
        return split(Encoding.BINARY, length, rules);
    }

    public Encoding encoding() {
        return encoding;
    }

    public int dataCoding() {
        return encoding.dataCoding();
    }

    /** Length in the alphabet's own unit: septets with their escapes, UTF-16 code units, or octets. */
    public int symbols() {
        return encoding == Encoding.UCS2 ? totalBytes >> 1 : totalBytes;
    }

    /** Parts that the message takes, also when these are more than the rules allow; at least 1. */
    public int partCount() {
        return partCount;
    }

    /** True when the message needs more parts, or a longer message_payload, than there may be. */
    public boolean isTooLong() {
        return partCount > rules.maxParts() || (partCount == 1 && totalBytes > MAX_PAYLOAD);
    }

    /** True when a user data header tells the parts apart. */
    public boolean usesUdh() {
        return partCount > 1 && rules.mode() != Mode.SAR;
    }

    /** True when the TLVs sar_msg_ref_num, sar_total_segments and sar_segment_seqnum tell the parts apart. */
    public boolean usesSar() {
        return partCount > 1 && rules.mode() == Mode.SAR;
    }

    /** True when the message is too long for short_message and goes out as one message_payload. */
    public boolean usesMessagePayload() {
        return partCount == 1 && totalBytes > rules.singleCapacity(encoding);
    }

    /** The esm_class bits that a part needs: {@link EsmClass#UDHI} or none. */
    public int partEsmClass(int index) {
        return usesUdh() ? EsmClass.UDHI : EsmClass.DEFAULT;
    }

    /** Octets that {@link #writePart} writes. */
    public int partLengthBytes(int index) {
        return bodyLength(index) + (usesUdh() ? rules.mode().headerBytes() : 0);
    }

    /**
     * Appends header and payload of one part.
     *
     * @param index 0 to {@link #partCount()} - 1, of a message that is not too long
     * @param reference what all parts of the message share; its low 8 or 16 bits are sent
     * @return octets written
     */
    public int writePart(int index, int reference, ByteBuf out) {
        int headerBytes = writeHeader(index, reference);
        out.writeBytes(part, 0, headerBytes);
        int bodyLength = bodyLength(index);
        out.writeBytes(octets, partStarts[index], bodyLength);
        return headerBytes + bodyLength;
    }

    /**
     * Gives one part to an encoder: user data, data_coding, the UDHI bit of esm_class, and sar_* or message_payload TLVs
     * after the TLVs it has. Parameters as {@link #writePart}.
     */
    public void encodePart(int index, int reference, MessageEncoder<?> encoder) {
        encoder.esmClass((encoder.esmClass() & ~EsmClass.UDHI) | partEsmClass(index));
        encoder.dataCoding(encoding.dataCoding());
        if (partCount == 1) {
            encoder.userData(octets, 0, totalBytes);
            return;
        }
        int headerBytes = writeHeader(index, reference);
        int bodyLength = bodyLength(index);
        System.arraycopy(octets, partStarts[index], part, headerBytes, bodyLength);
        encoder.userData(part, 0, headerBytes + bodyLength);
        if (usesSar()) {
            encoder.tlvShort(TlvTag.SAR_MSG_REF_NUM, reference)
                    .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, partCount)
                    .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, index + 1);
        }
    }

    private int bodyLength(int index) {
        return partStarts[index + 1] - partStarts[index];
    }

    /** The concatenation element alone in its header, 050003RRTTNN or 060804RRRRTTNN. */
    private int writeHeader(int index, int reference) {
        if (!usesUdh()) {
            return 0;
        }
        byte[] to = part;
        int at = 3;
        if (rules.mode() == Mode.UDH16) {
            to[0] = 6;
            to[1] = 8;
            to[2] = 4;
            to[at++] = (byte) (reference >>> 8);
        } else {
            to[0] = 5;
            to[1] = 0;
            to[2] = 3;
        }
        to[at] = (byte) reference;
        to[at + 1] = (byte) partCount;
        to[at + 2] = (byte) (index + 1);
        return at + 3;
    }

    private int split(Encoding newEncoding, int newTotalBytes, SegmentationRules newRules) {
        encoding = newEncoding;
        totalBytes = newTotalBytes;
        rules = newRules;
        if (totalBytes <= rules.singleCapacity(encoding) || rules.mode() == Mode.PAYLOAD) {
            partCount = 1;
            partStarts[1] = totalBytes;
            return isTooLong() ? TOO_LONG : 1;
        }
        int capacity = rules.partCapacity(encoding);
        int parts = 0;
        int start = 0;
        do {
            start = endOfPart(start + capacity);
            parts++;
            if (parts < partStarts.length) {
                partStarts[parts] = start;
            }
        } while (start < totalBytes);
        partCount = parts;
        return isTooLong() ? TOO_LONG : parts;
    }

    /** Where a part that has room up to {@code end} ends, so that no pair is torn. */
    private int endOfPart(int end) {
        if (end >= totalBytes) {
            return totalBytes;
        }
        byte[] from = octets;
        if (encoding == Encoding.GSM7) {
            return from[end - 1] == GsmAlphabet.ESCAPE ? end - 1 : end;
        }
        if (encoding == Encoding.UCS2 && (from[end - 2] & 0xFC) == 0xD8 && (from[end] & 0xFC) == 0xDC) {
            return end - 2;
        }
        return end;
    }

    private void growTo(int length) {
        if (chars.length < length) {
            int capacity = Math.max(length, 2 * chars.length);
            chars = new char[capacity];
            octets = new byte[2 * capacity];
        }
    }
}
