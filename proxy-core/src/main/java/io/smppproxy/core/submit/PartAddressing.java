package io.smppproxy.core.submit;

import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.Npi;
import io.smppproxy.codec.Ton;
import io.smppproxy.core.config.AddressRule;

/** Type and plan of an address by the link's rules. Stateless; any thread. */
final class PartAddressing {
    /** Numbers up to this length are short codes. */
    private static final int MAX_SHORT_CODE_DIGITS = 7;

    private PartAddressing() {}

    /**
     * @param ton as the sender asked; so npi
     * @param addr may be empty, for the SMSC's default, and is left alone then
     */
    static void source(AddressRule rule, int ton, int npi, CharSequence addr, MessageEncoder<?> encoder) {
        encoder.sourceAddr(ton(rule, ton, addr), npi(rule, npi, addr), source(rule, addr));
    }

    /** As {@link #source}; the address has at least one character. */
    static void dest(AddressRule rule, int ton, int npi, CharSequence addr, MessageEncoder<?> encoder) {
        encoder.destinationAddr(ton(rule, ton, addr), npi(rule, npi, addr), withoutPlus(addr));
    }

    /** The source address as it is sent. */
    static CharSequence source(AddressRule rule, CharSequence addr) {
        return rule.mode() == AddressRule.Mode.AUTODETECT ? withoutPlus(addr) : addr;
    }

    /** The type of number that is sent for an address. */
    static int ton(AddressRule rule, int asked, CharSequence addr) {
        if (addr.length() == 0) {
            return asked;
        }
        return switch (rule.mode()) {
            case REQUEST -> asked;
            case FIXED -> rule.ton();
            case AUTODETECT -> detectTon(addr);
        };
    }

    /** The numbering plan that is sent for an address. */
    static int npi(AddressRule rule, int asked, CharSequence addr) {
        if (addr.length() == 0) {
            return asked;
        }
        return switch (rule.mode()) {
            case REQUEST -> asked;
            case FIXED -> rule.npi();
            case AUTODETECT -> detectNpi(addr);
        };
    }

    private static int detectTon(CharSequence addr) {
        if (!isNumber(addr)) {
            return Ton.ALPHANUMERIC;
        }
        if (addr.charAt(0) == '+' || addr.length() > MAX_SHORT_CODE_DIGITS) {
            return Ton.INTERNATIONAL;
        }
        return Ton.NETWORK_SPECIFIC;
    }

    private static int detectNpi(CharSequence addr) {
        return detectTon(addr) == Ton.INTERNATIONAL ? Npi.ISDN : Npi.UNKNOWN;
    }

    private static boolean isNumber(CharSequence addr) {
        for (int i = addr.charAt(0) == '+' ? 1 : 0; i < addr.length(); i++) {
            if (addr.charAt(i) < '0' || addr.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The plus sign says "international", which the TON says on the wire. */
    static CharSequence withoutPlus(CharSequence addr) {
        return addr.length() > 1 && addr.charAt(0) == '+' && isNumber(addr) ? addr.subSequence(1, addr.length()) : addr;
    }
}
