package io.smppproxy.app.cli;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Finds octets in what people paste: hexadecimal digits with spaces, colons, commas, hyphens and 0x between them, over any
 * number of lines; or the lines of a PDU log, of which only those with octets count.
 */
final class HexText {
    private static final String RECEIVED = "<<<<<";
    private static final String SENT = ">>>>>";

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    private HexText() {}

    /**
     * The octets of all lines, one after the other.
     *
     * @param source what the lines are of, for errors
     */
    static byte[] read(String source, List<String> lines) throws CommandFailure {
        HexText text = new HexText();
        boolean isLog = lines.stream().anyMatch(HexText::isEntry);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String where = lines.size() == 1 ? source : source + ", line " + (i + 1);
            if (!isLog) {
                text.add(where, line, 0);
            } else if (isEntry(line)) {
                text.add(where, line, Math.max(line.lastIndexOf(RECEIVED), line.lastIndexOf(SENT)) + SENT.length());
            }
        }
        return text.octets.toByteArray();
    }

    private static boolean isEntry(String line) {
        return line.contains(RECEIVED) || line.contains(SENT);
    }

    private void add(String where, String line, int from) throws CommandFailure {
        int high = -1;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            int digit = Character.digit(c, 16);
            boolean prefix = high == 0 && (c == 'x' || c == 'X');
            if (prefix) {
                high = -1;
            } else if (digit < 0 && !isSeparator(c)) {
                throw failure(where + ", column " + (i + 1) + ": \"" + shown(c)
                        + "\" (expected: hexadecimal digits, spaces, colons, commas, hyphens, 0x)");
            } else if (digit >= 0 && high < 0) {
                high = digit;
            } else if (digit >= 0) {
                octets.write(high << 4 | digit);
                high = -1;
            } else if (high >= 0) {
                throw failure(where + ", column " + i + ": a single digit (expected: two for each octet)");
            }
        }
        if (high >= 0) {
            throw failure(where + ": ends with a single digit (expected: two for each octet)");
        }
    }

    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c) || c == ':' || c == ',' || c == '-';
    }

    private static String shown(char c) {
        return c > ' ' && c <= '~' ? String.valueOf(c) : String.format("U+%04X", (int) c);
    }

    private static CommandFailure failure(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
