package io.smppproxy.simulator.plan;

/** Chances from 0 to 1, written as {@code 1%}, {@code 0.5%} or {@code 0.01}. */
public final class Probability {
    private Probability() {}

    /**
     * Reads a chance.
     *
     * @param field what the value belongs to, for the message of an error
     * @throws IllegalArgumentException when it is no number or out of range
     */
    public static double parse(String field, String text) {
        String number = text.strip();
        boolean percent = number.endsWith("%");
        double value;
        try {
            value = Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number);
        } catch (NumberFormatException e) {
            throw unexpected(field, text);
        }
        double probability = percent ? value / 100 : value;
        if (!(probability >= 0 && probability <= 1)) {
            throw unexpected(field, text);
        }
        return probability;
    }

    /** Returns {@code probability} if it is one. */
    static double check(String field, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw unexpected(field, Double.toString(probability));
        }
        return probability;
    }

    private static IllegalArgumentException unexpected(String field, String text) {
        return new IllegalArgumentException(
                field + ": \"" + text + "\" (expected: a share such as 1%, 0.5% or 0.01, from 0 to 1)");
    }
}
