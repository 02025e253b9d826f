package io.smppproxy.core.deliver;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.journal.RecordHandler;
import io.smppproxy.core.journal.RecordLookup;
import io.smppproxy.core.metrics.DeliveryMetrics;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts and mobile originated messages on their way to ESMEs. Each account has a queue of positions; what stands there is read from the
 * journal again when a session has room for it. A delivery is done when the ESME has answered it with ESME_ROK or has refused it for
 * good, or when it has grown too old; until then it stays in the queue, over restarts too. Tracker only, but {@link #metrics} and {@link
 * #backlog}.
 */
public final class Deliveries {
    /** Over all sessions; {@link DeliveryResults} has room for so many. */
    public static final int MAX_IN_FLIGHT = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    /** Deliveries of one account before it is the next one's turn. */
    private static final int SHARE = 64;

    private static final int MAX_RESULTS_PER_STEP = 4_096;
    private static final int MAX_EXPIRED_PER_STEP = 4_096;
    private static final long FIRST_GAP_NS = 1_000_000_000L;
    private static final int MAX_DOUBLINGS = 9;
    private static final long LONGEST_GAP_NS = 300 * FIRST_GAP_NS;
    private static final long DEFAULT_MAX_AGE_MS = 24 * 3_600_000L;

    private final DeliveryLog log;
    private final RecordLookup lookup;
    private final int ownStream;
    private final Receivers directory;
    private final DeliveryResults results;
    private final LongFunction<AccountConfig> configured;
    private final long retentionMs;
    private final Backlog backlog = new Backlog();
    private final Long2ObjectHashMap<AccountDeliveries> accounts = new Long2ObjectHashMap<>();
    private final ArrayDeque<AccountDeliveries> ready = new ArrayDeque<>();
    private final List<DeliveryMetrics> metrics = new CopyOnWriteArrayList<>();
    private final DeliveryResults.Consumer onResult = this::onResult;
    private final RecordHandler onRead = this::offerRead;
    private volatile boolean directoryChanged;
    private int inFlight;
    private long nowMs;
    private long nowNs;
    /** What is being sent, for {@link #offerRead}. */
    private AccountDeliveries sending;

    private boolean offered;

    /**
     * @param lookup reads the own stream; closed by the caller
     * @param esmes who gets deliveries
     * @param retentionMs nothing waits longer, whatever an account says
     */
    public Deliveries(DeliveryLog log, RecordLookup lookup, int ownStream, EsmeSide esmes, long retentionMs) {
        this.log = log;
        this.lookup = lookup;
        this.ownStream = ownStream;
        this.directory = esmes.receivers();
        this.results = esmes.results();
        this.configured = esmes.accounts();
        this.retentionMs = retentionMs;
        directory.onChange(() -> directoryChanged = true);
    }

    /** One per account that ever had a delivery since the start; any thread. */
    public List<DeliveryMetrics> metrics() {
        return metrics;
    }

    /** Any thread. */
    public Backlog backlog() {
        return backlog;
    }

    /** A DELIVERY record, live or replayed. */
    public void onDelivery(long position, DirectBuffer b, int at) {
        AccountDeliveries account = account(DeliveryRecords.accountId(b, at));
        account.queue.add(position, DeliveryRecords.createdAtMs(b, at));
        makeReady(account);
    }

    /** A DONE record, live or replayed. */
    public void onDone(DirectBuffer b, int at) {
        AccountDeliveries account = account(DeliveryRecords.doneAccountId(b, at));
        int index = account.queue.find(DeliveryRecords.donePosition(b, at));
        // Live it is done already.
        if (index != AccountQueue.NONE) {
            account.queue.done(index);
        }
    }

    private AccountDeliveries account(long accountId) {
        AccountDeliveries account = accounts.get(accountId);
        if (account == null) {
            AccountConfig config = configured.apply(accountId);
            DeliveryMetrics counts = new DeliveryMetrics(accountId, config == null ? "" : config.systemId());
            account = new AccountDeliveries(accountId, directory, counts);
            accounts.put(accountId, account);
            metrics.add(counts);
        }
        return account;
    }

    private void makeReady(AccountDeliveries account) {
        if (!account.isReady) {
            account.isReady = true;
            ready.addLast(account);
        }
    }

    /**
     * Takes results and sends what can be sent.
     *
     * @param wallClockMs for ages
     * @param monotonicNs for gaps
     * @return how much there was to do
     */
    public int step(long wallClockMs, long monotonicNs) {
        nowMs = wallClockMs;
        nowNs = monotonicNs;
        int work = results.drain(onResult, MAX_RESULTS_PER_STEP);
        if (directoryChanged) {
            directoryChanged = false;
            accounts.values().forEach(account -> {
                account.forgetReceivers();
                makeReady(account);
            });
        }
        for (int turns = ready.size(); turns > 0; turns--) {
            AccountDeliveries account = ready.poll();
            account.isReady = false;
            work += send(account);
        }
        return work;
    }

    private int send(AccountDeliveries account) {
        int sent = 0;
        while (sent < SHARE && inFlight < MAX_IN_FLIGHT) {
            int index = account.queue.next();
            if (index == AccountQueue.NONE || !account.maySend(nowNs)) {
                // A new delivery, a result, a bind or the end of a pause makes it ready again.
                return sent;
            }
            sending = account;
            lookup.read(ownStream, account.queue.position(index), onRead);
            if (!offered) {
                break;
            }
            account.queue.inFlight(index);
            account.sent();
            inFlight++;
            sent++;
        }
        makeReady(account);
        return sent;
    }

    private void offerRead(int type, long timestampMs, long endPosition, DirectBuffer b, int at, int length) {
        offered = log.isDurable(DeliveryRecords.sourceStream(b, at), DeliveryRecords.sourcePosition(b, at));
        if (!offered) {
            return;
        }
        int pdu = at + DeliveryRecords.DELIVERY_FIXED_BYTES;
        int index = sending.queue.next();
        offered = sending.pick(DeliveryRecords.affinity(b, at))
                .offer(sending.queue.position(index), b, pdu, length - DeliveryRecords.DELIVERY_FIXED_BYTES);
    }

    private void onResult(long accountId, long position, int outcome, int commandStatus) {
        AccountDeliveries account = accounts.get(accountId);
        if (outcome != DeliveryResults.LATE_DONE) {
            account.ended();
            inFlight--;
        }
        int index = account.queue.find(position);
        // It may be done already: taken late, or too old.
        if (index != AccountQueue.NONE) {
            apply(account, index, outcome, commandStatus);
        }
        makeReady(account);
    }

    private void apply(AccountDeliveries account, int index, int outcome, int commandStatus) {
        switch (outcome) {
            case DeliveryResults.DONE, DeliveryResults.LATE_DONE -> {
                account.onAnswered();
                account.metrics.delivered.increment();
                end(account, index, commandStatus, DeliveryRecords.DELIVERED);
            }
            case DeliveryResults.REFUSED -> {
                account.onAnswered();
                account.metrics.refused.increment();
                warnOfRefusal(account, index, commandStatus);
                end(account, index, commandStatus, DeliveryRecords.REFUSED);
            }
            case DeliveryResults.RETRY -> {
                account.onRefusedForNow(nowNs);
                account.metrics.retried.increment();
                int doublings = Math.min(account.queue.refusedForNow(index) - 1, MAX_DOUBLINGS);
                account.queue.waitUntil(index, nowNs + Math.min(FIRST_GAP_NS << doublings, LONGEST_GAP_NS));
            }
            case DeliveryResults.UNANSWERED -> {
                account.onRefusedForNow(nowNs);
                comeBack(account, index);
            }
            default -> comeBack(account, index);
        }
    }

    private static void comeBack(AccountDeliveries account, int index) {
        account.metrics.returned.increment();
        if (account.queue.isInFlight(index)) {
            account.queue.queued(index);
        }
    }

    private void end(AccountDeliveries account, int index, int commandStatus, byte end) {
        log.done(account.queue.position(index), account.accountId, commandStatus, end);
        account.queue.done(index);
    }

    private void warnOfRefusal(AccountDeliveries account, int index, int commandStatus) {
        if (account.mayWarn(nowNs)) {
            LOG.warn(
                    "account {}: the delivery at journal position {} was refused for good with {}; {} were so far",
                    account.accountId,
                    account.queue.position(index),
                    CommandStatus.name(commandStatus),
                    account.metrics.refused.get());
        }
    }

    /** Wakes what waited long enough and ends what is too old; now and then. */
    public void tick(long wallClockMs, long monotonicNs) {
        nowMs = wallClockMs;
        nowNs = monotonicNs;
        int expired = 0;
        for (AccountDeliveries account : accounts.values()) {
            boolean woken = account.queue.wake(nowNs);
            if (account.isPauseOver(nowNs) || woken) {
                makeReady(account);
            }
            expired += expire(account, MAX_EXPIRED_PER_STEP - expired);
            account.publish();
        }
        backlog.publish(accounts.values(), configured);
    }

    private int expire(AccountDeliveries account, int limit) {
        long bornBeforeMs = nowMs - maxAgeMs(account.accountId);
        int expired = 0;
        for (int index = account.queue.createdBefore(bornBeforeMs);
                index != AccountQueue.NONE && expired < limit;
                index = account.queue.createdBefore(bornBeforeMs)) {
            end(account, index, 0, DeliveryRecords.EXPIRED);
            expired++;
        }
        if (expired > 0) {
            account.metrics.expired.add(expired);
            LOG.warn("account {}: {} deliveries grew too old and were given up", account.accountId, expired);
        }
        return expired;
    }

    long maxAgeMs(long accountId) {
        AccountConfig config = configured.apply(accountId);
        return Math.min(retentionMs, config == null ? DEFAULT_MAX_AGE_MS : config.deliveryMaxAgeMs());
    }

    /** Position of the oldest delivery that is not done, or {@link Long#MAX_VALUE}: what stands there must be kept. */
    public long oldestPending() {
        long oldest = Long.MAX_VALUE;
        for (AccountDeliveries account : accounts.values()) {
            oldest = Math.min(oldest, account.queue.oldest());
        }
        return oldest;
    }

    int inFlight() {
        return inFlight;
    }
}
