package io.smppproxy.core.submit;

import io.smppproxy.codec.Npi;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.Ton;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.edge.Submission;

/** Type and plan of both addresses by the link's rules. Stateless; any thread. */
final class PartAddressing {
    /** Numbers up to this length are short codes. */
    private static final int MAX_SHORT_CODE_DIGITS = 7;

    private PartAddressing() {}

    static void apply(Submission submission, AddressRule source, AddressRule dest, SmEncoder encoder) {
        String from = submission.sourceAddr();
        String to = submission.destAddr();
        switch (source.mode()) {
            case REQUEST -> encoder.sourceAddr(submission.sourceTon(), submission.sourceNpi(), from);
            case FIXED -> encoder.sourceAddr(source.ton(), source.npi(), from);
            case AUTODETECT -> encoder.sourceAddr(detectTon(from), detectNpi(from), withoutPlus(from));
        }
        switch (dest.mode()) {
            case REQUEST -> encoder.destinationAddr(submission.destTon(), submission.destNpi(), withoutPlus(to));
            case FIXED -> encoder.destinationAddr(dest.ton(), dest.npi(), withoutPlus(to));
            case AUTODETECT -> encoder.destinationAddr(detectTon(to), detectNpi(to), withoutPlus(to));
        }
    }

    private static int detectTon(String addr) {
        if (!isNumber(addr)) {
            return Ton.ALPHANUMERIC;
        }
        if (addr.charAt(0) == '+' || addr.length() > MAX_SHORT_CODE_DIGITS) {
            return Ton.INTERNATIONAL;
        }
        return Ton.NETWORK_SPECIFIC;
    }

    private static int detectNpi(String addr) {
        return detectTon(addr) == Ton.INTERNATIONAL ? Npi.ISDN : Npi.UNKNOWN;
    }

    private static boolean isNumber(String addr) {
        for (int i = addr.charAt(0) == '+' ? 1 : 0; i < addr.length(); i++) {
            if (addr.charAt(i) < '0' || addr.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The plus sign says "international", which the TON says on the wire. */
    private static String withoutPlus(String addr) {
        return addr.charAt(0) == '+' && addr.length() > 1 && isNumber(addr) ? addr.substring(1) : addr;
    }
}
