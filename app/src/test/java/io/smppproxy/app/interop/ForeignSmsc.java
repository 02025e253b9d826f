package io.smppproxy.app.interop;

import java.time.Duration;
import java.util.List;

/**
 * A message centre that shares no code with ours. Everybody may bind. It keeps every message with the text that its own
 * library decoded, and sends a receipt (DELIVRD) for each part that asks for one. Thread safe.
 */
public interface ForeignSmsc extends AutoCloseable {
    /** The port of 127.0.0.1 that it listens on. */
    int port();

    /** The complete messages, in the order in which they became complete. */
    List<ForeignMessage> received();

    /** Receipts that the ESME answered with ESME_ROK. */
    int receiptsAcknowledged();

    /** Waits until at least {@code count} messages are complete; false when the time is over first. */
    boolean awaitReceived(int count, Duration timeout) throws InterruptedException;

    /** Waits until at least {@code count} receipts were acknowledged; false when the time is over first. */
    boolean awaitReceiptsAcknowledged(int count, Duration timeout) throws InterruptedException;

    @Override
    void close();

    /**
     * A message made whole again.
     *
     * @param parts number of its submit_sm
     */
    record ForeignMessage(String source, String destination, int dataCoding, String text, int parts) {}
}
