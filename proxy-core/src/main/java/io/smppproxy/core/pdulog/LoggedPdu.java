package io.smppproxy.core.pdulog;

import io.smppproxy.codec.print.PduLogEntry.Direction;

/**
 * One entry of a PDU log.
 *
 * @param at time as it is written there, {@code 2024-07-29 21:02:05}
 * @param connection UUID of the connection
 * @param direction RECEIVED by us or SENT by us
 * @param command such as SUBMIT_SM
 * @param commandStatus of the header, 0 when there is no whole header
 * @param sequence of the header, unsigned; 0 when there is no whole header
 * @param hex all octets, masked where the log is
 * @param json the PDU as a JSON object of several lines
 */
public record LoggedPdu(
        String at,
        String connection,
        Direction direction,
        String command,
        int commandStatus,
        long sequence,
        String hex,
        String json) {}
