package io.smppproxy.codec.receipt;

import io.smppproxy.codec.time.CivilTime;

/** Dates of receipts: YYMMDDhhmm by SMPP v3.4 Appendix B, longer ones in the field. Allocates nothing. */
final class ReceiptDate {
    private static final int MAX_DIGITS = 15;

    private ReceiptDate() {}

    /**
     * Milliseconds of the epoch of 10, 12 or 14 digits, with ISO punctuation between them or not, or of an absolute SMPP
     * time of 16 characters; {@link DeliveryReceipt#NO_DATE} for anything else. What follows after a space is ignored: it
     * is a field with a key that nobody knows.
     */
    static long parse(byte[] octets, int start, int fieldEnd) {
        // Up to 15 digits fit a long, so that no array is needed.
        long digits = 0;
        int count = 0;
        int end = fieldEnd;
        for (int i = start; i < end; i++) {
            int digit = octets[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (++count > MAX_DIGITS) {
                    return DeliveryReceipt.NO_DATE;
                }
                digits = 10 * digits + digit;
            } else if (!isPunctuation(octets[i])) {
                if (count == 0 || octets[i - 1] != ' ') {
                    return DeliveryReceipt.NO_DATE;
                }
                end = i - 1;
            }
        }
        return switch (count) {
            case 10 -> ofTwoDigitYear(digits * 100);
            // YYMMDDhhmmss and YYYYMMDDhhmm look alike; the first is the documented one.
            case 12 -> {
                long ms = ofTwoDigitYear(digits);
                yield ms != DeliveryReceipt.NO_DATE ? ms : of((int) (digits / 100_000_000), digits % 100_000_000 * 100);
            }
            case 14 -> of((int) (digits / 10_000_000_000L), digits % 10_000_000_000L);
            case 15 -> ofSmppTime(digits, octets[end - 1]);
            default -> DeliveryReceipt.NO_DATE;
        };
    }

    /** Writes YYMMDDhhmm, or YYMMDDhhmmss, and returns the offset after it. */
    static int write(long epochMs, boolean withSeconds, byte[] to, int offset) {
        int date = CivilTime.yearMonthDay(epochMs);
        int secondOfDay = CivilTime.msOfDay(epochMs) / 1000;
        int at = twoDigits(date / 10_000 % 100, to, offset);
        at = twoDigits(date / 100 % 100, to, at);
        at = twoDigits(date % 100, to, at);
        at = twoDigits(secondOfDay / 3600, to, at);
        at = twoDigits(secondOfDay / 60 % 60, to, at);
        return withSeconds ? twoDigits(secondOfDay % 60, to, at) : at;
    }

    private static int twoDigits(int value, byte[] to, int offset) {
        to[offset] = (byte) ('0' + value / 10);
        to[offset + 1] = (byte) ('0' + value % 10);
        return offset + 2;
    }

    /** YYMMDDhhmmss; years 38 to 99 lie in the last century (SMPP v3.4 §7.1.1.1). */
    private static long ofTwoDigitYear(long digits) {
        int year = (int) (digits / 10_000_000_000L);
        return of(year < 38 ? 2000 + year : 1900 + year, digits % 10_000_000_000L);
    }

    /** YYMMDDhhmmsstnn and a sign: tenths of a second, quarters of an hour ahead of or behind UTC (§7.1.1.1). */
    private static long ofSmppTime(long digits, byte sign) {
        long ms = ofTwoDigitYear(digits / 1000);
        int quarters = (int) (digits % 100);
        if (ms == DeliveryReceipt.NO_DATE || quarters > 48 || (sign != '+' && sign != '-')) {
            return DeliveryReceipt.NO_DATE;
        }
        return ms + digits / 100 % 10 * 100 + (sign == '+' ? -1L : 1L) * quarters * 15 * 60_000;
    }

    private static long of(int year, long monthToSecond) {
        return CivilTime.epochMs(
                year,
                (int) (monthToSecond / 100_000_000),
                (int) (monthToSecond / 1_000_000 % 100),
                (int) (monthToSecond / 10_000 % 100),
                (int) (monthToSecond / 100 % 100),
                (int) (monthToSecond % 100));
    }

    private static boolean isPunctuation(byte c) {
        return switch (c) {
            case ' ', '-', ':', '/', '.', '+', 'T', 'Z' -> true;
            default -> false;
        };
    }
}
