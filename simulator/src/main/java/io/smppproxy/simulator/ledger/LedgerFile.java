package io.smppproxy.simulator.ledger;

import io.smppproxy.codec.CommandId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** Writes the ledger as JSON lines. Not thread safe; {@link Ledger} locks. */
final class LedgerFile implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final JsonLines lines;

    LedgerFile(Path path) throws IOException {
        lines = new JsonLines(path);
    }

    void append(ReceivedPart part) {
        lines.begin("message", part.receivedAtMs(), part.systemId(), part.session(), part.sequenceNumber());
        lines.text("command", CommandId.name(part.commandId()));
        lines.number("source_addr_ton", part.sourceTon());
        lines.number("source_addr_npi", part.sourceNpi());
        lines.text("source_addr", part.source());
        lines.number("dest_addr_ton", part.destTon());
        lines.number("dest_addr_npi", part.destNpi());
        lines.text("destination_addr", part.destination());
        lines.number("esm_class", part.esmClass());
        lines.number("registered_delivery", part.registeredDelivery());
        lines.number("data_coding", part.dataCoding());
        lines.text("user_data", HEX.formatHex(part.userData()));
        optional("sar_msg_ref_num", part.sarReference());
        optional("sar_total_segments", part.sarTotal());
        optional("sar_segment_seqnum", part.sarSequence());
        optional("user_message_reference", part.userMessageReference());
        lines.text("message_id", part.messageId());
        lines.number("status", part.status());
        lines.flag("answer_withheld", part.answerWithheld());
        lines.end();
    }

    /** A message of several parts, all of which have their own lines above. */
    void append(ReceivedMessage message) {
        ReceivedPart last = message.parts().get(message.parts().size() - 1);
        lines.begin("joined", last.receivedAtMs(), message.systemId(), last.session(), last.sequenceNumber());
        lines.text("source_addr", message.source());
        lines.text("destination_addr", message.destination());
        lines.number("data_coding", message.dataCoding());
        lines.number("parts", message.parts().size());
        lines.text("text", message.text());
        lines.end();
    }

    void append(ReceiptEvent event) {
        boolean sent = event.kind() == ReceiptEvent.Kind.SENT;
        lines.begin(
                sent ? "receipt_sent" : "receipt_answered",
                event.atMs(),
                event.systemId(),
                event.session(),
                event.sequenceNumber());
        lines.text("message_id", event.messageId());
        lines.text("receipt_id", event.receiptId());
        lines.text("stat", event.outcome().stat());
        if (!sent) {
            lines.number("status", event.status());
        }
        lines.end();
    }

    /** As {@link JsonLines#flush}. */
    void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void optional(String key, int value) {
        if (value >= 0) {
            lines.number(key, value);
        }
    }
}
