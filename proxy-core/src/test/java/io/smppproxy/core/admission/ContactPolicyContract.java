package io.smppproxy.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.store.ContactHistory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the policy promises over any contact history. */
abstract class ContactPolicyContract {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");
    private static final List<StrategyConfig> STRATEGIES = List.of(
            new StrategyConfig("cp1", 1, 3, 0, true, Set.of("998900000000")),
            new StrategyConfig("onbuild_cp1", 2, 0, 60, false, Set.of()),
            new StrategyConfig("all", 1, 1, 60, true, Set.of()),
            new StrategyConfig("cp7", 7, 0, 0, true, Set.of()),
            new StrategyConfig("blacklist", 0, 0, 0, true, Set.of("998900000001")));

    private final AtomicLong nowMs =
            new AtomicLong(Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());
    private ContactHistory history;
    private ContactPolicy policy;
    private final ContactCount count = new ContactCount();
    private long lastId;

    /** A new, empty history. */
    abstract ContactHistory openHistory();

    @BeforeEach
    void open() {
        history = openHistory();
        policy = new ContactPolicy(STRATEGIES, history, Submissions.SECRET, ZONE, nowMs::get);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void shouldCountNothingWithoutAStrategy() {
        assertEquals(Verdict.ACCEPTED, policy.check(message().strategy(""), count));
        assertFalse(count.isCounted());
        assertEquals(0, history.size());
    }

    @Test
    void shouldRefuseAnUnknownStrategy() {
        Submission submission = message().strategy("nope");
        assertEquals(Verdict.INVALID, policy.check(submission, count));
        assertEquals("strategy \"nope\": is not configured", submission.reason());
    }

    @Test
    void shouldRefuseTheBlacklistFirstWithAndWithoutPlus() {
        for (String number : List.of("998900000001", "+998900000001")) {
            Submission submission = message().strategy("blacklist").dest(1, 1, number);
            assertEquals(Verdict.BLACKLISTED, policy.check(submission, count));
            assertEquals("strategy \"blacklist\": the number is on its blacklist", submission.reason());
        }
        Submission other = message().strategy("blacklist");
        assertEquals(Verdict.ACCEPTED, policy.check(other, count));
        assertFalse(count.isCounted(), "a strategy without caps keeps no history");
        assertEquals(Verdict.BLACKLISTED, policy.check(message().dest(1, 1, "998900000000"), count));
    }

    @Test
    void shouldApplyTheDailyAndTheWeeklyCap() {
        for (int day = 0; day < 3; day++) {
            assertEquals(Verdict.ACCEPTED, policy.check(message(), count));
            Submission second = message().dest(1, 1, "+998901234567").appId(2);
            assertEquals(Verdict.DAILY_CAP, policy.check(second, count), "shared by apps, + or not");
            assertEquals("strategy \"cp1\": this number has had its 1 message(s) of the day", second.reason());
            assertFalse(count.isCounted());
            nowMs.addAndGet(86_400_000);
        }
        Submission fourth = message();
        assertEquals(Verdict.WEEKLY_CAP, policy.check(fourth, count));
        assertEquals("strategy \"cp1\": this number has had its 3 message(s) of seven days", fourth.reason());
        nowMs.addAndGet(4 * 86_400_000L);
        assertEquals(Verdict.ACCEPTED, policy.check(message(), count), "the first day has left the week");
    }

    @Test
    void shouldTellDuplicatesByTextWithinTheWindow() {
        assertEquals(Verdict.ACCEPTED, policy.check(message().strategy("onbuild_cp1"), count));
        Submission same = message().strategy("onbuild_cp1");
        assertEquals(Verdict.DUPLICATE, policy.check(same, count));
        assertEquals("strategy \"onbuild_cp1\": the same text went to this number within the last 60 s", same.reason());
        assertEquals(
                Verdict.ACCEPTED, policy.check(message().strategy("onbuild_cp1").appId(2), count), "not shared");
        nowMs.addAndGet(60_000);
        assertEquals(Verdict.ACCEPTED, policy.check(message().strategy("onbuild_cp1"), count));
    }

    @Test
    void shouldSayDuplicateBeforeDailyBeforeWeekly() {
        assertEquals(Verdict.ACCEPTED, policy.check(message().strategy("all"), count));
        assertEquals(Verdict.DUPLICATE, policy.check(message().strategy("all"), count));
        assertEquals(Verdict.DAILY_CAP, policy.check(message().strategy("all").text("other"), count));
        nowMs.addAndGet(86_400_000);
        assertEquals(Verdict.WEEKLY_CAP, policy.check(message().strategy("all"), count));
    }

    @Test
    void shouldGiveBack() {
        assertEquals(Verdict.ACCEPTED, policy.check(message(), count));
        assertTrue(count.isCounted());
        policy.giveBack(count.keyHi, count.keyLo, count.messageHash);
        policy.giveBack(count.keyHi, count.keyLo, count.messageHash);
        policy.giveBack(0, 0, count.messageHash);
        assertEquals(Verdict.ACCEPTED, policy.check(message(), count));
        assertEquals(Verdict.DAILY_CAP, policy.check(message(), count));
    }

    @Test
    void shouldCountARepeatedMessageOnce() {
        Submission submission = message();
        assertEquals(Verdict.ACCEPTED, policy.check(submission, count));
        assertEquals(Verdict.ACCEPTED, policy.check(submission, count));
        assertEquals(Verdict.DAILY_CAP, policy.check(message(), count));
    }

    @Test
    void shouldTurnTheDayAtMidnightOfTheZone() {
        nowMs.set(Instant.parse("2026-11-21T18:59:59.999Z").toEpochMilli());
        assertEquals(Verdict.ACCEPTED, policy.check(message(), count));
        int day = count.day;
        assertEquals(Verdict.DAILY_CAP, policy.check(message(), count));
        nowMs.addAndGet(1);
        assertEquals(Verdict.ACCEPTED, policy.check(message(), count));
        assertEquals(day + 1, count.day);
        nowMs.addAndGet(-1000);
        assertEquals(Verdict.DAILY_CAP, policy.check(message(), count), "the clock was set back over midnight");
    }

    @Test
    void shouldMakeOneKeyPerStrategyNumberAndApp() {
        policy.check(message().strategy("onbuild_cp1"), count);
        long hi = count.keyHi;
        long lo = count.keyLo;
        policy.check(
                message().strategy("onbuild_cp1").dest(0, 0, "+998901234567").text("other"), count);
        assertEquals(hi, count.keyHi);
        assertEquals(lo, count.keyLo);
        policy.check(message().strategy("onbuild_cp1").appId(2), count);
        assertNotEquals(lo, count.keyLo);
        policy.check(message().strategy("cp7"), count);
        assertNotEquals(lo, count.keyLo);
        policy.check(message().strategy("onbuild_cp1").dest(1, 1, "998901234568"), count);
        assertNotEquals(lo, count.keyLo);
    }

    @Test
    void shouldPassExactlyTheCapToAHundredThreads() {
        assertEquals(1, passedOf100("cp1"));
        assertEquals(7, passedOf100("cp7"));
    }

    @Test
    void shouldRefuseANameTwice() {
        StrategyConfig config = new StrategyConfig("a", 0, 0, 0, true, Set.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> new ContactPolicy(List.of(config, config), history, Submissions.SECRET, ZONE, nowMs::get));
    }

    private int passedOf100(String strategy) {
        List<Verdict> verdicts = Race.run(100, thread -> {
            Submission submission = Submissions.valid()
                    .strategy(strategy)
                    .text("text " + thread)
                    .messageId(thread + 1, -1);
            return policy.check(submission, new ContactCount());
        });
        int passed = Collections.frequency(verdicts, Verdict.ACCEPTED);
        assertEquals(100 - passed, Collections.frequency(verdicts, Verdict.DAILY_CAP));
        return passed;
    }

    private Submission message() {
        return Submissions.valid().messageId(++lastId, -1);
    }
}
