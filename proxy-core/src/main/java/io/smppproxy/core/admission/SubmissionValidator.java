package io.smppproxy.core.admission;

import io.smppproxy.codec.text.Ucs2;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at every field of a submission before anything else is done with it. Immutable; safe for any thread; a valid submission costs
 * no allocation. Reasons use the field names of sms.v1 and never show the message's text.
 */
public final class SubmissionValidator {
    /** 255 segments (3GPP TS 23.040 §9.2.3.24.1) of 153 septets. */
    public static final int DEFAULT_MAX_TEXT_CHARS = 255 * 153;

    private static final int MAX_TON = 6;
    private static final int MAX_NPI = 18;
    private static final int MAX_ADDR_CHARS = 20;
    private static final int MAX_ALPHANUMERIC_CHARS = 11;
    private static final int MIN_DIGITS = 3;
    private static final int MAX_TRANSACTION_ID_CHARS = 64;
    /** 9999-12-31T23:59:59Z. */
    private static final long MAX_SENT_AT_SECONDS = 253_402_300_799L;

    private static final int MAX_NAMES_LISTED = 20;

    private final Set<String> strategyNames;
    private final String strategyList;
    private final int maxTextChars;

    /**
     * @param strategyNames the configured contact policies
     * @param maxTextChars UTF-16 units of one message at most, {@link #DEFAULT_MAX_TEXT_CHARS} unless configured
     */
    public SubmissionValidator(Collection<String> strategyNames, int maxTextChars) {
        if (maxTextChars < 1) {
            throw new IllegalArgumentException("maxTextChars: " + maxTextChars + " (expected: 1 or more)");
        }
        this.strategyNames = new HashSet<>(strategyNames);
        this.strategyList = list(this.strategyNames);
        this.maxTextChars = maxTextChars;
    }

    /** @return {@link Verdict#ACCEPTED}, or {@link Verdict#INVALID} with the first wrong field in the submission's reason */
    public Verdict validate(Submission submission) {
        String reason = firstFault(submission);
        if (reason == null) {
            return Verdict.ACCEPTED;
        }
        submission.reason(reason);
        return Verdict.INVALID;
    }

    private String firstFault(Submission s) {
        if (s.appId() <= 0) {
            return number("app_id", s.appId(), "1 or more");
        }
        if (s.esme() <= 0) {
            return number("esme", s.esme(), "the id of a link or pool, 1 or more");
        }
        String fault = transactionId(s.transactionId());
        if (fault == null) {
            fault = tonNpi("ston", s.sourceTon(), "snpi", s.sourceNpi());
        }
        if (fault == null) {
            fault = source(s.sourceAddr());
        }
        if (fault == null) {
            fault = tonNpi("dton", s.destTon(), "dnpi", s.destNpi());
        }
        if (fault == null) {
            fault = destination(s.destAddr());
        }
        if (fault == null) {
            fault = text(s.text());
        }
        if (fault == null && (s.sentAtSeconds() < 0 || s.sentAtSeconds() > MAX_SENT_AT_SECONDS)) {
            fault = number("sent_at", s.sentAtSeconds(), "Unix seconds, 0 to " + MAX_SENT_AT_SECONDS);
        }
        if (fault == null && !s.strategy().isEmpty() && !strategyNames.contains(s.strategy())) {
            fault = "strategy: " + FieldText.quote(s.strategy()) + " (expected: empty or " + strategyList + ")";
        }
        return fault;
    }

    private static String transactionId(String id) {
        int length = id.length();
        if (length > MAX_TRANSACTION_ID_CHARS) {
            return "transaction_id: " + FieldText.quote(id) + ", " + length + " characters (expected: at most "
                    + MAX_TRANSACTION_ID_CHARS + ")";
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                return "transaction_id: " + FieldText.quote(id) + ", " + FieldText.describe(c) + " at index " + i
                        + " (expected: printable ASCII characters)";
            }
        }
        return null;
    }

    /** SMPP v3.4 §5.2.5 and §5.2.6; any NPI up to the highest known one passes, because senders use reserved values. */
    private static String tonNpi(String tonField, int ton, String npiField, int npi) {
        if (ton < 0 || ton > MAX_TON) {
            return number(tonField, ton, "0 to " + MAX_TON);
        }
        if (npi < 0 || npi > MAX_NPI) {
            return number(npiField, npi, "0 to " + MAX_NPI);
        }
        return null;
    }

    /** SMPP v3.4 §5.2.8 gives 20 octets; a name has 11 characters because it is 20 semi-octets (3GPP TS 23.040 §9.1.2.5). */
    private static String source(String addr) {
        int length = addr.length();
        if (length == 0) {
            return "saddr: \"\" (expected: a number or a name)";
        }
        if (isNumeric(addr)) {
            return length <= MAX_ADDR_CHARS
                    ? null
                    : "saddr: " + FieldText.quote(addr) + ", " + length + " characters (expected: a number of at most "
                            + MAX_ADDR_CHARS + ")";
        }
        boolean blank = true;
        for (int i = 0; i < length; i++) {
            char c = addr.charAt(i);
            if (c < 0x20 || (c > 0x7E && c < 0xA0) || c > 0xFF) {
                return "saddr: " + FieldText.quote(addr) + ", " + FieldText.describe(c) + " at index " + i
                        + " (expected: printable Latin-1 characters)";
            }
            blank &= c == ' ' || c == 0xA0 || c == '+';
        }
        if (length > MAX_ALPHANUMERIC_CHARS) {
            return "saddr: " + FieldText.quote(addr) + ", " + length + " characters (expected: a name of at most "
                    + MAX_ALPHANUMERIC_CHARS + ", or a number of at most " + MAX_ADDR_CHARS + ")";
        }
        return blank ? "saddr: " + FieldText.quote(addr) + " (expected: a number or a name)" : null;
    }

    private static String destination(String addr) {
        int length = addr.length();
        int digits = length == 0 || addr.charAt(0) != '+' ? length : length - 1;
        if (isNumeric(addr) && digits >= MIN_DIGITS && length <= MAX_ADDR_CHARS) {
            return null;
        }
        String hint = hasSeparators(addr) ? "; without spaces, dashes, dots or brackets" : "";
        return "daddr: " + FieldText.quote(addr) + " (expected: 3 to 20 digits, optionally with a leading +, at most "
                + MAX_ADDR_CHARS + " characters" + hint + ")";
    }

    private String text(String text) {
        int length = text.length();
        if (length == 0) {
            return "message: empty (expected: 1 to " + maxTextChars + " characters)";
        }
        if (length > maxTextChars) {
            return "message: " + length + " characters (expected: 1 to " + maxTextChars + ")";
        }
        int lone = Ucs2.indexOfLoneSurrogate(text);
        if (lone >= 0) {
            return "message: lone surrogate " + String.format("U+%04X", (int) text.charAt(lone)) + " at index " + lone
                    + " (expected: surrogates in pairs)";
        }
        return null;
    }

    /** ASCII digits, optionally behind one plus sign. */
    private static boolean isNumeric(String addr) {
        int length = addr.length();
        int from = length > 0 && addr.charAt(0) == '+' ? 1 : 0;
        for (int i = from; i < length; i++) {
            char c = addr.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return length > from;
    }

    private static boolean hasSeparators(String addr) {
        for (int i = 0; i < addr.length(); i++) {
            if (" -.()/\u00A0".indexOf(addr.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String number(String field, long value, String expected) {
        return field + ": " + value + " (expected: " + expected + ")";
    }

    private static String list(Set<String> names) {
        if (names.isEmpty()) {
            return "nothing, as no strategy is configured";
        }
        StringBuilder out = new StringBuilder("one of ");
        int listed = 0;
        for (String name : new TreeSet<>(names)) {
            if (listed == MAX_NAMES_LISTED) {
                return out.append(", …").toString();
            }
            out.append(listed++ == 0 ? "" : ", ").append(name);
        }
        return out.toString();
    }
}
