package io.smppproxy.http;

import java.util.Locale;

/** Where a node is between start and stop. */
public enum NodeState {
    /** Replaying the journal, opening links and edges. */
    STARTING,
    /** Takes messages. */
    READY,
    /** Takes no new messages and finishes those in flight. */
    DRAINING,
    /** Something broke that a restart has to mend, for example the journal's disk. */
    FAILED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in {@code /health/ready}. */
    public String word() {
        return word;
    }
}
