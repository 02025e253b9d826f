package io.smppproxy.simulator.ledger;

import io.smppproxy.codec.CommandId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Appends one JSON object a line. Not thread safe; {@link Ledger} locks. */
final class LedgerFile implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final FileChannel file;
    private final StringBuilder pending = new StringBuilder(1 << 16);
    private IOException failure;

    LedgerFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void append(ReceivedPart part) {
        begin("message", part.receivedAtMs(), part.systemId(), part.session(), part.sequenceNumber());
        text("command", CommandId.name(part.commandId()));
        number("source_addr_ton", part.sourceTon());
        number("source_addr_npi", part.sourceNpi());
        text("source_addr", part.source());
        number("dest_addr_ton", part.destTon());
        number("dest_addr_npi", part.destNpi());
        text("destination_addr", part.destination());
        number("esm_class", part.esmClass());
        number("registered_delivery", part.registeredDelivery());
        number("data_coding", part.dataCoding());
        text("user_data", HEX.formatHex(part.userData()));
        optional("sar_msg_ref_num", part.sarReference());
        optional("sar_total_segments", part.sarTotal());
        optional("sar_segment_seqnum", part.sarSequence());
        optional("user_message_reference", part.userMessageReference());
        text("message_id", part.messageId());
        number("status", part.status());
        if (part.answerWithheld()) {
            pending.append(",\"answer_withheld\":true");
        }
        end();
    }

    /** A message of several parts, all of which have their own lines above. */
    void append(ReceivedMessage message) {
        ReceivedPart last = message.parts().get(message.parts().size() - 1);
        begin("joined", last.receivedAtMs(), message.systemId(), last.session(), last.sequenceNumber());
        text("source_addr", message.source());
        text("destination_addr", message.destination());
        number("data_coding", message.dataCoding());
        number("parts", message.parts().size());
        text("text", message.text());
        end();
    }

    void append(ReceiptEvent event) {
        boolean sent = event.kind() == ReceiptEvent.Kind.SENT;
        begin(
                sent ? "receipt_sent" : "receipt_answered",
                event.atMs(),
                event.systemId(),
                event.session(),
                event.sequenceNumber());
        text("message_id", event.messageId());
        text("receipt_id", event.receiptId());
        text("stat", event.outcome().stat());
        if (!sent) {
            number("status", event.status());
        }
        end();
    }

    /**
     * Hands everything to the operating system, where it survives the end of this process. After one failure it always
     * fails, because the lines of other sessions may be lost as well.
     */
    void flush() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (pending.length() == 0) {
            return;
        }
        ByteBuffer octets = ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.UTF_8));
        pending.setLength(0);
        try {
            while (octets.hasRemaining()) {
                file.write(octets);
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }

    private void begin(String event, long atMs, String systemId, long session, int sequenceNumber) {
        pending.append("{\"event\":\"").append(event).append("\",\"at_ms\":").append(atMs);
        text("system_id", systemId);
        pending.append(",\"session\":").append(session);
        number("sequence_number", sequenceNumber);
    }

    private void end() {
        pending.append("}\n");
    }

    private void optional(String key, int value) {
        if (value >= 0) {
            number(key, value);
        }
    }

    private void number(String key, int value) {
        pending.append(",\"").append(key).append("\":").append(value);
    }

    private void text(String key, String value) {
        pending.append(",\"").append(key).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                pending.append('\\').append(c);
            } else if (c < ' ') {
                pending.append("\\u00").append(HEX.toHexDigits((byte) c));
            } else {
                pending.append(c);
            }
        }
        pending.append('"');
    }
}
