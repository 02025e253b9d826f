package io.smppproxy.codec.text;

import io.smppproxy.codec.DataCoding;
import java.util.List;

/**
 * What one peer means by the values of data_coding about which specification and practice differ (SMPP v3.4 §5.2.19).
 *
 * @param defaultAlphabet of data_coding 0, which the message centre chooses: one of {@link #DEFAULT_ALPHABETS}
 * @param packed true when GSM text is packed, eight septets in seven octets
 * @param dataCoding1 one of {@link #DATA_CODING_1}: ISO 8859-9 in practice, IA5 by the specification
 * @param dataCoding5 one of {@link #DATA_CODING_5}; the specification names the characters and not their octets
 */
public record DataCodingRules(Encoding defaultAlphabet, boolean packed, Encoding dataCoding1, Encoding dataCoding5) {
    /** What data_coding 0 may mean, the usual one first. */
    public static final List<Encoding> DEFAULT_ALPHABETS =
            List.of(Encoding.GSM7, Encoding.ASCII, Encoding.LATIN1, Encoding.LATIN5, Encoding.UTF8);

    /** What data_coding 1 may mean. */
    public static final List<Encoding> DATA_CODING_1 = List.of(Encoding.LATIN5, Encoding.ASCII);

    /** What data_coding 5 may mean. */
    public static final List<Encoding> DATA_CODING_5 =
            List.of(Encoding.SHIFT_JIS, Encoding.ISO_2022_JP, Encoding.JIS_X_0208);

    /** Unpacked GSM 7-bit, ISO 8859-9 and Shift_JIS. */
    public static final DataCodingRules DEFAULT =
            new DataCodingRules(Encoding.GSM7, false, Encoding.LATIN5, Encoding.SHIFT_JIS);

    public DataCodingRules {
        check("defaultAlphabet", defaultAlphabet, DEFAULT_ALPHABETS);
        check("dataCoding1", dataCoding1, DATA_CODING_1);
        check("dataCoding5", dataCoding5, DATA_CODING_5);
        if (packed && defaultAlphabet != Encoding.GSM7) {
            throw new IllegalArgumentException(
                    "packed: true (expected: false with a default alphabet of octets, " + defaultAlphabet + ")");
        }
    }

    public DataCodingRules withDefaultAlphabet(Encoding encoding) {
        return new DataCodingRules(encoding, packed, dataCoding1, dataCoding5);
    }

    public DataCodingRules withPacked(boolean newPacked) {
        return new DataCodingRules(defaultAlphabet, newPacked, dataCoding1, dataCoding5);
    }

    public DataCodingRules withDataCoding1(Encoding encoding) {
        return new DataCodingRules(defaultAlphabet, packed, encoding, dataCoding5);
    }

    public DataCodingRules withDataCoding5(Encoding encoding) {
        return new DataCodingRules(defaultAlphabet, packed, dataCoding1, encoding);
    }

    /** How this peer writes, and how its user data is read; see {@link Encoding#ofDataCoding}. */
    public Encoding encodingOf(int dataCoding) {
        return switch (dataCoding) {
            case DataCoding.DEFAULT -> defaultAlphabet;
            case DataCoding.IA5 -> dataCoding1;
            case DataCoding.JIS -> dataCoding5;
            default -> Encoding.ofDataCoding(dataCoding);
        };
    }

    private static void check(String name, Encoding encoding, List<Encoding> expected) {
        if (!expected.contains(encoding)) {
            throw new IllegalArgumentException(name + ": " + encoding + " (expected: one of " + expected + ")");
        }
    }
}
