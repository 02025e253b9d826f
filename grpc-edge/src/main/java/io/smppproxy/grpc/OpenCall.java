package io.smppproxy.grpc;

import io.grpc.Status;

/** A SendMessage or SendMessageStream that has not ended. Owned by its event loop. */
interface OpenCall extends PendingMessage.Owner {
    /** How a call ends that is still waiting when the edge stops. */
    Status CUT_OFF = Status.UNAVAILABLE.withDescription(
            "the proxy stopped before every answer had come; what is not answered may or may not have been sent");

    /** Takes nothing more and ends once what it took is answered. */
    void startDrain();

    /** Ends now. */
    void cutOff();
}
