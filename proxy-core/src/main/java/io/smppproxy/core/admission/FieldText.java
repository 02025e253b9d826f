package io.smppproxy.core.admission;

/** Puts a sender's value into a reason: quoted, shortened and without anything that could upset a log or a terminal. */
final class FieldText {
    private static final int SHOWN_CHARS = 32;

    private FieldText() {}

    static String quote(String value) {
        StringBuilder out = new StringBuilder(SHOWN_CHARS + 8).append('"');
        int shown = Math.min(value.length(), SHOWN_CHARS);
        for (int i = 0; i < shown; i++) {
            append(out, value.charAt(i));
        }
        if (shown < value.length()) {
            out.append('…');
        }
        return out.append('"').toString();
    }

    /** One character and its code, for example {@code 'Δ' (U+0394)}. */
    static String describe(char c) {
        StringBuilder out = new StringBuilder(16).append('\'');
        append(out, c);
        return out.append(String.format("' (U+%04X)", (int) c)).toString();
    }

    private static void append(StringBuilder out, char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (isPlain(c)) {
            out.append(c);
        } else {
            out.append(String.format("\\u%04x", (int) c));
        }
    }

    /** Not a control or formatting character (bidi overrides, zero width), a line break, a surrogate or unassigned. */
    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
