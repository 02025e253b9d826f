package io.smppproxy.core.edge;

import java.util.UUID;

/** Message ids are 128 bits, printed as UUIDs. */
public final class MessageIds {
    private MessageIds() {}

    public static String format(long hi, long lo) {
        return new UUID(hi, lo).toString();
    }

    /** The id, or null when the text is not one; never throws. */
    public static UUID parse(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
