package io.smppproxy.core.link;

import io.smppproxy.core.session.OutgoingMessage;
import java.util.Arrays;

/**
 * Parts that are to be sent again, in the order in which their messages came. Bounded by the windows that they came from. Owned by
 * one I/O loop.
 */
final class RetryQueue {
    private OutgoingMessage[] messages = new OutgoingMessage[16];
    private short[] parts = new short[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(OutgoingMessage message, int part) {
        if (size == messages.length) {
            messages = Arrays.copyOf(messages, size * 2);
            parts = Arrays.copyOf(parts, size * 2);
        }
        int at = size;
        while (at > 0 && isBefore(message, part, messages[at - 1], parts[at - 1])) {
            messages[at] = messages[at - 1];
            parts[at] = parts[at - 1];
            at--;
        }
        messages[at] = message;
        parts[at] = (short) part;
        size++;
    }

    OutgoingMessage firstMessage() {
        return messages[0];
    }

    int firstPart() {
        return parts[0];
    }

    void removeFirst() {
        size--;
        System.arraycopy(messages, 1, messages, 0, size);
        System.arraycopy(parts, 1, parts, 0, size);
        messages[size] = null;
    }

    private static boolean isBefore(OutgoingMessage a, int partA, OutgoingMessage b, int partB) {
        return a.ordinal != b.ordinal ? a.ordinal < b.ordinal : partA < partB;
    }
}
