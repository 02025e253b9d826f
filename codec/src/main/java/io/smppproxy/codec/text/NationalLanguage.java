package io.smppproxy.codec.text;

/** Languages with tables of their own in 3GPP TS 23.038 Annex A, by the identifiers of its §6.2.1.2.4. */
public enum NationalLanguage {
    TURKISH(1),
    /** Has a single shift table only. */
    SPANISH(2),
    PORTUGUESE(3),
    BENGALI(4),
    GUJARATI(5),
    HINDI(6),
    KANNADA(7),
    MALAYALAM(8),
    ORIYA(9),
    PUNJABI(10),
    TAMIL(11),
    TELUGU(12),
    URDU(13);

    static final int COUNT = 13;

    private final int id;

    NationalLanguage(int id) {
        this.id = id;
    }

    /** The identifier that stands in the user data header, 1 to 13. */
    public int id() {
        return id;
    }

    public boolean hasLockingTable() {
        return this != SPANISH;
    }
}
