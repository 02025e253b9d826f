package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every receipt index does. */
abstract class ReceiptIndexContract {
    static final int CAPACITY = 2000;

    @TempDir
    Path directory;

    ReceiptIndex index;

    abstract ReceiptIndex open(Path directory);

    @BeforeEach
    void openIndex() {
        index = open(directory);
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    private static byte[] id(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldReadBackAPart() {
        index.write(7, id("12345xyz"), 5, new ReceiptEntry().part(-1, 2, 254, 1_700_000_000_000L));
        ReceiptEntry read = new ReceiptEntry().parked(1, 1, 1, 1, 1);
        assertTrue(index.read(7, id("12345"), 5, read));
        assertFalse(read.parked);
        assertEquals(-1, read.messageIdHi);
        assertEquals(2, read.messageIdLo);
        assertEquals(254, read.part);
        assertEquals(0, read.messageState);
        assertEquals(0, read.errorCode);
        assertEquals(1_700_000_000_000L, read.atMs);
    }

    @Test
    void shouldReadBackAParkedReceiptAndReplaceItByThePart() {
        index.write(7, id("a"), 1, new ReceiptEntry().parked(2, -77, 5, 3, 1L << 40));
        ReceiptEntry read = new ReceiptEntry().part(1, 1, 1, 1);
        assertTrue(index.read(7, id("a"), 1, read));
        assertTrue(read.parked);
        assertEquals(2, read.messageState);
        assertEquals(-77, read.errorCode);
        assertEquals(3, read.messageIdHi);
        assertEquals(1L << 40, read.messageIdLo);
        index.write(7, id("a"), 1, new ReceiptEntry().part(3, 4, 5, 6));
        assertTrue(index.read(7, id("a"), 1, read));
        assertFalse(read.parked);
        assertEquals(1, index.size());
    }

    @Test
    void shouldTellLinksAndIdsApart() {
        index.write(7, id("00A1"), 4, new ReceiptEntry().part(1, 1, 0, 1));
        ReceiptEntry untouched = new ReceiptEntry().part(9, 9, 9, 9);
        assertFalse(index.read(8, id("00A1"), 4, untouched));
        assertFalse(index.read(7, id("0A1"), 3, untouched));
        assertFalse(index.read(7, id("00A1"), 3, untouched));
        assertFalse(index.read(7, id("00A10"), 5, untouched));
        assertFalse(index.read(7, id("00a1"), 4, untouched));
        assertEquals(9, untouched.part);
        assertEquals(CAPACITY, index.capacity());
    }

    @Test
    void shouldAgreeWithAPlainMapOverRandomOperations() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> model = new HashMap<>();
        ReceiptEntry entry = new ReceiptEntry();
        try {
            for (int i = 0; i < 20_000; i++) {
                String text = Integer.toString(random.nextInt(CAPACITY / 4)).repeat(1 + random.nextInt(3));
                long link = random.nextInt(3);
                if (random.nextInt(3) == 0) {
                    assertEquals(model.remove(link + " " + text) != null, index.remove(link, id(text), text.length()));
                } else {
                    index.write(link, id(text), text.length(), entry.part(i, i, 0, i));
                    model.put(link + " " + text, (long) i);
                }
            }
            assertEquals(model.size(), index.size());
            model.forEach((key, value) -> {
                String text = key.substring(2);
                assertTrue(index.read(key.charAt(0) - '0', id(text), text.length(), entry), key);
                assertEquals(value, entry.messageIdHi);
            });
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
