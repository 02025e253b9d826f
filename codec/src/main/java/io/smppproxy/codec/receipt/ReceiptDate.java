package io.smppproxy.codec.receipt;

/** Dates of receipts: YYMMDDhhmm by SMPP v3.4 Appendix B, longer ones in the field. Allocates nothing. */
final class ReceiptDate {
    private static final int MAX_DIGITS = 15;
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private ReceiptDate() {}

    /**
     * Milliseconds of the epoch of 10, 12 or 14 digits, with ISO punctuation between them or not, or of an absolute SMPP
     * time of 16 characters; {@link DeliveryReceipt#NO_DATE} for anything else.
     */
    static long parse(byte[] octets, int start, int end) {
        // Up to 15 digits fit a long, so that no array is needed.
        long digits = 0;
        int count = 0;
        for (int i = start; i < end; i++) {
            int digit = octets[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (++count > MAX_DIGITS) {
                    return DeliveryReceipt.NO_DATE;
                }
                digits = 10 * digits + digit;
            } else if (!isPunctuation(octets[i])) {
                return DeliveryReceipt.NO_DATE;
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

    /** Writes YYMMDDhhmm and returns the offset after it. */
    static int write(long epochMs, byte[] to, int offset) {
        long minutes = Math.floorDiv(epochMs, 60_000);
        long days = Math.floorDiv(minutes, 24 * 60);
        int minuteOfDay = Math.floorMod(minutes, 24 * 60);
        // Days to civil date, counting years from March so that the leap day comes last.
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = Math.floorMod(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 100);
        int at = twoDigits(year, to, offset);
        at = twoDigits(month, to, at);
        at = twoDigits(day, to, at);
        at = twoDigits(minuteOfDay / 60, to, at);
        return twoDigits(minuteOfDay % 60, to, at);
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
        int month = (int) (monthToSecond / 100_000_000);
        int day = (int) (monthToSecond / 1_000_000 % 100);
        int hour = (int) (monthToSecond / 10_000 % 100);
        int minute = (int) (monthToSecond / 100 % 100);
        int second = (int) (monthToSecond % 100);
        if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
            return DeliveryReceipt.NO_DATE;
        }
        boolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (day > DAYS_OF_MONTH[month - 1] + (month == 2 && leap ? 1 : 0)) {
            return DeliveryReceipt.NO_DATE;
        }
        int shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = (int) (shiftedYear - era * 400);
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long days = era * 146_097 + yearOfEra * 365L + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
        return ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000L;
    }

    private static boolean isPunctuation(byte c) {
        return switch (c) {
            case ' ', '-', ':', '/', '.', '+', 'T', 'Z' -> true;
            default -> false;
        };
    }
}
