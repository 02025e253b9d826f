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
        if (addr.length() == 0) {
            encoder.sourceAddr(ton, npi, addr);
            return;
        }
        switch (rule.mode()) {
            case REQUEST -> encoder.sourceAddr(ton, npi, addr);
            case FIXED -> encoder.sourceAddr(rule.ton(), rule.npi(), addr);
            case AUTODETECT -> encoder.sourceAddr(detectTon(addr), detectNpi(addr), withoutPlus(addr));
        }
    }

    /** As {@link #source}; the address has at least one character. */
    static void dest(AddressRule rule, int ton, int npi, CharSequence addr, MessageEncoder<?> encoder) {
        switch (rule.mode()) {
            case REQUEST -> encoder.destinationAddr(ton, npi, withoutPlus(addr));
            case FIXED -> encoder.destinationAddr(rule.ton(), rule.npi(), withoutPlus(addr));
            case AUTODETECT -> encoder.destinationAddr(detectTon(addr), detectNpi(addr), withoutPlus(addr));
        }
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
    private static CharSequence withoutPlus(CharSequence addr) {
        return addr.charAt(0) == '+' && addr.length() > 1 && isNumber(addr) ? addr.subSequence(1, addr.length()) : addr;
    }
}
