package io.smppproxy.simulator.ledger;

import java.util.List;

/**
 * A message made whole again. Immutable.
 *
 * @param systemId of the account that sent its first part
 * @param text decoded as data_coding and user data header say; octets that are no text read as Latin-1
 * @param parts in their order within the message, at least one
 */
public record ReceivedMessage(
        String systemId, String source, String destination, int dataCoding, String text, List<ReceivedPart> parts) {
    public ReceivedMessage {
        parts = List.copyOf(parts);
    }
}
