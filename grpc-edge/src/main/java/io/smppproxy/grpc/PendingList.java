package io.smppproxy.grpc;

/** A stream's unanswered messages in request order, linked through themselves. */
final class PendingList {
    private PendingMessage head;
    private PendingMessage tail;
    private int size;

    /** The oldest, or null. */
    PendingMessage head() {
        return head;
    }

    int size() {
        return size;
    }

    void append(PendingMessage message) {
        message.previous = tail;
        message.next = null;
        if (tail == null) {
            head = message;
        } else {
            tail.next = message;
        }
        tail = message;
        size++;
    }

    void remove(PendingMessage message) {
        if (message.previous == null) {
            head = message.next;
        } else {
            message.previous.next = message.next;
        }
        if (message.next == null) {
            tail = message.previous;
        } else {
            message.next.previous = message.previous;
        }
        size--;
    }
}
