package io.smppproxy.simulator.plan;

import java.util.SplittableRandom;

/**
 * When a connection is cut. Immutable.
 *
 * @param everyMessages cuts at each message of a connection whose number is a multiple of this; 0 for never
 * @param probability cuts at any message with this chance
 * @param point where in the message's life it is cut
 * @param reset true for RST, false for FIN
 */
public record ConnectionDrop(int everyMessages, double probability, Point point, boolean reset) {
    /** Where in a message's life the connection is cut. */
    public enum Point {
        /** The message is not accepted: nobody has it. */
        BEFORE_ACCEPTANCE,
        /** The message is accepted and recorded, its answer never sent: the ESME cannot know. */
        BEFORE_ANSWER,
        /** After the answer was written. */
        AFTER_ANSWER
    }

    /** Connections stay. */
    public static final ConnectionDrop NEVER = new ConnectionDrop(0, 0, Point.BEFORE_ANSWER, false);

    public ConnectionDrop {
        if (everyMessages < 0) {
            throw new IllegalArgumentException("drop: every " + everyMessages + " messages (expected: 0 or more)");
        }
        Probability.check("drop", probability);
    }

    public static ConnectionDrop every(int messages, Point point) {
        return new ConnectionDrop(messages, 0, point, false);
    }

    public static ConnectionDrop withProbability(double probability, Point point) {
        return new ConnectionDrop(0, probability, point, false);
    }

    /** The same with RST, which throws away what the peer has not read yet. */
    public ConnectionDrop withReset() {
        return new ConnectionDrop(everyMessages, probability, point, true);
    }

    /** True when no connection is ever cut. */
    public boolean isNever() {
        return everyMessages == 0 && probability == 0;
    }

    /** True when the connection is to be cut at its message number {@code messageNumber}, counted from 1. */
    public boolean hits(long messageNumber, SplittableRandom random) {
        return (everyMessages > 0 && messageNumber % everyMessages == 0)
                || (probability > 0 && random.nextDouble() < probability);
    }
}
