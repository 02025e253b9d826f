package io.smppproxy.core.admission;

import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.store.ContactHistory;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * How often a number may be written to, by the strategy that the submission names. The check and the count are one atomic step of the
 * {@link ContactHistory}; a message that is then refused or fails gives its count back. Safe for any thread.
 */
public final class ContactPolicy {
    private static final byte PURPOSE = 2;

    private final Map<String, Strategy> strategies;
    private final ContactHistory history;
    private final ThreadLocal<KeyedSha256> digest;
    private final PolicyCalendar calendar;
    private final LongSupplier wallClockMs;

    /**
     * @param zone where the calendar days of the caps begin and end
     * @param wallClockMs Unix milliseconds
     */
    public ContactPolicy(
            Collection<StrategyConfig> configs,
            ContactHistory history,
            NodeSecret secret,
            ZoneId zone,
            LongSupplier wallClockMs) {
        Map<String, Strategy> byName = new HashMap<>();
        for (StrategyConfig config : configs) {
            if (byName.put(config.name(), new Strategy(config)) != null) {
                throw new IllegalArgumentException("strategies: \"" + config.name() + "\" (expected: each name once)");
            }
        }
        this.strategies = Map.copyOf(byName);
        this.history = history;
        this.digest = ThreadLocal.withInitial(() -> new KeyedSha256(secret, PURPOSE));
        this.calendar = new PolicyCalendar(zone);
        this.wallClockMs = wallClockMs;
    }

    /**
     * Asks the blacklist, then the history. Expects a validated submission that has its message id.
     *
     * @param count filled with what was counted; cleared when nothing was
     * @return ACCEPTED, BLACKLISTED, DUPLICATE, DAILY_CAP or WEEKLY_CAP; all but the first leave a reason in the submission
     */
    public Verdict check(Submission submission, ContactCount count) {
        count.clear();
        if (submission.strategy().isEmpty()) {
            return Verdict.ACCEPTED;
        }
        Strategy strategy = strategies.get(submission.strategy());
        if (strategy == null) {
            return refuse(submission, Verdict.INVALID, "is not configured");
        }
        if (strategy.isBlacklisted(submission.destAddr())) {
            return refuse(submission, Verdict.BLACKLISTED, "the number is on its blacklist");
        }
        if (!strategy.countsContacts) {
            return Verdict.ACCEPTED;
        }
        StrategyConfig config = strategy.config;
        fill(count, submission, config);
        ContactHistory.Check found = history.checkAndAdd(
                count.keyHi,
                count.keyLo,
                config.dailyCap(),
                config.weeklyCap(),
                config.duplicateWindowSeconds(),
                count.day,
                count.nowSeconds,
                count.messageHash,
                count.textDigest);
        if (found == ContactHistory.Check.PASS) {
            return Verdict.ACCEPTED;
        }
        count.clear();
        return switch (found) {
            case DUPLICATE ->
                refuse(
                        submission,
                        Verdict.DUPLICATE,
                        "the same text went to this number within the last " + config.duplicateWindowSeconds() + " s");
            case DAILY_CAP ->
                refuse(
                        submission,
                        Verdict.DAILY_CAP,
                        "this number has had its " + config.dailyCap() + " message(s) of the day");
            case WEEKLY_CAP ->
                refuse(
                        submission,
                        Verdict.WEEKLY_CAP,
                        "this number has had its " + config.weeklyCap() + " message(s) of seven days");
            case PASS -> throw new IllegalStateException("handled above");
        };
    }

    /** Takes a message's count back; does nothing for the key 0/0 or a count that is gone already. */
    public void giveBack(long keyHi, long keyLo, long messageHash) {
        if ((keyHi | keyLo) != 0) {
            history.remove(keyHi, keyLo, messageHash);
        }
    }

    /** The names that a submission may carry. */
    public Set<String> strategyNames() {
        return strategies.keySet();
    }

    /** Stands for a message in the history. */
    public static long messageHash(long messageIdHi, long messageIdLo) {
        return Digest64.finish(Digest64.add(Digest64.add(Digest64.START, messageIdHi), messageIdLo));
    }

    private void fill(ContactCount count, Submission submission, StrategyConfig config) {
        KeyedSha256 sha = digest.get();
        // Validated app ids are positive, so 0 cannot be an app's.
        sha.begin()
                .add(config.sharedByApps() ? 0 : submission.appId())
                .add(config.name(), 0)
                .add(submission.destAddr(), digitsStart(submission.destAddr()))
                .finish();
        count.keyHi = sha.hi();
        count.keyLo = sha.lo();
        count.messageHash = messageHash(submission.messageIdHi(), submission.messageIdLo());
        count.textDigest = Digest64.finish(Digest64.add(Digest64.START, submission.text()));
        count.nowSeconds = Math.floorDiv(wallClockMs.getAsLong(), 1000L);
        count.day = calendar.dayOf(count.nowSeconds);
    }

    private static int digitsStart(String number) {
        return !number.isEmpty() && number.charAt(0) == '+' ? 1 : 0;
    }

    private static Verdict refuse(Submission submission, Verdict verdict, String why) {
        submission.reason("strategy " + FieldText.quote(submission.strategy()) + ": " + why);
        return verdict;
    }

    private static final class Strategy {
        private final StrategyConfig config;
        private final boolean countsContacts;
        private final Set<String> blacklist = new HashSet<>();

        Strategy(StrategyConfig config) {
            ContactHistory.requireLimits(config.dailyCap(), config.weeklyCap(), config.duplicateWindowSeconds());
            this.config = config;
            this.countsContacts =
                    config.dailyCap() > 0 || config.weeklyCap() > 0 || config.duplicateWindowSeconds() > 0;
            for (String number : config.blacklist()) {
                blacklist.add(number.substring(digitsStart(number)));
            }
        }

        boolean isBlacklisted(String number) {
            return !blacklist.isEmpty() && blacklist.contains(number.substring(digitsStart(number)));
        }
    }
}
