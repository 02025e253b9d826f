package io.smppproxy.codec;

/** data_coding values (SMPP v3.4 §5.2.19, v5.0 §4.7.7). */
public final class DataCoding {
    /** What the SMSC takes for its default: the GSM 7-bit default alphabet, one septet per octet, nearly everywhere. */
    public static final int DEFAULT = 0x00;

    public static final int IA5 = 0x01;
    public static final int OCTETS = 0x02;
    public static final int LATIN1 = 0x03;

    /** 8-bit binary as well, and the same bits as 8-bit data in a GSM data coding scheme (3GPP TS 23.038 §4). */
    public static final int BINARY = 0x04;

    public static final int JIS = 0x05;
    public static final int CYRILLIC = 0x06;
    public static final int HEBREW = 0x07;
    public static final int UCS2 = 0x08;
    public static final int PICTOGRAM = 0x09;
    /** "Music codes", which are ISO-2022-JP. */
    public static final int ISO_2022_JP = 0x0A;

    public static final int EXTENDED_KANJI_JIS = 0x0D;
    public static final int KS_C_5601 = 0x0E;

    private DataCoding() {}
}
