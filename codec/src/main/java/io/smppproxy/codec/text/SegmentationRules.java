package io.smppproxy.codec.text;

import java.util.EnumSet;
import java.util.List;

/**
 * How a link wants texts and messages that are longer than one short message.
 *
 * @param mode where the receiver finds which part is which
 * @param gsm7 true when data_coding 0 carries 160 septets, false when it carries 140 octets
 * @param latin1 true when text that Latin-1 can write and the default alphabet cannot may go out as data_coding 3
 * @param maxParts most parts that a message may take, 1 to 255
 * @param languages whose shift tables may be used, the preferred first
 * @param transliterate true when look-alikes may stand for characters that the GSM alphabet lacks, see
 *     {@link Transliteration}
 * @param dataCodings what the peer means by some values of data_coding
 */
public record SegmentationRules(
        Mode mode,
        boolean gsm7,
        boolean latin1,
        int maxParts,
        List<NationalLanguage> languages,
        boolean transliterate,
        DataCodingRules dataCodings) {
    /** The number of parts is one octet in both concatenation elements (3GPP TS 23.040 §9.2.3.24.1) and in SAR. */
    public static final int MAX_PARTS = 255;

    /** 8-bit reference in a user data header, GSM 7-bit or UCS-2, 255 parts. */
    public static final SegmentationRules DEFAULT =
            new SegmentationRules(Mode.UDH8, true, false, MAX_PARTS, List.of(), false, DataCodingRules.DEFAULT);

    private static final int SEPTETS = 160;
    private static final int OCTETS = 140;

    /** The means of concatenation. */
    public enum Mode {
        /** User data header with an 8-bit reference (TS 23.040 §9.2.3.24.1): an element of 5 octets in each part. */
        UDH8(5),
        /** User data header with a 16-bit reference (TS 23.040 §9.2.3.24.8): an element of 6 octets in each part. */
        UDH16(6),
        /** TLVs sar_* (SMPP v3.4 §5.3.2.22); the message centre makes the 8-bit element of them, so room is kept for it. */
        SAR(5),
        /** The whole message in message_payload; the message centre segments (SMPP v3.4 §5.3.2.32). */
        PAYLOAD(0);

        private final int elementBytes;

        Mode(int elementBytes) {
            this.elementBytes = elementBytes;
        }

        /** Octets of the concatenation element that a part has by the time it reaches the receiver. */
        int elementBytes() {
            return elementBytes;
        }

        boolean isUdh() {
            return this == UDH8 || this == UDH16;
        }
    }

    public SegmentationRules {
        if (maxParts < 1 || maxParts > MAX_PARTS) {
            throw new IllegalArgumentException("maxParts: " + maxParts + " (expected: 1 to " + MAX_PARTS + ")");
        }
        if (dataCodings.packed() && !gsm7) {
            throw new IllegalArgumentException("gsm7: false (expected: true with packed septets, 160 in 140 octets)");
        }
        if (dataCodings.defaultAlphabet() != Encoding.GSM7 && (gsm7 || transliterate || !languages.isEmpty())) {
            throw new IllegalArgumentException("dataCodings: default alphabet " + dataCodings.defaultAlphabet()
                    + " (expected: GSM7 with gsm7, languages or transliterate)");
        }
        languages = List.copyOf(languages);
        if (!languages.isEmpty() && EnumSet.copyOf(languages).size() < languages.size()) {
            throw new IllegalArgumentException("languages: " + languages + " (expected: each at most once)");
        }
    }

    public SegmentationRules withMode(Mode newMode) {
        return new SegmentationRules(newMode, gsm7, latin1, maxParts, languages, transliterate, dataCodings);
    }

    public SegmentationRules withGsm7(boolean newGsm7) {
        return new SegmentationRules(mode, newGsm7, latin1, maxParts, languages, transliterate, dataCodings);
    }

    public SegmentationRules withLatin1(boolean newLatin1) {
        return new SegmentationRules(mode, gsm7, newLatin1, maxParts, languages, transliterate, dataCodings);
    }

    public SegmentationRules withMaxParts(int newMaxParts) {
        return new SegmentationRules(mode, gsm7, latin1, newMaxParts, languages, transliterate, dataCodings);
    }

    public SegmentationRules withLanguages(List<NationalLanguage> newLanguages) {
        return new SegmentationRules(mode, gsm7, latin1, maxParts, newLanguages, transliterate, dataCodings);
    }

    public SegmentationRules withTransliterate(boolean newTransliterate) {
        return new SegmentationRules(mode, gsm7, latin1, maxParts, languages, newTransliterate, dataCodings);
    }

    public SegmentationRules withDataCodings(DataCodingRules newDataCodings) {
        return new SegmentationRules(mode, gsm7, latin1, maxParts, languages, transliterate, newDataCodings);
    }

    /** True when text is sent in the GSM alphabet or else in UCS-2, as most links have it. */
    boolean isGsmOrUcs2() {
        return !latin1 && !transliterate && languages.isEmpty() && dataCodings.defaultAlphabet() == Encoding.GSM7;
    }

    /** Units of the encoding (septets or octets) that one message or part holds besides a header of so many octets. */
    int capacity(Encoding encoding, int headerBytes) {
        if (encoding == Encoding.GSM7 && gsm7) {
            return SEPTETS - PackedSeptets.headerSeptets(headerBytes);
        }
        int octets = OCTETS - headerBytes;
        return encoding == Encoding.UCS2 ? octets & ~1 : octets;
    }
}
