package io.smppproxy.core.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.HeapReceiptIndex;
import io.smppproxy.core.store.ReceiptEntry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParkedReceiptsTest {
    private static final long LINK = 101;
    private static final int DELIVERED = 2;
    private static final int STREAM = 1;

    private final HeapReceiptIndex index = new HeapReceiptIndex(1_000);
    private final TrackerMetrics metrics = new TrackerMetrics();
    private final ParkedReceipts parked = new ParkedReceipts(index, metrics, 10, 1_000);
    private final ReceiptEntry entry = new ReceiptEntry();

    private static byte[] id(int number) {
        return ("id-" + number).getBytes(StandardCharsets.US_ASCII);
    }

    private void park(int number, long atMs) {
        byte[] id = id(number);
        parked.park(LINK, id, id.length, DELIVERED, 7, atMs, STREAM, 1_000 + number);
    }

    private boolean waits(int number) {
        byte[] id = id(number);
        return index.read(LINK, id, id.length, entry) && entry.parked;
    }

    @Test
    void shouldKeepAReceiptUntilItsTimeIsOver() {
        park(1, 500);
        assertTrue(waits(1));
        assertEquals(DELIVERED, entry.messageState);
        assertEquals(7, entry.errorCode);
        parked.expire(1_499);
        assertTrue(waits(1));
        parked.expire(1_500);
        assertFalse(waits(1));
        assertEquals(1, metrics.receiptsOrphaned.get());
        assertEquals(0, parked.size());
    }

    @Test
    void shouldTakeNoMoreThanItsCapacity() {
        for (int i = 0; i < 25; i++) {
            park(i, 0);
        }
        assertEquals(10, parked.size());
        assertEquals(10, index.size());
        assertEquals(15, metrics.receiptsOrphaned.get());
    }

    @Test
    void shouldHaveRoomAgainForEachThatIsMatched() {
        for (int i = 0; i < 100_000; i++) {
            park(i, 0);
            byte[] id = id(i);
            parked.matched(LINK, id, id.length);
            index.write(LINK, id, id.length, entry.part(1, 2, 0, 0));
            index.remove(LINK, id, id.length);
        }
        assertEquals(0, metrics.receiptsOrphaned.get());
        assertEquals(0, parked.size());
    }

    @Test
    void shouldNotTouchAPartThatTookTheIdMeanwhile() {
        park(1, 0);
        byte[] id = id(1);
        index.write(LINK, id, id.length, entry.part(1, 2, 0, 0));
        parked.expire(5_000);
        assertTrue(index.read(LINK, id, id.length, entry));
        assertFalse(entry.parked);
        assertEquals(0, metrics.receiptsOrphaned.get());
    }

    @Test
    void shouldTellWhereFurtherReceiptsForTheSameIdAreOnceEach() {
        park(1, 0);
        byte[] id = id(1);
        assertTrue(waits(1));
        parked.parkFurther(LINK, id, id.length, entry, STREAM, 1_001);
        parked.parkFurther(LINK, id, id.length, entry, STREAM, 2_000);
        parked.parkFurther(LINK, id, id.length, entry, 2, 500);
        parked.parkFurther(LINK, id, id.length, entry, STREAM, 2_000);
        long[] positions = {9_000, 9_000, 9_000};
        parked.lowerTo(positions);
        assertArrayEquals(new long[] {9_000, 2_000, 500}, positions);
        assertArrayEquals(new long[] {STREAM, 2_000, 2, 500}, parked.matched(LINK, id, id.length));
        long[] later = {9_000, 9_000, 9_000};
        parked.lowerTo(later);
        assertArrayEquals(new long[] {9_000, 9_000, 9_000}, later);
        assertArrayEquals(new long[0], parked.matched(LINK, id, id.length));
    }

    @Test
    void shouldForgetFurtherReceiptsWithTheFirst() {
        park(1, 0);
        byte[] id = id(1);
        assertTrue(waits(1));
        parked.parkFurther(LINK, id, id.length, entry, STREAM, 2_000);
        parked.expire(1_000);
        long[] positions = {9_000, 9_000};
        parked.lowerTo(positions);
        assertArrayEquals(new long[] {9_000, 9_000}, positions);
        assertEquals(0, parked.size());
    }
}
