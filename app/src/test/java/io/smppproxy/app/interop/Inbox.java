package io.smppproxy.app.interop;

import io.smppproxy.app.interop.ForeignSmsc.ForeignMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Joins the decoded parts that a foreign message centre reports. Thread safe. */
final class Inbox {
    private final List<ForeignMessage> messages = new ArrayList<>();
    private final Map<Key, TreeMap<Integer, String>> open = new HashMap<>();
    private int receiptsAcknowledged;

    private record Key(String source, String destination, int dataCoding, int reference, int total) {}

    /** Takes one part; {@code total} 1 makes it a message of its own. A second one with the same number is an error. */
    synchronized void addPart(
            String source, String destination, int dataCoding, int reference, int total, int sequence, String text) {
        Key key = new Key(source, destination, dataCoding, reference, total);
        TreeMap<Integer, String> parts = open.computeIfAbsent(key, k -> new TreeMap<>());
        if (parts.put(sequence, text) != null) {
            throw new IllegalStateException("part " + sequence + " of " + key + " came twice");
        }
        if (parts.size() == total) {
            open.remove(key);
            messages.add(new ForeignMessage(source, destination, dataCoding, String.join("", parts.values()), total));
            notifyAll();
        }
    }

    synchronized void addAcknowledgedReceipt() {
        receiptsAcknowledged++;
        notifyAll();
    }

    synchronized List<ForeignMessage> messages() {
        return List.copyOf(messages);
    }

    synchronized int receiptsAcknowledged() {
        return receiptsAcknowledged;
    }

    boolean awaitMessages(int count, Duration timeout) throws InterruptedException {
        return await(() -> messages.size() >= count, timeout);
    }

    boolean awaitReceipts(int count, Duration timeout) throws InterruptedException {
        return await(() -> receiptsAcknowledged >= count, timeout);
    }

    private synchronized boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                return false;
            }
            wait(1 + leftNs / 1_000_000);
        }
        return true;
    }
}
