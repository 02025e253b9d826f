package io.smppproxy.simulator.ledger;

import io.smppproxy.codec.reassembly.ReassemblyLimits;
import io.smppproxy.codec.text.DataCodingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The simulator's record of every message and receipt, in memory, in a file of JSON lines, or both. A message's line is
 * handed to the operating system before its answer is written, so the file is a witness that outlives any process.
 * Thread safe.
 */
public final class Ledger implements AutoCloseable {
    private final boolean inMemory;
    private final LedgerFile file;
    private final DataCodingRules dataCodings;
    private final Consumer<ReceivedMessage> listener;
    /** Null when nobody wants to hear of a message as soon as it is whole. */
    private final PartJoiner joiner;

    private final List<ReceivedPart> parts = new ArrayList<>();
    private final List<ReceiptEvent> receiptEvents = new ArrayList<>();
    private int accepted;
    private int acknowledgedReceipts;

    /**
     * Opens a ledger.
     *
     * @param inMemory keeps everything for {@link #parts}, {@link #messages} and {@link #receiptEvents}
     * @param file appended to; null for none
     * @param dataCodings what senders mean by data_coding
     * @param listener hears of every message as soon as it is whole, on an I/O loop and under the ledger's lock; null for none
     */
    public Ledger(boolean inMemory, Path file, DataCodingRules dataCodings, Consumer<ReceivedMessage> listener) {
        this.inMemory = inMemory;
        this.dataCodings = dataCodings;
        this.listener = listener;
        try {
            this.file = file == null ? null : new LedgerFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException("ledger: cannot open " + file, e);
        }
        boolean live = file != null || listener != null;
        joiner = live ? new PartJoiner(dataCodings, ReassemblyLimits.DEFAULT, this::onWhole, part -> {}) : null;
    }

    /** False when nothing is recorded at all. */
    public boolean isOn() {
        return inMemory || joiner != null;
    }

    public synchronized void record(ReceivedPart part) {
        if (inMemory) {
            parts.add(part);
            accepted += part.isAccepted() ? 1 : 0;
            notifyAll();
        }
        if (file != null) {
            file.append(part);
        }
        if (joiner != null && part.isAccepted()) {
            joiner.add(part);
        }
    }

    private void onWhole(ReceivedMessage message) {
        if (file != null && message.parts().size() > 1) {
            file.append(message);
        }
        if (listener != null) {
            listener.accept(message);
        }
    }

    public synchronized void record(ReceiptEvent event) {
        if (inMemory) {
            receiptEvents.add(event);
            acknowledgedReceipts += event.isAcknowledged() ? 1 : 0;
            notifyAll();
        }
        if (file != null) {
            file.append(event);
        }
    }

    /**
     * Hands what was recorded to the operating system. Must succeed before the answers are sent.
     *
     * @throws UncheckedIOException when it cannot
     */
    public void flush() {
        if (file == null) {
            return;
        }
        synchronized (this) {
            try {
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("ledger: cannot write", e);
            }
        }
    }

    /** Everything that came and was answered, or should have been, refused parts too, in order of arrival. */
    public synchronized List<ReceivedPart> parts() {
        return List.copyOf(parts);
    }

    /** The accepted parts, in order of arrival. */
    public synchronized List<ReceivedPart> accepted() {
        return parts.stream().filter(ReceivedPart::isAccepted).toList();
    }

    /** The messages that the accepted parts make. */
    public ReceivedMessages messages() {
        return ReceivedMessages.reassemble(parts(), dataCodings);
    }

    /** Receipts sent and answered, in order. */
    public synchronized List<ReceiptEvent> receiptEvents() {
        return List.copyOf(receiptEvents);
    }

    /** Forgets what is in memory. */
    public synchronized void clear() {
        parts.clear();
        receiptEvents.clear();
        accepted = 0;
        acknowledgedReceipts = 0;
    }

    /** Waits until at least {@code count} parts were accepted; false when the time is over first. */
    public boolean awaitAccepted(int count, Duration timeout) throws InterruptedException {
        return await(() -> accepted >= count, timeout);
    }

    /** Waits until at least {@code count} parts came, refused ones too; false when the time is over first. */
    public boolean awaitParts(int count, Duration timeout) throws InterruptedException {
        return await(() -> parts.size() >= count, timeout);
    }

    /** Waits until at least {@code count} receipts were acknowledged; false when the time is over first. */
    public boolean awaitAcknowledgedReceipts(int count, Duration timeout) throws InterruptedException {
        return await(() -> acknowledgedReceipts >= count, timeout);
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

    @Override
    public synchronized void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("ledger: cannot close", e);
            }
        }
    }
}
