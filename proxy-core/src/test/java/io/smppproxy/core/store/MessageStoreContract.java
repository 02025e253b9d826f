package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every message store does. */
abstract class MessageStoreContract {
    static final int CAPACITY = 2000;

    @TempDir
    Path directory;

    MessageStore store;

    abstract MessageStore open(Path directory);

    @BeforeEach
    void openStore() {
        store = open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** A message whose content follows from a number. */
    static MessageRecord message(long number, int parts, int idLength) {
        MessageRecord message = new MessageRecord();
        message.idHi = number * 0x9E37_79B9_7F4A_7C15L;
        message.idLo = number;
        message.appId = number + 1;
        message.linkId = number + 2;
        message.acceptedAtMs = number + 3;
        message.bodyDigest = -number;
        message.flags = MessageRecord.FLAG_KEYED;
        byte[] transactionId = ("transaction " + number).getBytes(StandardCharsets.UTF_8);
        message.transactionId(new UnsafeBuffer(transactionId), 0, transactionId.length);
        message.parts(parts);
        byte[] id = new byte[idLength];
        for (int i = 0; i < parts; i++) {
            Arrays.fill(id, (byte) (number + i));
            message.state(i, PartState.SUBMITTED);
            message.smscId(i, new UnsafeBuffer(id), 0, idLength);
        }
        return message;
    }

    static byte[] encoded(MessageRecord message) {
        byte[] encoded = new byte[message.encodedLength()];
        message.encode(new UnsafeBuffer(encoded), 0);
        return encoded;
    }

    private void assertStored(MessageRecord expected) {
        MessageRecord read = new MessageRecord();
        assertTrue(store.read(expected.idHi, expected.idLo, read), "message " + expected.idLo + " is missing");
        assertArrayEquals(encoded(expected), encoded(read), "message " + expected.idLo);
    }

    @Test
    void shouldReadBackMessagesOfAnySize() {
        for (int parts : new int[] {1, 2, 10, 255}) {
            MessageRecord message = message(parts, parts, 65);
            store.write(message);
            assertStored(message);
        }
        assertEquals(4, store.size());
        assertEquals(CAPACITY, store.capacity());
    }

    @Test
    void shouldLeaveTheRecordAloneWhenThereIsNone() {
        MessageRecord untouched = message(5, 2, 10);
        assertFalse(store.read(1, 2, untouched));
        assertArrayEquals(encoded(message(5, 2, 10)), encoded(untouched));
    }

    @Test
    void shouldTellIdsApartByBothHalves() {
        MessageRecord message = message(7, 1, 10);
        store.write(message);
        assertFalse(store.read(message.idHi, message.idLo + 1, new MessageRecord()));
        assertFalse(store.read(message.idHi + 1, message.idLo, new MessageRecord()));
        assertFalse(store.read(message.idLo, message.idHi, new MessageRecord()));
    }

    @Test
    void shouldRemoveOnce() {
        MessageRecord message = message(1, 1, 10);
        store.write(message);
        assertTrue(store.remove(message.idHi, message.idLo));
        assertFalse(store.remove(message.idHi, message.idLo));
        assertFalse(store.read(message.idHi, message.idLo, new MessageRecord()));
        assertEquals(0, store.size());
    }

    @Test
    void shouldAgreeWithAPlainMapOverRandomOperations() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Map<Long, MessageRecord> model = new HashMap<>();
        try {
            for (int i = 0; i < 20_000; i++) {
                long number = random.nextInt(CAPACITY / 2);
                if (random.nextInt(4) == 0) {
                    MessageRecord probe = message(number, 1, 0);
                    assertEquals(model.remove(number) != null, store.remove(probe.idHi, probe.idLo));
                } else {
                    MessageRecord message = message(number, 1 + random.nextInt(4), random.nextInt(66));
                    store.write(message);
                    model.put(number, message);
                }
            }
            assertEquals(model.size(), store.size());
            model.values().forEach(this::assertStored);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
