package io.smppproxy.app.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What a foreign ESME was told: responses and receipts, as its own library read them. Thread safe. */
public final class EsmeTally {
    private final Map<Integer, String> ids = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> receiptIds = new ArrayList<>();

    synchronized void answered(int index, int commandStatus, String messageId) {
        if (commandStatus == 0) {
            ids.put(index, messageId);
        } else {
            refusals.add(index + ": " + commandStatus);
        }
        notifyAll();
    }

    synchronized void receipt(String messageId) {
        receiptIds.add(messageId);
        notifyAll();
    }

    /** message_id of each response with ESME_ROK, by the submit_sm's number in order of sending. */
    public synchronized Map<Integer, String> ids() {
        return new TreeMap<>(ids);
    }

    /** Other responses. */
    public synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** message_id of each receipt. */
    public synchronized List<String> receiptIds() {
        return List.copyOf(receiptIds);
    }

    public boolean awaitAnswers(int count, Duration within) throws InterruptedException {
        return await(() -> ids.size() + refusals.size() >= count, within);
    }

    public boolean awaitReceipts(int count, Duration within) throws InterruptedException {
        return await(() -> receiptIds.size() >= count, within);
    }

    private synchronized boolean await(BooleanSupplier condition, Duration within) throws InterruptedException {
        long deadlineNs = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                return false;
            }
            wait(1 + leftNs / 1_000_000);
        }
        return true;
    }

    @Override
    public synchronized String toString() {
        return ids.size() + " answered, refused: " + refusals + ", " + receiptIds.size() + " receipts";
    }
}
