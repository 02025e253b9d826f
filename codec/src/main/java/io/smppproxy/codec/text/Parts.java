package io.smppproxy.codec.text;

import io.smppproxy.codec.DataCoding;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.codec.udh.UserDataHeader;

/** A message in its alphabet, without headers, and where it is cut. Reusable, for one thread. */
final class Parts {
    private static final int MAX_PAYLOAD = 0xFFFF;
    private static final byte CR = '\r';

    final PartHeader header = new PartHeader();

    /** Offset in {@link #octets} at which each part starts, and after the last the end of the message. */
    private final int[] starts = new int[SegmentationRules.MAX_PARTS + 1];

    private byte[] ownOctets = new byte[1024];
    private final Ucs2Writer ucs2 = new Ucs2Writer();
    private byte[] octets = ownOctets;
    private SegmentationRules rules = SegmentationRules.DEFAULT;
    private Encoding encoding = Encoding.GSM7;
    private int dataCoding;
    private boolean packed;
    private boolean payload;
    private int totalBytes;
    private int count = 1;

    /** Begins a message that will take at most {@code bytes}. */
    void start(SegmentationRules newRules, UserDataHeader kept, int bytes) {
        rules = newRules;
        header.start(newRules.mode(), kept);
        octets = ownOctets;
        ensureRoom(bytes);
    }

    /** Makes room for so many octets; those that were there are lost. */
    void ensureRoom(int bytes) {
        if (ownOctets.length < bytes) {
            ownOctets = new byte[Math.max(bytes, 2 * ownOctets.length)];
            octets = ownOctets;
        }
    }

    /** Where an alphabet writes what is to be cut: septets unpacked, one an octet. */
    byte[] octets() {
        return octets;
    }

    int start(int index) {
        return starts[index];
    }

    /** Octets, or septets, of a part without its header. */
    int units(int index) {
        return starts[index + 1] - starts[index];
    }

    Encoding encoding() {
        return encoding;
    }

    int dataCoding() {
        return dataCoding;
    }

    void dataCoding(int asked) {
        dataCoding = asked;
    }

    Mode mode() {
        return rules.mode();
    }

    boolean isPacked() {
        return packed;
    }

    boolean isPayload() {
        return payload;
    }

    boolean isPlainSingle() {
        return count == 1 && !packed && header.singleBytes() == 0;
    }

    int totalBytes() {
        return totalBytes;
    }

    /** How many they are, also when these are more than the rules allow. */
    int count() {
        return count;
    }

    /** Octets of the header with which each part starts. */
    int headerBytes() {
        return count == 1 ? header.singleBytes() : header.partBytes();
    }

    /** Octets of a part with its header. */
    int lengthBytes(int index) {
        int headerBytes = headerBytes();
        int units = units(index);
        return headerBytes + (packed ? PackedSeptets.lengthBytes(headerBytes, octets, starts[index], units) : units);
    }

    boolean isTooLong() {
        return count > rules.maxParts() || (payload && lengthBytes(0) > MAX_PAYLOAD);
    }

    /** Writes text as UCS-2 and cuts it; answers as {@link #cut}. */
    int splitUcs2(char[] text, int length) {
        ucs2.write(text, length, octets);
        return split(Encoding.UCS2, 2 * length);
    }

    /** Cuts septets of an alphabet with national tables; as {@link #split(Encoding, int)}. */
    int split(NationalAlphabet alphabet, int septets) {
        header.languages(alphabet.lockingId(), alphabet.singleId());
        return cut(Encoding.GSM7, septets);
    }

    /** Cuts what lies in {@link #octets}; answers as {@link Segmenter#analyse(CharSequence, SegmentationRules)}. */
    int split(Encoding newEncoding, int newTotalBytes) {
        header.languages(0, 0);
        return cut(newEncoding, newTotalBytes);
    }

    private int cut(Encoding newEncoding, int newTotalBytes) {
        begin(newEncoding);
        totalBytes = newTotalBytes;
        if (header.isTooLong()) {
            return several(SegmentationRules.MAX_PARTS + 1);
        }
        int single = rules.capacity(encoding, header.singleBytes());
        boolean fits = totalBytes < single || (totalBytes == single && !endsInAmbiguousCr(single));
        if (fits || rules.mode() == Mode.PAYLOAD) {
            return one(!fits);
        }
        int capacity = rules.capacity(encoding, header.receivedPartBytes());
        int parts = 0;
        int start = 0;
        do {
            start = endOfPart(start, capacity);
            parts++;
            if (parts < starts.length) {
                starts[parts] = start;
            }
        } while (start < totalBytes);
        return several(parts);
    }

    /** Writes text by a charset of Java's and cuts it; answers as {@link #cut}, or {@link Segmenter#NOT_ENCODABLE}. */
    int split(Encoding newEncoding, CharsetWriter writer, char[] text, int length) {
        header.languages(0, 0);
        begin(newEncoding);
        if (header.isTooLong()) {
            return several(SegmentationRules.MAX_PARTS + 1);
        }
        writer.start(text, length);
        writer.fill(rules.capacity(encoding, header.singleBytes()));
        boolean fits = writer.isDone();
        int parts = 0;
        if (!fits) {
            boolean whole = rules.mode() == Mode.PAYLOAD;
            int capacity =
                    whole ? CharsetWriter.maxBytes(length) : rules.capacity(encoding, header.receivedPartBytes());
            writer.start(text, length);
            do {
                writer.fill(capacity);
                parts++;
                if (parts < starts.length) {
                    starts[parts] = writer.length();
                }
            } while (!writer.isDone() && !writer.hasFailed());
        }
        if (writer.hasFailed()) {
            return Segmenter.NOT_ENCODABLE;
        }
        octets = writer.octets();
        totalBytes = writer.length();
        return parts <= 1 ? one(!fits) : several(parts);
    }

    private void begin(Encoding newEncoding) {
        encoding = newEncoding;
        dataCoding =
                newEncoding == rules.dataCodings().defaultAlphabet() ? DataCoding.DEFAULT : newEncoding.dataCoding();
        packed = newEncoding == Encoding.GSM7 && rules.dataCodings().packed();
        payload = false;
    }

    private int several(int parts) {
        count = parts;
        return isTooLong() ? Segmenter.TOO_LONG : parts;
    }

    private int one(boolean asPayload) {
        payload = asPayload;
        starts[1] = totalBytes;
        return several(1);
    }

    /** Where a part ends that starts at {@code start} and has room for {@code capacity}, so that no pair is torn. */
    private int endOfPart(int start, int capacity) {
        int end = start + capacity;
        byte[] from = octets;
        if (end >= totalBytes) {
            end = totalBytes;
        } else if (encoding == Encoding.GSM7) {
            end = from[end - 1] == GsmAlphabet.ESCAPE ? end - 1 : end;
        } else if (encoding == Encoding.UCS2 && (from[end - 2] & 0xFC) == 0xD8 && (from[end] & 0xFC) == 0xDC) {
            end -= 2;
        }
        // A reader takes a CR that ends the last octet for padding, so the CR goes to the next part.
        if (packed
                && from[end - 1] == CR
                && (end < totalBytes || end - start == capacity)
                && PackedSeptets.endsOnOctet(header.partBytes(), end - start)) {
            end--;
        }
        return end;
    }

    /** True when a full message ends in a CR that would have to be doubled and has no room for that. */
    private boolean endsInAmbiguousCr(int single) {
        return packed && octets[single - 1] == CR;
    }
}
