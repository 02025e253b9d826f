package io.smppproxy.codec.text;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.DataCoding;

/** How user data is to be read, and the data_coding that says so. */
public enum Encoding {
    /** GSM 7-bit default alphabet, one septet per octet. */
    GSM7(DataCoding.DEFAULT),
    LATIN1(DataCoding.LATIN1),
    UCS2(DataCoding.UCS2),
    BINARY(DataCoding.BINARY);

    private final int dataCoding;

    Encoding(int dataCoding) {
        this.dataCoding = dataCoding;
    }

    /** The data_coding to send. */
    public int dataCoding() {
        return dataCoding;
    }

    /**
     * How to read a received data_coding: the values of SMPP v3.4 §5.2.19, and above 0x0F the GSM data coding schemes
     * that message centres pass through (3GPP TS 23.038 §4). Whatever has no text here is BINARY.
     */
    public static Encoding ofDataCoding(int dataCoding) {
        return switch (dataCoding >>> 4 & 0x0F) {
            case 0x0 ->
                switch (dataCoding) {
                    case DataCoding.DEFAULT -> GSM7;
                    case DataCoding.IA5, DataCoding.LATIN1 -> LATIN1;
                    case DataCoding.UCS2 -> UCS2;
                    default -> BINARY;
                };
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

    /** The text of user data without its header; binary octets read as Latin-1. Allocates, never throws. */
    public String decode(ByteBuf buf, int offset, int length) {
        return switch (this) {
            case GSM7 -> GsmAlphabet.decode(buf, offset, length);
            case UCS2 -> Ucs2.decode(buf, offset, length);
            case LATIN1, BINARY -> Latin1.decode(buf, offset, length);
        };
    }
}
