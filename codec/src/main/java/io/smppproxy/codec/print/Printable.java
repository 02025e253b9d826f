package io.smppproxy.codec.print;

/** Text of foreign origin made harmless: what could break a line, move the cursor or reorder what is shown is escaped. */
final class Printable {
    private static final char ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final char ZERO_WIDTH_JOINER = 0x200D;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Printable() {}

    /** Appends the text in quotes, on one line. */
    static void appendQuoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isSafe(c)) {
                        out.append(c);
                    } else {
                        appendEscape(out, c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** False for control and format characters; joiners are part of words and emoji. */
    static boolean isSafe(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    /** Appends a character as JSON and Java write it, backslash, u and four digits. */
    static void appendEscape(StringBuilder out, char c) {
        out.append("\\u")
                .append(HEX[c >>> 12])
                .append(HEX[c >>> 8 & 0xF])
                .append(HEX[c >>> 4 & 0xF])
                .append(HEX[c & 0xF]);
    }
}
