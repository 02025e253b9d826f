package io.smppproxy.http;

/** The state that the health pages show. Any thread may read and write. */
public final class NodeHealth {
    private volatile NodeState state = NodeState.STARTING;

    public NodeState state() {
        return state;
    }

    /** Moves on; a node that failed stays failed. */
    public synchronized void moveTo(NodeState next) {
        if (state != NodeState.FAILED) {
            state = next;
        }
    }

    public boolean isReady() {
        return state == NodeState.READY;
    }
}
