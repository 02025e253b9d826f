package io.smppproxy.codec.print;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes entries of a PDU log: a line with time, session, direction and the octets, a line with the command, and the PDU as
 * JSON.
 *
 * <pre>
 * INFO[2024-07-29 21:02:05][1beb339d-24dd-4abc-a1c3-9e77d88856ab]: &lt;&lt;&lt;&lt;&lt; 0000001000000015…
 * ENQUIRE_LINK:
 * {
 *   "Header": {
 * …
 * </pre>
 *
 * Reusable, for one thread.
 */
public final class PduLogEntry {
    /** Which way a PDU went. */
    public enum Direction {
        RECEIVED("<<<<<"),
        SENT(">>>>>");

        private final String arrows;

        Direction(String arrows) {
            this.arrows = arrows;
        }
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final PduPrinter printer;
    private final DateTimeFormatter time;

    /** Entries whose times are those of {@code zone}. */
    public PduLogEntry(PrintOptions options, ZoneId zone) {
        printer = new PduPrinter(options);
        time = TIME.withZone(zone);
    }

    /**
     * Appends one entry, its last end of line included.
     *
     * @param sessionId of our own making, such as a UUID: it is written as it is
     */
    public void append(
            StringBuilder out,
            Instant at,
            String sessionId,
            Direction direction,
            ByteBuf buf,
            int offset,
            int lengthBytes) {
        printer.read(buf, offset, lengthBytes);
        out.append("INFO[");
        time.formatTo(at, out);
        out.append("][")
                .append(sessionId)
                .append("]: ")
                .append(direction.arrows)
                .append(' ');
        printer.hex(out);
        out.append('\n');
        StringBuilder name = new StringBuilder();
        printer.commandName(name);
        out.append(name.toString().toUpperCase(Locale.ROOT)).append(":\n");
        printer.json(out);
        out.append('\n');
    }
}
