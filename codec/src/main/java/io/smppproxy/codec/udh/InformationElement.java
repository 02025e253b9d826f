package io.smppproxy.codec.udh;

/** Identifiers of information elements (3GPP TS 23.040 §9.2.3.24). */
public final class InformationElement {
    /** Reference, total, part, an octet each. */
    public static final int CONCATENATION_8 = 0x00;

    /** Type of indication and number of messages; one for each type. */
    public static final int SPECIAL_SMS_INDICATION = 0x01;

    /** Destination and originator port, an octet each. */
    public static final int PORTS_8 = 0x04;

    /** Destination and originator port, two octets each. */
    public static final int PORTS_16 = 0x05;

    /** Reference of two octets, total, part. */
    public static final int CONCATENATION_16 = 0x08;

    /** Identifier of the language whose table takes the place of the extension table. */
    public static final int NATIONAL_SINGLE_SHIFT = 0x24;

    /** Identifier of the language whose table takes the place of the default alphabet. */
    public static final int NATIONAL_LOCKING_SHIFT = 0x25;

    /** First of the elements 0x70 to 0x7F that carry (U)SIM toolkit security headers. */
    public static final int SIM_TOOLKIT_SECURITY = 0x70;

    private InformationElement() {}
}
