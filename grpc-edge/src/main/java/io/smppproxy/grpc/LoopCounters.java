package io.smppproxy.grpc;

import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.metrics.Counter;
import java.util.EnumMap;
import java.util.Map;

/** What one event loop counts. Written by the loop, read by any thread. */
final class LoopCounters {
    private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
    private final Map<ReplyOutcome, Counter> outcomes = new EnumMap<>(ReplyOutcome.class);
    final Counter lateReplies = new Counter();
    final Counter openCalls = new Counter();
    final Counter inFlight = new Counter();

    LoopCounters() {
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, new Counter());
        }
        for (ReplyOutcome outcome : ReplyOutcome.values()) {
            outcomes.put(outcome, new Counter());
        }
    }

    Counter of(Verdict verdict) {
        return verdicts.get(verdict);
    }

    Counter of(ReplyOutcome outcome) {
        return outcomes.get(outcome);
    }
}
