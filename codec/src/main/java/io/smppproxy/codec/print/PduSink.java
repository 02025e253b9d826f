package io.smppproxy.codec.print;

/** What {@link PduWalker} tells of a PDU, in wire order. */
interface PduSink {
    void number(String name, long value);

    void string(String name, String value);

    /** Octets that are no text, in hexadecimal. */
    void octets(String name, String hex);

    /** data_coding to short_message follow, which belong together. */
    void beginMessage();

    void endMessage();

    /** Groups of fields follow. */
    void beginGroups(String name);

    void beginGroup();

    void endGroup();

    void endGroups();

    /** TLVs follow, at least one. */
    void beginTlvs();

    /** A TLV's number. */
    void tlvNumber(String name, int tag, long value);

    /**
     * A TLV's text.
     *
     * @param udhHex user data header before the text, or ""
     */
    void tlvString(String name, int tag, String udhHex, String value);

    /**
     * A TLV whose octets are not text, or not what its type says.
     *
     * @param name null when nobody knows it
     */
    void tlvOctets(String name, int tag, String hex);

    void endTlvs();
}
