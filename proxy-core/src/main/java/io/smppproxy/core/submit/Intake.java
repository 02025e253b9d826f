package io.smppproxy.core.submit;

import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.store.StoreBounds;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What every way into the core has in common: whether the node takes anything new, its rate limits, and the references of concatenated
 * messages. Any thread.
 */
public final class Intake {
    private static final int REFERENCES = 4_096;

    private final StoreBounds bounds;
    private final Journal journal;
    private final IdempotencyRegistry inProgress;
    private final int maxInFlight;
    private final Limits limits;
    /**
     * Concatenation references by destination, so that two long messages to one handset do not share one soon (3GPP TS 23.040
     * §9.2.3.24.1). They start anywhere, or the first after a restart would have that of the first before it.
     */
    private final AtomicIntegerArray references =
            new AtomicIntegerArray(ThreadLocalRandom.current().ints(REFERENCES).toArray());

    private volatile boolean stopping;

    public Intake(SubmitContext context) {
        this.bounds = context.bounds();
        this.journal = context.journal();
        this.inProgress = context.inProgress();
        this.maxInFlight = context.maxInFlight();
        this.limits = new Limits(context.routes().get(), context.sharedLimits(), System.nanoTime());
    }

    /** From now on everything is refused. */
    public void stop() {
        stopping = true;
    }

    /** @return {@link Verdict#ACCEPTED}, or STOPPING, STORE_FULL or BUSY */
    Verdict check() {
        if (stopping) {
            return Verdict.STOPPING;
        }
        if (bounds.fullStore() != null || journal.isNearFull()) {
            return Verdict.STORE_FULL;
        }
        return inProgress.size() >= maxInFlight ? Verdict.BUSY : Verdict.ACCEPTED;
    }

    /** What {@link #check} found, for people. */
    String reason(Verdict verdict) {
        return switch (verdict) {
            case STOPPING -> "the proxy is stopping; try another node or later";
            case BUSY -> maxInFlight + " messages are in flight; try again soon";
            default -> {
                String full = bounds.fullStore();
                yield full == null
                        ? "the journal is nearly full; nothing new is taken"
                        : "the " + full + " is 90 % full; nothing new is taken";
            }
        };
    }

    /** Takes the limits of other links; those that are the same stay as they are. One thread at a time. */
    public void links(Collection<LinkConfig> configs) {
        limits.update(configs, System.nanoTime());
    }

    Limits limits() {
        return limits;
    }

    /**
     * The reference of a message.
     *
     * @param destination tells destinations apart: their hash code
     */
    int nextReference(int destination) {
        return references.getAndIncrement(destination & (REFERENCES - 1));
    }
}
