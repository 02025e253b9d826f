package io.smppproxy.simulator.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** A file to which one JSON object a line is appended. Not thread safe. */
public final class JsonLines implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final FileChannel file;
    private final StringBuilder pending = new StringBuilder(1 << 16);
    private IOException failure;

    /** Opens {@code path}, or creates it. */
    public JsonLines(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Starts a line with the members that all events have. */
    public void begin(String event, long atMs, String systemId, long session, int sequenceNumber) {
        pending.append("{\"event\":\"").append(event).append("\",\"at_ms\":").append(atMs);
        text("system_id", systemId);
        pending.append(",\"session\":").append(session);
        number("sequence_number", sequenceNumber);
    }

    /** Ends the line. */
    public void end() {
        pending.append("}\n");
    }

    public void number(String key, int value) {
        pending.append(",\"").append(key).append("\":").append(value);
    }

    public void text(String key, String value) {
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

    /** Adds a member that is there only when it is true. */
    public void flag(String key, boolean value) {
        if (value) {
            pending.append(",\"").append(key).append("\":true");
        }
    }

    /**
     * Hands everything to the operating system, where it survives the end of this process. After one failure it always
     * fails, because the lines of other sessions may be lost as well.
     */
    public void flush() throws IOException {
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
}
