package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
        message.destinationDigest = number % 10;
        byte[] transactionId = ("transaction " + number).getBytes(StandardCharsets.UTF_8);
        message.transactionId(new UnsafeBuffer(transactionId), 0, transactionId.length);
        message.parts(parts);
        byte[] id = new byte[idLength];
        for (int i = 0; i < parts; i++) {
            Arrays.fill(id, (byte) (number + i));
            message.state(i, PartState.SUBMITTED);
            message.smscId(i, new UnsafeBuffer(id), 0, idLength);
            message.sentAtMs(i, message.acceptedAtMs + i);
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
    void shouldHandOverAllMessagesToANumber() {
        for (int number = 1; number <= 100; number++) {
            store.write(message(number, 1 + number % 3, 20));
        }
        store.remove(message(13, 1, 0).idHi, 13);
        List<Long> found = new ArrayList<>();
        store.forEachTo(3, record -> {
            assertArrayEquals(encoded(message(record.idLo, 1 + (int) record.idLo % 3, 20)), encoded(record));
            found.add(record.idLo);
        });
        found.sort(null);
        assertEquals(List.of(3L, 23L, 33L, 43L, 53L, 63L, 73L, 83L, 93L), found);
        store.forEachTo(11, record -> fail("a message to another number"));
    }

    @Test
    void shouldKeepTheTimesOfParts() {
        MessageRecord message = message(4, 3, 10);
        message.acceptedAtMs = 1_700_000_000_000L;
        message.sentAtMs(0, message.acceptedAtMs - 5);
        message.sentAtMs(1, message.acceptedAtMs + 1);
        message.answeredAtMs(1, message.acceptedAtMs + 0xFFFF_FFFDL);
        message.settledAtMs(1, message.acceptedAtMs + 0x1_0000_0000L);
        store.write(message);
        MessageRecord read = new MessageRecord();
        assertTrue(store.read(message.idHi, message.idLo, read));
        assertEquals(message.acceptedAtMs, read.sentAtMs(0), "no time is before the message was accepted");
        assertEquals(0, read.answeredAtMs(0));
        assertEquals(0, read.settledAtMs(0));
        assertEquals(message.acceptedAtMs + 1, read.sentAtMs(1));
        assertEquals(message.acceptedAtMs + 0xFFFF_FFFDL, read.answeredAtMs(1));
        assertEquals(message.acceptedAtMs + 0xFFFF_FFFEL, read.settledAtMs(1), "49 days are the longest");
        assertEquals(0, message.parts(3).sentAtMs(1));
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
