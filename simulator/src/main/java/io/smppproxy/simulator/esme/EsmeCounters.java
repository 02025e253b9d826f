package io.smppproxy.simulator.esme;

import io.smppproxy.codec.CommandStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** What all sessions count together. Thread safe. */
final class EsmeCounters {
    private static final long MAX_LATENCY_US = 3_600_000_000L;

    final LongAdder bound = new LongAdder();
    final LongAdder binds = new LongAdder();
    final LongAdder connectFailures = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder strayAnswers = new LongAdder();
    final LongAdder intermediate = new LongAdder();
    final LongAdder messages = new LongAdder();
    final LongAdder enquireLinks = new LongAdder();
    final LongAdder malformed = new LongAdder();
    private final ConcurrentHashMap<Integer, LongAdder> refusedBinds = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder answered = new LongAdder();
    private final ConcurrentHistogram latencyUs = new ConcurrentHistogram(MAX_LATENCY_US, 3);

    void onBindRefused(int status) {
        refusedBinds.computeIfAbsent(status, key -> new LongAdder()).increment();
    }

    void onAnswer(int status, long latencyNs) {
        latencyUs.recordValue(Math.max(0, Math.min(MAX_LATENCY_US, latencyNs / 1_000)));
        answers.computeIfAbsent(status, key -> new LongAdder()).increment();
        answered.increment();
    }

    long answered() {
        return answered.sum();
    }

    long refusedBinds() {
        return refusedBinds.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long inFlight() {
        // What ends a flight is read first, so that a message in between never makes this negative.
        long ended = answered.sum() + unanswered.sum();
        return Math.max(0, sent.sum() - ended);
    }

    EsmeStats snapshot(EsmeConfig config, Load load, ReceiptBook receipts) {
        return new EsmeStats(
                bound.sum(),
                binds.sum(),
                byName(refusedBinds),
                connectFailures.sum(),
                lost.sum(),
                sent.sum(),
                byName(answers),
                inFlight(),
                unanswered.sum(),
                load.leftOver(),
                strayAnswers.sum(),
                latencyUs.getValueAtPercentile(50),
                latencyUs.getValueAtPercentile(99),
                latencyUs.getValueAtPercentile(99.9),
                latencyUs.getMaxValue(),
                receipts.byState(),
                receipts.matched(),
                receipts.duplicates(),
                receipts.unmatched(),
                config.asksForEveryReceipt() ? receipts.missing() : 0,
                receipts.repeatedIds(),
                intermediate.sum(),
                messages.sum(),
                enquireLinks.sum(),
                malformed.sum());
    }

    private static Map<String, Long> byName(Map<Integer, LongAdder> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((status, count) -> named.merge(CommandStatus.name(status), count.sum(), Long::sum));
        return named;
    }
}
