package io.smppproxy.core.edge;

/**
 * One SMPP connection at one moment, for people.
 *
 * @param ownerId id of its link or account
 * @param bindType BIND_TX, BIND_RX or BIND_TRX
 * @param status DIAL, OPEN, BOUND_TX, BOUND_RX, BOUND_TRX, UNBINDING or CLOSED
 * @param connectionId UUID text, another one for each connection; empty while there is none
 * @param systemType system_type of the bind
 * @param localAddr our address and port, empty while there is no connection
 * @param remoteAddr the peer's address and port, or the host and port that is dialled
 * @param inflightCount messages written to it and not answered
 * @param queueCount messages that wait to be written to it
 * @param connectedAtS unix time in seconds of the last change of status
 * @param window messages that may be unanswered at once
 */
public record ConnectionInfo(
        long ownerId,
        String bindType,
        String status,
        String connectionId,
        String systemType,
        String localAddr,
        String remoteAddr,
        int inflightCount,
        int queueCount,
        long connectedAtS,
        int window) {}
