package io.smppproxy.simulator.esme;

import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.simulator.ledger.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What the ESMEs sent and received, as JSON lines. Thread safe. */
final class EsmeLedger implements AutoCloseable {
    private final String systemId;
    private final JsonLines lines;

    /** {@code file} is null for no ledger. */
    EsmeLedger(String systemId, Path file) {
        this.systemId = systemId;
        try {
            lines = file == null ? null : new JsonLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("ledger: cannot open " + file, e);
        }
    }

    void submit(long session, int sequenceNumber, String destination, int part, int parts) {
        if (lines != null) {
            synchronized (this) {
                begin("submit", session, sequenceNumber);
                lines.text("destination_addr", destination);
                lines.number("part", part);
                lines.number("parts", parts);
                lines.end();
            }
        }
    }

    void answer(long session, int sequenceNumber, int status, String messageId) {
        if (lines != null) {
            synchronized (this) {
                begin("submit_answered", session, sequenceNumber);
                lines.text("message_id", messageId);
                lines.number("status", status);
                lines.end();
            }
        }
    }

    void receipt(long session, int sequenceNumber, String sourceAddr, String receiptId, String state, String match) {
        if (lines != null) {
            synchronized (this) {
                begin("receipt", session, sequenceNumber);
                lines.text("source_addr", sourceAddr);
                lines.text("receipt_id", receiptId);
                lines.text("stat", state);
                lines.text("match", match);
                lines.end();
            }
        }
    }

    void message(long session, MessageFlyweight message) {
        if (lines != null) {
            synchronized (this) {
                begin("message", session, message.sequenceNumber());
                lines.text("source_addr", message.sourceAddr());
                lines.text("destination_addr", message.destinationAddr());
                lines.number("data_coding", message.dataCoding());
                lines.end();
            }
        }
    }

    /** Hands what was recorded to the operating system; before what it is about is answered. */
    void flush() {
        if (lines != null) {
            synchronized (this) {
                try {
                    lines.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException("ledger: cannot write", e);
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        if (lines != null) {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException("ledger: cannot close", e);
            }
        }
    }

    private void begin(String event, long session, int sequenceNumber) {
        lines.begin(event, System.currentTimeMillis(), systemId, session, sequenceNumber);
    }
}
