package io.smppproxy.app.log;

/** Makes text of foreign origin harmless: what could break a line, move the cursor or reorder what is shown is written as \\uXXXX. */
public final class Escapes {
    private Escapes() {}

    /** The text on one line, without control and direction characters. */
    public static String line(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text, i)) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (isUnsafe(text, i)) {
                unicode(escaped, text.charAt(i));
            } else {
                escaped.append(text.charAt(i));
            }
        }
        return escaped.toString();
    }

    /** The text as a JSON string, quotes included. */
    public static String json(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (isUnsafe(text, i)) {
                unicode(json, c);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static void unicode(StringBuilder out, char c) {
        out.append(String.format("\\u%04x", (int) c));
    }

    private static boolean isUnsafe(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        // Unicode's Bidi_Control, line and paragraph separator, and the byte order mark.
        return Character.isISOControl(c)
                || c == '\u061c'
                || (c >= '\u200b' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\ufeff';
    }
}
