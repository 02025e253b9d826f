package io.smppproxy.codec.text;

/**
 * How a link wants messages that are longer than one short message.
 *
 * @param mode where the receiver finds which part is which
 * @param gsm7 true when data_coding 0 carries 160 septets, false when it carries 140 octets
 * @param latin1 true when text that Latin-1 can write and the GSM alphabet cannot may go out as data_coding 3
 * @param maxParts most parts that a message may take, 1 to 255
 */
public record SegmentationRules(Mode mode, boolean gsm7, boolean latin1, int maxParts) {
    /** The number of parts is one octet in both concatenation elements (3GPP TS 23.040 §9.2.3.24.1) and in SAR. */
    public static final int MAX_PARTS = 255;

    /** 8-bit reference in a user data header, GSM 7-bit or UCS-2, 255 parts. */
    public static final SegmentationRules DEFAULT = new SegmentationRules(Mode.UDH8, true, false, MAX_PARTS);

    /** The means of concatenation. */
    public enum Mode {
        /** User data header with an 8-bit reference (TS 23.040 §9.2.3.24.1): 6 octets of each part. */
        UDH8(6),
        /** User data header with a 16-bit reference (TS 23.040 §9.2.3.24.8): 7 octets of each part. */
        UDH16(7),
        /** TLVs sar_* (SMPP v3.4 §5.3.2.22); the message centre makes the 8-bit header of them, so room is kept for it. */
        SAR(6),
        /** The whole message in message_payload; the message centre segments (SMPP v3.4 §5.3.2.32). */
        PAYLOAD(0);

        private final int headerBytes;

        Mode(int headerBytes) {
            this.headerBytes = headerBytes;
        }

        int headerBytes() {
            return headerBytes;
        }
    }

    public SegmentationRules {
        if (maxParts < 1 || maxParts > MAX_PARTS) {
            throw new IllegalArgumentException("maxParts: " + maxParts + " (expected: 1 to " + MAX_PARTS + ")");
        }
    }

    public SegmentationRules withMode(Mode newMode) {
        return new SegmentationRules(newMode, gsm7, latin1, maxParts);
    }

    public SegmentationRules withGsm7(boolean newGsm7) {
        return new SegmentationRules(mode, newGsm7, latin1, maxParts);
    }

    public SegmentationRules withLatin1(boolean newLatin1) {
        return new SegmentationRules(mode, gsm7, newLatin1, maxParts);
    }

    public SegmentationRules withMaxParts(int newMaxParts) {
        return new SegmentationRules(mode, gsm7, latin1, newMaxParts);
    }

    /** Octets of user data that one unsegmented message holds: 140, or 160 unpacked septets. */
    int singleCapacity(Encoding encoding) {
        return encoding == Encoding.GSM7 && gsm7 ? 160 : 140;
    }

    /** Octets of user data that each part of a segmented message holds, its header excluded. */
    int partCapacity(Encoding encoding) {
        int headerBytes = mode.headerBytes();
        if (encoding == Encoding.GSM7 && gsm7) {
            return 160 - (headerBytes * 8 + 6) / 7;
        }
        int octets = 140 - headerBytes;
        return encoding == Encoding.UCS2 ? octets & ~1 : octets;
    }
}
