package io.smppproxy.grpc;

import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.metrics.Counter;

/** What one event loop counts. Written by the loop, read by any thread. */
final class LoopCounters {
    private final Counter[] verdicts = new Counter[Verdict.values().length];
    private final Counter[] outcomes = new Counter[ReplyOutcome.values().length];
    final Counter lateReplies = new Counter();
    final Counter openCalls = new Counter();
    final Counter inFlight = new Counter();

    LoopCounters() {
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = new Counter();
        }
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new Counter();
        }
    }

    Counter of(Verdict verdict) {
        return verdicts[verdict.ordinal()];
    }

    Counter of(ReplyOutcome outcome) {
        return outcomes[outcome.ordinal()];
    }
}
