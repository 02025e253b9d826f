package io.smppproxy.core.pdulog;

import io.smppproxy.codec.print.PduLogEntry.Direction;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds entries in the text of a log. An entry begins with a line that begins with {@code INFO[} and ends with a line that is a closing
 * brace; what is in no whole entry is passed over. For one page.
 */
final class PduLogView {
    /** What one page looks at, at most, so that a filter that lets nothing pass is no reason to read a whole day. */
    static final long MAX_SCAN_BYTES = 16 << 20;

    /** No line of ours is longer: a PDU has 70,000 octets at most. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    private static final Pattern HEAD =
            Pattern.compile("INFO\\[([0-9: -]{19})]\\[([0-9a-f-]{36})]: (<<<<<|>>>>>) ([0-9a-f]*)");
    private static final String HEAD_START = "INFO[";
    private static final int STATUS_DIGIT = 16;
    private static final int SEQUENCE_DIGIT = 24;
    private static final int HEADER_DIGITS = 32;
    private static final int HEX = 16;

    private final PduLogQuery query;
    private final String text;
    private final String command;
    private final List<LoggedPdu> entries = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Matcher head;
    private String name;
    private final StringBuilder json = new StringBuilder();
    /** The next octet to be read, and the first one that is not in a whole entry. */
    private long position;

    private long settled;

    PduLogView(PduLogQuery query) {
        this.query = query;
        this.text = query.text().toLowerCase(Locale.ROOT);
        this.command = query.command().toUpperCase(Locale.ROOT);
    }

    PduLogPage read(FileChannel file) throws IOException {
        long offset = query.offset();
        long start = offset < 0 ? Math.max(0, file.size() + offset) : Math.min(offset, file.size());
        position = start;
        settled = start;
        InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(start)), 64 * 1024);
        while (entries.size() < query.limit() && (head != null || position - start < MAX_SCAN_BYTES)) {
            String next = readLine(in);
            if (next == null) {
                return new PduLogPage(entries, settled, true);
            }
            onLine(next);
        }
        return new PduLogPage(entries, settled, false);
    }

    /** @return null at the end, also when the last line is not whole */
    private String readLine(InputStream in) throws IOException {
        line.reset();
        long read = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            read++;
            if (octet == '\n') {
                position += read;
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() < MAX_LINE_BYTES) {
                line.write(octet);
            }
        }
        return null;
    }

    private void onLine(String next) {
        if (next.startsWith(HEAD_START)) {
            Matcher matcher = HEAD.matcher(next);
            head = matcher.matches() ? matcher : null;
            name = null;
            json.setLength(0);
        } else if (head == null) {
            settled = position;
        } else if (name == null) {
            name = next.endsWith(":") ? next.substring(0, next.length() - 1) : next;
        } else {
            json.append(next).append('\n');
            if (next.equals("}")) {
                onEntry();
            }
        }
    }

    private void onEntry() {
        String hex = head.group(4);
        String body = json.toString();
        if ((command.isEmpty() || command.equals(name)) && (text.isEmpty() || holdsText(body))) {
            boolean hasHeader = hex.length() >= HEADER_DIGITS;
            entries.add(new LoggedPdu(
                    head.group(1),
                    head.group(2),
                    head.group(3).equals("<<<<<") ? Direction.RECEIVED : Direction.SENT,
                    name,
                    hasHeader ? (int) number(hex, STATUS_DIGIT) : 0,
                    hasHeader ? number(hex, SEQUENCE_DIGIT) : 0,
                    hex,
                    body));
        }
        head = null;
        settled = position;
    }

    private boolean holdsText(String body) {
        return head.group().toLowerCase(Locale.ROOT).contains(text)
                || name.toLowerCase(Locale.ROOT).contains(text)
                || body.toLowerCase(Locale.ROOT).contains(text);
    }

    private static long number(String hex, int digit) {
        return Long.parseLong(hex.substring(digit, digit + 8), HEX);
    }
}
