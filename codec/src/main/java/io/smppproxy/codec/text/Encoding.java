package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.DataCoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How user data is to be read, and the data_coding that usually says so. What one peer means by data_coding 0, 1 and 5 is a
 * matter of {@link DataCodingRules}.
 */
public enum Encoding {
    /** GSM 7-bit default alphabet, one septet per octet unless packed. */
    GSM7(DataCoding.DEFAULT, null),
    ASCII(DataCoding.IA5, StandardCharsets.US_ASCII),
    /** ISO 8859-9, Latin-1 with six Turkish letters. */
    LATIN5(DataCoding.IA5, Charset.forName("ISO-8859-9")),
    LATIN1(DataCoding.LATIN1, StandardCharsets.ISO_8859_1),
    /** JIS X 0208 and ASCII, two octets and one. */
    SHIFT_JIS(DataCoding.JIS, Charset.forName("Shift_JIS")),
    /** JIS X 0208 alone, two octets of seven bits for each character. */
    JIS_X_0208(DataCoding.JIS, Charset.forName("x-JIS0208")),
    /** ISO 8859-5. */
    CYRILLIC(DataCoding.CYRILLIC, Charset.forName("ISO-8859-5")),
    /** ISO 8859-8, in logical order. */
    HEBREW(DataCoding.HEBREW, Charset.forName("ISO-8859-8")),
    UCS2(DataCoding.UCS2, StandardCharsets.UTF_16BE),
    /** JIS X 0208 and ASCII, switched by escape sequences. */
    ISO_2022_JP(DataCoding.ISO_2022_JP, Charset.forName("ISO-2022-JP")),
    /** ISO-2022-JP with an escape sequence for JIS X 0212 too. */
    EXTENDED_JIS(DataCoding.EXTENDED_KANJI_JIS, Charset.forName("ISO-2022-JP-2")),
    /** KS C 5601 as EUC-KR writes it, and ASCII. */
    KS_C_5601(DataCoding.KS_C_5601, Charset.forName("EUC-KR")),
    UTF8(DataCoding.DEFAULT, StandardCharsets.UTF_8),
    BINARY(DataCoding.BINARY, StandardCharsets.ISO_8859_1);

    private final int dataCoding;
    private final Charset charset;

    Encoding(int dataCoding, Charset charset) {
        this.dataCoding = dataCoding;
        this.charset = charset;
    }

    /** The data_coding to send. */
    public int dataCoding() {
        return dataCoding;
    }

    /** Null for {@link #GSM7}, of which Java knows nothing; {@link #BINARY} shows as Latin-1. */
    Charset charset() {
        return charset;
    }

    /**
     * How to read a received data_coding: the values of SMPP v3.4 §5.2.19, and above 0x0F the GSM data coding schemes
     * that message centres pass through (3GPP TS 23.038 §4). Whatever has no text here is BINARY.
     */
    public static Encoding ofDataCoding(int dataCoding) {
        return switch (dataCoding >>> 4 & 0x0F) {
            case 0x0 -> ofSmppCoding(dataCoding);
            case 0x1, 0x2, 0x3 ->
                switch (dataCoding >>> 2 & 0x3) {
                    case 0 -> GSM7;
                    case 2 -> UCS2;
                    default -> BINARY;
                };
            case 0xC, 0xD -> GSM7;
            case 0xE -> UCS2;
            case 0xF -> (dataCoding & 0x04) == 0 ? GSM7 : BINARY;
            default -> BINARY;
        };
    }

    private static Encoding ofSmppCoding(int dataCoding) {
        return switch (dataCoding) {
            case DataCoding.DEFAULT -> GSM7;
            case DataCoding.IA5 -> LATIN5;
            case DataCoding.LATIN1 -> LATIN1;
            case DataCoding.JIS -> SHIFT_JIS;
            case DataCoding.CYRILLIC -> CYRILLIC;
            case DataCoding.HEBREW -> HEBREW;
            case DataCoding.UCS2 -> UCS2;
            case DataCoding.ISO_2022_JP -> ISO_2022_JP;
            case DataCoding.EXTENDED_KANJI_JIS -> EXTENDED_JIS;
            case DataCoding.KS_C_5601 -> KS_C_5601;
            default -> BINARY;
        };
    }

    /**
     * The text of user data without its header, GSM septets unpacked; binary octets read as Latin-1, and what is no
     * character as U+FFFD. Allocates, never throws. {@link UserDataText} also reads headers and packed septets.
     */
    public String decode(ByteBuf buf, int offset, int length) {
        return this == GSM7 ? GsmAlphabet.decode(buf, offset, length) : buf.toString(offset, length, charset);
    }
}
