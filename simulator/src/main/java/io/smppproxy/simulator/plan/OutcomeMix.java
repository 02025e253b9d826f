package io.smppproxy.simulator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How often which outcome is reported, by weight. Immutable. */
public final class OutcomeMix {
    /** Every message is delivered. */
    public static final OutcomeMix ALL_DELIVERED = of(ReceiptOutcome.DELIVERED);

    private final List<ReceiptOutcome> outcomes;
    private final double[] upTo;

    private OutcomeMix(List<ReceiptOutcome> outcomes, double[] upTo) {
        this.outcomes = outcomes;
        this.upTo = upTo;
    }

    public static OutcomeMix of(ReceiptOutcome outcome) {
        return new OutcomeMix(List.of(outcome), new double[] {1});
    }

    /**
     * Reads {@code DELIVRD=95,UNDELIV=3,EXPIRED=1,REJECTD=1}; the numbers are weights and need not sum to 100. NONE stands
     * for a receipt that never comes.
     *
     * @throws IllegalArgumentException when it cannot be read or all weights are 0
     */
    public static OutcomeMix parse(String text) {
        String[] entries = text.split(",", -1);
        List<ReceiptOutcome> outcomes = new ArrayList<>();
        double[] upTo = new double[entries.length];
        double sum = 0;
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            double weight;
            try {
                weight = equals < 0
                        ? 1
                        : Double.parseDouble(entry.substring(equals + 1).strip());
            } catch (NumberFormatException e) {
                throw unexpected(text);
            }
            if (!(weight >= 0 && weight <= 1e9)) {
                throw unexpected(text);
            }
            outcomes.add(ReceiptOutcome.parse(equals < 0 ? entry : entry.substring(0, equals)));
            sum += weight;
            upTo[outcomes.size() - 1] = sum;
        }
        if (sum == 0) {
            throw unexpected(text);
        }
        return new OutcomeMix(List.copyOf(outcomes), upTo);
    }

    /** The outcome of one message. */
    public ReceiptOutcome pick(SplittableRandom random) {
        int last = upTo.length - 1;
        if (last > 0) {
            double roll = random.nextDouble() * upTo[last];
            for (int i = 0; i < last; i++) {
                if (roll < upTo[i]) {
                    return outcomes.get(i);
                }
            }
        }
        return outcomes.get(last);
    }

    private static IllegalArgumentException unexpected(String text) {
        return new IllegalArgumentException(
                "outcomes: \"" + text + "\" (expected: weights such as DELIVRD=95,UNDELIV=3,EXPIRED=2)");
    }
}
