package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smppproxy.core.store.ContactHistory.Check;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every contact history does. */
abstract class ContactHistoryContract {
    static final int CAPACITY = 2000;
    static final int DAY = 20_000;
    static final long NOW = DAY * 86_400L + 3600;

    @TempDir
    Path directory;

    ContactHistory history;
    private long nextMessage = 1;

    abstract ContactHistory open(Path directory);

    @BeforeEach
    void openHistory() {
        history = open(directory);
    }

    @AfterEach
    void closeHistory() {
        history.close();
    }

    private Check send(int dailyCap, int weeklyCap, long window, int day, long digest) {
        return history.checkAndAdd(
                1, 2, dailyCap, weeklyCap, window, DAY + day, NOW + day * 86_400L, nextMessage++, digest);
    }

    @Test
    void shouldRefuseBeyondTheDailyCapUntilTheNextDay() {
        assertEquals(Check.PASS, send(2, 0, 0, 0, 1));
        assertEquals(Check.PASS, send(2, 0, 0, 0, 2));
        assertEquals(Check.DAILY_CAP, send(2, 0, 0, 0, 3));
        assertEquals(Check.PASS, send(2, 0, 0, 1, 4));
    }

    @Test
    void shouldCountSevenCalendarDaysTodayIncluded() {
        assertEquals(Check.PASS, send(0, 2, 0, 0, 1));
        assertEquals(Check.PASS, send(0, 2, 0, 3, 2));
        assertEquals(Check.WEEKLY_CAP, send(0, 2, 0, 6, 3));
        assertEquals(Check.PASS, send(0, 2, 0, 7, 4));
        assertEquals(Check.WEEKLY_CAP, send(0, 2, 0, 9, 5));
        assertEquals(Check.PASS, send(0, 2, 0, 10, 6));
    }

    @Test
    void shouldRefuseTheSameTextWithinTheWindow() {
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 0, 0, 60, DAY, NOW, 1, 77));
        assertEquals(Check.DUPLICATE, history.checkAndAdd(1, 2, 0, 0, 60, DAY, NOW + 59, 2, 77));
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 0, 0, 60, DAY, NOW + 59, 3, 78));
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 0, 0, 60, DAY, NOW + 60, 4, 77));
        assertEquals(Check.DUPLICATE, history.checkAndAdd(1, 2, 0, 0, 60, DAY, NOW + 61, 5, 77));
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 0, 0, 0, DAY, NOW + 61, 6, 77));
    }

    @Test
    void shouldNameTheDuplicateBeforeTheDailyAndTheDailyBeforeTheWeeklyCap() {
        assertEquals(Check.PASS, send(1, 1, 60, 0, 1));
        assertEquals(Check.DUPLICATE, send(1, 1, 60, 0, 1));
        assertEquals(Check.DAILY_CAP, send(1, 1, 60, 0, 2));
        assertEquals(Check.WEEKLY_CAP, send(0, 1, 60, 0, 2));
    }

    @Test
    void shouldNotCountARefusedMessage() {
        send(1, 0, 0, 0, 1);
        for (int i = 0; i < 5; i++) {
            assertEquals(Check.DAILY_CAP, send(1, 0, 0, 0, 2));
        }
        assertEquals(Check.PASS, send(2, 0, 0, 0, 3));
    }

    @Test
    void shouldCountAMessageOnce() {
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 1, 1, 60, DAY, NOW, 5, 77));
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 1, 1, 60, DAY, NOW, 5, 77));
        history.add(1, 2, DAY, NOW, 5, 77);
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 2, 2, 0, DAY, NOW, 6, 78));
        assertEquals(Check.DAILY_CAP, history.checkAndAdd(1, 2, 2, 2, 0, DAY, NOW, 7, 79));
    }

    @Test
    void shouldGiveACountBackOnce() {
        history.checkAndAdd(1, 2, 2, 0, 0, DAY, NOW, 5, 1);
        history.checkAndAdd(1, 2, 2, 0, 0, DAY, NOW, 6, 2);
        history.remove(1, 2, 5);
        history.remove(1, 2, 5);
        history.remove(1, 2, 99);
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 2, 0, 60, DAY, NOW, 7, 1));
        assertEquals(Check.DAILY_CAP, history.checkAndAdd(1, 2, 2, 0, 0, DAY, NOW, 8, 4));
        history.remove(1, 2, 6);
        history.remove(1, 2, 7);
        assertEquals(0, history.size());
    }

    @Test
    void shouldOpenNoCapWhenTheClockIsSetBack() {
        assertEquals(Check.PASS, send(1, 1, 3600, 0, 1));
        assertEquals(Check.DAILY_CAP, send(1, 0, 0, -1, 2));
        assertEquals(Check.WEEKLY_CAP, send(0, 1, 0, -8, 2));
        assertEquals(Check.DUPLICATE, send(0, 0, 3600, -1, 1));
    }

    @Test
    void shouldKeepKeysApart() {
        assertEquals(Check.PASS, history.checkAndAdd(1, 2, 1, 0, 0, DAY, NOW, 1, 1));
        assertEquals(Check.PASS, history.checkAndAdd(1, 3, 1, 0, 0, DAY, NOW, 2, 1));
        assertEquals(Check.PASS, history.checkAndAdd(2, 1, 1, 0, 0, DAY, NOW, 3, 1));
        assertEquals(3, history.size());
        assertEquals(CAPACITY, history.capacity());
    }

    @Test
    void shouldForgetKeysWhoseLastMessageIsOld() {
        history.add(1, 1, DAY, NOW, 1, 1);
        history.add(1, 1, DAY + 3, NOW, 2, 1);
        history.add(2, 2, DAY + 2, NOW, 3, 1);
        history.forgetBefore(DAY + 3);
        assertEquals(1, history.size());
        assertEquals(Check.DAILY_CAP, history.checkAndAdd(1, 1, 1, 0, 0, DAY + 3, NOW, 9, 9));
        history.forgetBefore(DAY + 4);
        assertEquals(0, history.size());
    }

    @Test
    void shouldIgnoreWhatIsOlderThanAWeekWhenReplayed() {
        history.add(1, 1, DAY, NOW, 1, 1);
        history.add(1, 1, DAY - 7, NOW, 2, 1);
        history.add(1, 1, DAY - 6, NOW, 3, 1);
        assertEquals(Check.PASS, history.checkAndAdd(1, 1, 0, 3, 0, DAY, NOW, 4, 1));
        assertEquals(Check.WEEKLY_CAP, history.checkAndAdd(1, 1, 0, 3, 0, DAY, NOW, 5, 1));
    }

    @Test
    void shouldHoldTheLargestCapAndNameALargerOne() {
        for (int i = 0; i < ContactHistory.MAX_CAP + 50; i++) {
            Check expected = i < ContactHistory.MAX_CAP ? Check.PASS : Check.WEEKLY_CAP;
            assertEquals(expected, send(0, ContactHistory.MAX_CAP, 0, 0, i), "message " + i);
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(Check.PASS, send(0, 0, 60, 0, -1 - i));
        }
        assertEquals(Check.WEEKLY_CAP, send(0, ContactHistory.MAX_CAP, 0, 0, 1));
        assertEquals(
                "weekly cap: 1001 (expected: 0 to 1000)",
                assertThrows(IllegalArgumentException.class, () -> send(0, 1001, 0, 0, 1))
                        .getMessage());
        assertEquals(
                "duplicate window seconds: 604801 (expected: 0 to 604800)",
                assertThrows(IllegalArgumentException.class, () -> send(0, 0, 604_801, 0, 1))
                        .getMessage());
    }

    @Test
    void shouldLetExactlyTheCapPassWhenAHundredSendAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Check>> checks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long message = i;
                checks.add(threads.submit(() -> history.checkAndAdd(9, 9, 3, 3, 60, DAY, NOW, message, message)));
            }
            int passed = 0;
            for (Future<Check> check : checks) {
                passed += check.get() == Check.PASS ? 1 : 0;
            }
            assertEquals(3, passed);
        } finally {
            threads.shutdownNow();
        }
    }
}
