package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.udh.UserDataHeader;

/**
 * Picks the smallest alphabet for a message and cuts it into parts. Reusable, for one thread; allocates nothing once its
 * buffers have grown to the longest message seen. Never splits an escape pair, a surrogate pair or a character of several
 * octets (3GPP TS 23.038 §6.2.1.1, TS 23.040 §9.2.3.24.1). Never throws for any text; see
 * {@link Ucs2#indexOfLoneSurrogate} for what to refuse.
 */
public final class Segmenter {
    /** What analyse answers for a message that needs more parts than the rules allow. */
    public static final int TOO_LONG = -1;

    /** What analyse answers for a text with a character that the asked data_coding cannot write. */
    public static final int NOT_ENCODABLE = -2;

    private static final int MAX_PART = 160;

    private final Parts parts = new Parts();
    private final AlphabetChoice alphabets = new AlphabetChoice(parts);
    private char[] chars = new char[512];
    private byte[] part = new byte[MAX_PART];

    /**
     * Reads a text; every other method then speaks of it.
     *
     * @return the number of parts, or {@link #TOO_LONG}
     */
    public int analyse(CharSequence text, SegmentationRules rules) {
        return analyse(text, rules, null);
    }

    /**
     * As {@link #analyse(CharSequence, SegmentationRules)}, for a message that has a header of its own.
     *
     * @param kept its header, of which every part carries all but the elements for concatenation and national languages;
     *     or null
     */
    public int analyse(CharSequence text, SegmentationRules rules, UserDataHeader kept) {
        int length = load(text, rules, kept);
        if (!rules.isGsmOrUcs2()) {
            return alphabets.smallest(chars, length, rules);
        }
        int septets = GsmAlphabet.encode(chars, length, parts.octets());
        if (septets != GsmAlphabet.NOT_ENCODABLE) {
            return parts.split(Encoding.GSM7, septets);
        }
        return parts.splitUcs2(chars, length);
    }

    /**
     * Reads a text for which the sender states the data_coding; every other method then speaks of it.
     *
     * @param asked the data_coding, 0 to 255; octets without text (2 and 4) hold Latin-1
     * @param kept as {@link #analyse(CharSequence, SegmentationRules, UserDataHeader)}; national language elements in it are
     *     used as they are, if they can write the text
     * @return the number of parts, {@link #TOO_LONG} or {@link #NOT_ENCODABLE}
     */
    public int analyse(CharSequence text, int asked, SegmentationRules rules, UserDataHeader kept) {
        int length = load(text, rules, kept);
        int count = alphabets.asked(rules.dataCodings().encodingOf(asked), chars, length, rules, kept);
        parts.dataCoding(asked);
        return count;
    }

    /** Reads binary user data, which has no header of its own. As {@link #analyse(CharSequence, SegmentationRules)}. */
    public int analyse(byte[] data, int offset, int length, SegmentationRules rules) {
        return analyse(data, offset, length, rules, null);
    }

    /** Reads binary user data. As {@link #analyse(CharSequence, SegmentationRules, UserDataHeader)}. */
    public int analyse(byte[] data, int offset, int length, SegmentationRules rules, UserDataHeader kept) {
        parts.start(rules, kept, length);
        System.arraycopy(data, offset, parts.octets(), 0, length);
        return parts.split(Encoding.BINARY, length);
    }

    public Encoding encoding() {
        return parts.encoding();
    }

    public int dataCoding() {
        return parts.dataCoding();
    }

    /** Length in the alphabet's own unit: septets with their escapes, UTF-16 code units, or octets. */
    public int symbols() {
        return parts.encoding() == Encoding.UCS2 ? parts.totalBytes() >> 1 : parts.totalBytes();
    }

    /** Parts that the message takes, also when these are more than the rules allow; at least 1. */
    public int partCount() {
        return parts.count();
    }

    /** True when the message needs more parts, or a longer message_payload, than there may be. */
    public boolean isTooLong() {
        return parts.isTooLong();
    }

    /** True when a user data header tells the parts apart. */
    public boolean usesUdh() {
        return parts.count() > 1 && parts.mode() != Mode.SAR;
    }

    /** True when the TLVs sar_msg_ref_num, sar_total_segments and sar_segment_seqnum tell the parts apart. */
    public boolean usesSar() {
        return parts.count() > 1 && parts.mode() == Mode.SAR;
    }

    /** True when the message is too long for one short message and goes out as one message_payload. */
    public boolean usesMessagePayload() {
        return parts.isPayload();
    }

    /** Octets of the user data header with which each part starts; 0 for none. */
    public int headerBytes() {
        return parts.headerBytes();
    }

    /** The esm_class bits that a part needs: {@link EsmClass#UDHI} or none. */
    public int partEsmClass(int index) {
        return parts.headerBytes() > 0 ? EsmClass.UDHI : EsmClass.DEFAULT;
    }

    /** Octets that {@link #writePart} writes. */
    public int partLengthBytes(int index) {
        return parts.lengthBytes(index);
    }

    /**
     * Appends header and payload of one part.
     *
     * @param index 0 to {@link #partCount()} - 1, of a message that is not too long
     * @param reference what all parts of the message share; its low 8 or 16 bits are sent
     * @return octets written
     */
    public int writePart(int index, int reference, ByteBuf out) {
        if (parts.isPacked()) {
            int length = fillPart(index, reference);
            out.writeBytes(part, 0, length);
            return length;
        }
        // Straight from where the octets lie.
        int headerBytes = parts.header.write(part, index, parts.count(), reference);
        int units = parts.units(index);
        if (headerBytes > 0) {
            out.writeBytes(part, 0, headerBytes);
        }
        out.writeBytes(parts.octets(), parts.start(index), units);
        return headerBytes + units;
    }

    /**
     * Gives one part to an encoder without user data: user data, data_coding, the UDHI bit of esm_class, and sar_* or
     * message_payload TLVs after the TLVs it has. Parameters as {@link #writePart}.
     */
    public void encodePart(int index, int reference, MessageEncoder<?> encoder) {
        encoder.esmClass((encoder.esmClass() & ~EsmClass.UDHI) | partEsmClass(index));
        encoder.dataCoding(parts.dataCoding());
        if (parts.isPayload()) {
            int length = fillPart(index, reference);
            encoder.messagePayload(part, 0, length);
        } else if (parts.isPlainSingle()) {
            encoder.userData(parts.octets(), 0, parts.totalBytes());
        } else {
            int length = fillPart(index, reference);
            encoder.userData(part, 0, length);
        }
        if (usesSar()) {
            encoder.tlvShort(TlvTag.SAR_MSG_REF_NUM, reference)
                    .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, parts.count())
                    .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, index + 1);
        }
    }

    /** Writes one part to {@link #part}; returns its octets. */
    private int fillPart(int index, int reference) {
        int length = parts.lengthBytes(index);
        if (part.length < length) {
            part = new byte[length];
        }
        int headerBytes = parts.header.write(part, index, parts.count(), reference);
        int start = parts.start(index);
        if (parts.isPacked()) {
            PackedSeptets.pack(headerBytes, parts.octets(), start, parts.units(index), part, headerBytes);
        } else {
            System.arraycopy(parts.octets(), start, part, headerBytes, parts.units(index));
        }
        return length;
    }

    private int load(CharSequence text, SegmentationRules rules, UserDataHeader kept) {
        int length = text.length();
        parts.start(rules, kept, 2 * length);
        if (chars.length < length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        if (text instanceof String string) {
            string.getChars(0, length, chars, 0);
        } else {
            for (int i = 0; i < length; i++) {
                chars[i] = text.charAt(i);
            }
        }
        return length;
    }
}
