package io.smppproxy.core.session;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import java.util.function.IntSupplier;

/** A session on its way to its end: what is owed to the peer before the connection may close, and until when. The I/O loop's. */
public final class Unbinding {
    /**
     * The peer that asked closes the connection itself, if it is quick enough: jSMPP misses the answer when the end of the connection
     * comes right behind it.
     */
    private static final long LINGER_NS = 100_000_000L;

    private final SessionOutput output;
    private final IntSupplier inFlight;
    private final IntSupplier nextSequence;

    private boolean begun;
    private long deadlineNs;
    private boolean answerOwed;
    private int sequenceToAnswer;
    private boolean answered;
    /** When a tick first saw that the peer has its answer; 0 before. */
    private long lingerSinceNs;

    private boolean requested;

    /**
     * @param inFlight how many answers are awaited
     * @param nextSequence numbers our own unbind
     */
    public Unbinding(SessionOutput output, IntSupplier inFlight, IntSupplier nextSequence) {
        this.output = output;
        this.inFlight = inFlight;
        this.nextSequence = nextSequence;
    }

    /** The peer asks; it gets its answer when nothing is in flight any more, or at the deadline. */
    public void onUnbind(int sequence, long latestNs) {
        finishBy(latestNs);
        answerOwed = true;
        sequenceToAnswer = sequence;
        if (inFlight.getAsInt() == 0) {
            answer();
        }
    }

    /** We ask, when nothing is in flight any more. */
    public void begin(long latestNs) {
        finishBy(latestNs);
        requestIfQuiet();
    }

    /** @return true when the connection may close */
    public boolean tick(long nowNs) {
        boolean late = nowNs - deadlineNs >= 0;
        if (answerOwed) {
            if (late || inFlight.getAsInt() == 0) {
                answer();
            }
            return false;
        }
        if (answered) {
            // The close must follow the flush of the answer, which waits for the journal: hence never in this tick.
            if (lingerSinceNs == 0) {
                lingerSinceNs = nowNs;
                return false;
            }
            return nowNs - lingerSinceNs >= LINGER_NS;
        }
        if (!late) {
            requestIfQuiet();
        }
        return late;
    }

    private void finishBy(long latestNs) {
        deadlineNs = begun && deadlineNs - latestNs < 0 ? deadlineNs : latestNs;
        begun = true;
    }

    private void answer() {
        output.headerOnly(CommandId.UNBIND_RESP, CommandStatus.ESME_ROK, sequenceToAnswer);
        answerOwed = false;
        answered = true;
    }

    private void requestIfQuiet() {
        if (!requested && !answerOwed && !answered && inFlight.getAsInt() == 0) {
            requested = true;
            output.request(CommandId.UNBIND, nextSequence.getAsInt());
        }
    }
}
