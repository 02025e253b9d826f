package io.smppproxy.core.config;

/**
 * Where TON and NPI of an address come from.
 *
 * @param mode what decides
 * @param ton used when the mode is FIXED
 * @param npi used when the mode is FIXED
 */
public record AddressRule(Mode mode, int ton, int npi) {
    public enum Mode {
        /** As the sender asked. */
        REQUEST,
        /** From the address itself: alphanumeric 5/0, leading + or 8 digits and more 1/1, short 3/0. */
        AUTODETECT,
        /** As configured for the link. */
        FIXED
    }

    public static final AddressRule REQUEST = new AddressRule(Mode.REQUEST, 0, 0);
    public static final AddressRule AUTODETECT = new AddressRule(Mode.AUTODETECT, 0, 0);

    public static AddressRule fixed(int ton, int npi) {
        return new AddressRule(Mode.FIXED, ton, npi);
    }
}
