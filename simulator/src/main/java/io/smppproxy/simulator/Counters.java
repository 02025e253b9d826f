package io.smppproxy.simulator;

import java.util.concurrent.atomic.LongAdder;

/** What all sessions count together. Thread safe. */
final class Counters {
    final LongAdder connections = new LongAdder();
    final LongAdder boundSessions = new LongAdder();
    final LongAdder binds = new LongAdder();
    final LongAdder refusedBinds = new LongAdder();
    final LongAdder messages = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder throttled = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder answersWithheld = new LongAdder();
    final LongAdder receiptsSent = new LongAdder();
    final LongAdder receiptsAcknowledged = new LongAdder();
    final LongAdder receiptsRefused = new LongAdder();
    final LongAdder receiptsWaiting = new LongAdder();
    final LongAdder moSent = new LongAdder();
    final LongAdder moAcknowledged = new LongAdder();
    final LongAdder enquireLinks = new LongAdder();
    final LongAdder drops = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder againstTheLetter = new LongAdder();

    SimulatorStats snapshot() {
        // What ends a message's flight is read first, so that a message in between never makes inFlight negative.
        long ended = answered.sum() + answersWithheld.sum();
        long received = messages.sum();
        return new SimulatorStats(
                connections.sum(),
                boundSessions.sum(),
                binds.sum(),
                refusedBinds.sum(),
                received,
                accepted.sum(),
                throttled.sum(),
                refused.sum(),
                answersWithheld.sum(),
                Math.max(0, received - ended),
                receiptsSent.sum(),
                receiptsAcknowledged.sum(),
                receiptsRefused.sum(),
                receiptsWaiting.sum(),
                moSent.sum(),
                moAcknowledged.sum(),
                enquireLinks.sum(),
                drops.sum(),
                malformed.sum(),
                againstTheLetter.sum());
    }
}
