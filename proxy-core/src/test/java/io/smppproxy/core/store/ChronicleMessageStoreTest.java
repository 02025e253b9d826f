package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChronicleMessageStoreTest extends MessageStoreContract {
    @Override
    MessageStore open(Path directory) {
        return ChronicleMessageStore.open(directory, CAPACITY);
    }

    private StoreOpening reopen() {
        ChronicleMessageStore reopened = ChronicleMessageStore.open(directory, CAPACITY);
        store = reopened;
        return reopened.opening();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> maps =
                    files.filter(file -> file.toString().endsWith(".map")).toList();
            assertEquals(1, maps.size(), maps.toString());
            return maps.get(0);
        }
    }

    @Test
    void shouldKeepMessagesOverACleanClose() {
        assertEquals(StoreOpening.FRESH, ((ChronicleMessageStore) store).opening());
        store.write(message(1, 3, 10));
        store.close();
        assertEquals(StoreOpening.RECOVERED, reopen());
        assertTrue(store.read(message(1, 1, 0).idHi, 1, new MessageRecord()));
    }

    @Test
    void shouldMoveADamagedFileAside() throws IOException {
        for (long i = 0; i < 1000; i++) {
            store.write(message(i, 1, 10));
        }
        store.close();
        byte[] content = Files.readAllBytes(file());
        // In the middle of a message, wherever it lies.
        int damaged = new String(content, StandardCharsets.ISO_8859_1).indexOf("transaction 500");
        for (int i = damaged; i < damaged + 8; i++) {
            content[i] ^= 0x55;
        }
        Files.write(file(), content);
        assertEquals(StoreOpening.REPLACED, reopen());
        assertEquals(0, store.size());
        assertTrue(Files.exists(Path.of(file() + ".damaged")));
        store.write(message(1, 1, 10));
    }

    @Test
    void shouldStartAnewWithAnotherCapacity() throws IOException {
        store.write(message(1, 1, 10));
        store.close();
        store = ChronicleMessageStore.open(directory, 2 * CAPACITY);
        assertEquals(StoreOpening.FRESH, ((ChronicleMessageStore) store).opening());
        assertEquals(0, store.size());
        assertTrue(file().toString().contains("" + 2 * CAPACITY));
    }

    /** The bound refuses new messages at 90 %; what is in flight then finds room far beyond it, and a clear error at the very end. */
    @Test
    void shouldGoOnBeyondItsCapacityAndThenSayThatItIsFull() {
        StoreBounds bounds = new StoreBounds(store, new HeapReceiptIndex(10), new HeapContactHistory(10));
        StoreException full = null;
        long written = 0;
        while (full == null && written < 100L * CAPACITY) {
            try {
                store.write(message(written, 1, 10));
                written++;
                bounds.refresh();
                assertEquals(written >= 0.9 * CAPACITY ? "message store" : null, bounds.fullStore(), "at " + written);
            } catch (StoreException e) {
                full = e;
            }
        }
        assertTrue(written > 2 * CAPACITY, "only " + written);
        assertNotNull(full);
        assertTrue(full.getMessage().startsWith("message store: no room for a message of "), full.getMessage());
        assertTrue(store.read(message(1, 1, 0).idHi, 1, new MessageRecord()));
    }

    @Test
    void shouldAllocateNextToNothing() {
        MessageRecord message = message(1, 1, 10);
        MessageRecord read = new MessageRecord();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 40_000; i++) {
            if (i == 20_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            message.idLo = i % 1000;
            store.write(message);
            store.read(message.idHi, message.idLo, read);
        }
        long perPair = (threads.getCurrentThreadAllocatedBytes() - before) / 20_000;
        assertTrue(perPair < 8, perPair + " octets per write and read");
    }

    @Test
    void shouldShowWholeMessagesToReadersWhileTheTrackerWrites() {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) {
                store.write(message(i % 50, 1 + i % 5, 1 + i % 60));
            }
        });
        MessageRecord read = new MessageRecord();
        int found = 0;
        while (!writing.isDone() || found == 0) {
            long number = found % 50;
            if (store.read(message(number, 1, 0).idHi, number, read)) {
                assertEquals("transaction " + number, read.transactionId());
                for (int part = 0; part < read.partCount(); part++) {
                    assertEquals((byte) (number + part), read.smscId(part)[read.smscIdLength(part) - 1]);
                }
            }
            found++;
        }
        writing.join();
    }
}
