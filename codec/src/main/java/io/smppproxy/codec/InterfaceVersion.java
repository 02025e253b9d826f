package io.smppproxy.codec;

/** interface_version values (SMPP v3.4 §5.2.4, v5.0 §4.7.13) and what each version allows. */
public final class InterfaceVersion {
    public static final int V3_3 = 0x33;
    public static final int V3_4 = 0x34;
    public static final int V5_0 = 0x50;

    private InterfaceVersion() {}

    /** TLVs, bind_transceiver and data_sm came with v3.4; anything up to 0x33 counts as v3.3 (SMPP v3.4 §5.2.4). */
    public static boolean hasTlvs(int interfaceVersion) {
        return interfaceVersion >= V3_4;
    }

    /** bind_transceiver came with v3.4. */
    public static boolean hasTransceiver(int interfaceVersion) {
        return interfaceVersion >= V3_4;
    }

    /** Largest sm_length: 160 (v3.3), 254 (v3.4 §5.2.21, 255 is excluded there), 255 (v5.0). */
    public static int maxShortMessageBytes(int interfaceVersion) {
        if (interfaceVersion >= V5_0) {
            return 255;
        }
        return interfaceVersion >= V3_4 ? 254 : 160;
    }

    /** Largest number_of_dests: 254 in v3.4 (§5.2.24), 255 in v5.0; v3.3 names none. */
    public static int maxDestinations(int interfaceVersion) {
        return interfaceVersion >= V3_4 && interfaceVersion < V5_0 ? 254 : 255;
    }

    /** "3.3", "3.4", "5.0", or the octet in hexadecimal. */
    public static String name(int interfaceVersion) {
        return switch (interfaceVersion) {
            case V3_3 -> "3.3";
            case V3_4 -> "3.4";
            case V5_0 -> "5.0";
            default -> String.format("0x%02X", interfaceVersion);
        };
    }
}
