package io.smppproxy.core.esme;

import io.smppproxy.codec.CommandStatus;
import java.util.ArrayList;
import java.util.List;

/** A submit_multi on its way: one message for each destination, and what became of each so far. Owned by one I/O loop. */
final class MultiSubmission {
    /** A destination address, or the name of a distribution list with TON and NPI 0. */
    record Destination(MultiSubmission of, int ton, int npi, String address) {}

    /** A destination that does not get the message, and why. */
    record Failure(Destination destination, int commandStatus) {}

    private final EsmeSession session;
    private final int sequence;
    private final String toldId;
    private final List<Failure> failures = new ArrayList<>();
    private int unanswered;
    private int accepted;

    /**
     * @param toldId the message id that stands for all of them
     * @param destinations how many there are
     */
    MultiSubmission(EsmeSession session, int sequence, String toldId, int destinations) {
        this.session = session;
        this.sequence = sequence;
        this.toldId = toldId;
        this.unanswered = destinations;
    }

    EsmeSession session() {
        return session;
    }

    int sequence() {
        return sequence;
    }

    String toldId() {
        return toldId;
    }

    void answered(Destination destination, int commandStatus) {
        unanswered--;
        if (commandStatus == CommandStatus.ESME_ROK) {
            accepted++;
        } else {
            failures.add(new Failure(destination, commandStatus));
        }
    }

    boolean isComplete() {
        return unanswered == 0;
    }

    List<Failure> failures() {
        return failures;
    }

    /** ESME_ROK if any destination gets it; else what all of them have in common. */
    int commandStatus() {
        if (accepted > 0) {
            return CommandStatus.ESME_ROK;
        }
        int first = failures.get(0).commandStatus();
        boolean same = failures.stream().allMatch(failure -> failure.commandStatus() == first);
        return same ? first : CommandStatus.ESME_RSUBMITFAIL;
    }
}
