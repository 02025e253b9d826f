package io.smppproxy.simulator.plan;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Which share of the messages is refused with which command_status. Immutable. */
public final class ErrorMix {
    /** Nothing is refused. */
    public static final ErrorMix NONE = new ErrorMix(new int[0], new double[0]);

    private final int[] statuses;
    private final double[] upTo;

    private ErrorMix(int[] statuses, double[] upTo) {
        this.statuses = statuses;
        this.upTo = upTo;
    }

    /** One status only; {@code probability} 1 refuses everything. */
    public static ErrorMix of(int commandStatus, double probability) {
        return NONE.plus(commandStatus, probability);
    }

    /**
     * Adds a share.
     *
     * @throws IllegalArgumentException when all shares together exceed 1
     */
    public ErrorMix plus(int commandStatus, double probability) {
        Probability.check("error", probability);
        int n = statuses.length;
        int[] newStatuses = Arrays.copyOf(statuses, n + 1);
        double[] newUpTo = Arrays.copyOf(upTo, n + 1);
        newStatuses[n] = commandStatus;
        newUpTo[n] = (n == 0 ? 0 : upTo[n - 1]) + probability;
        if (newUpTo[n] > 1.000_001) {
            throw new IllegalArgumentException("error: the shares sum to " + newUpTo[n] + " (expected: at most 1)");
        }
        return new ErrorMix(newStatuses, newUpTo);
    }

    /**
     * Reads entries such as {@code 0x0B=1%} or {@code 88=0.05}.
     *
     * @throws IllegalArgumentException when one cannot be read or the shares exceed 1
     */
    public static ErrorMix parse(List<String> entries) {
        ErrorMix mix = NONE;
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw unexpected(entry);
            }
            int status;
            try {
                status = Integer.decode(entry.substring(0, equals).strip());
            } catch (NumberFormatException e) {
                throw unexpected(entry);
            }
            mix = mix.plus(status, Probability.parse("error", entry.substring(equals + 1)));
        }
        return mix;
    }

    /** The status for one message; 0 when it is not refused. */
    public int pick(SplittableRandom random) {
        if (statuses.length == 0) {
            return 0;
        }
        double roll = random.nextDouble();
        for (int i = 0; i < statuses.length; i++) {
            if (roll < upTo[i]) {
                return statuses[i];
            }
        }
        return 0;
    }

    private static IllegalArgumentException unexpected(String entry) {
        return new IllegalArgumentException(
                "error: \"" + entry + "\" (expected: command_status=share, such as 0x0B=1%)");
    }
}
