package io.smppproxy.core.metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What links and accounts do per second: looks at their counters once a second on a thread of its own and tells the mean of the last
 * three. Any thread may ask.
 */
public final class LinkRates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkRates.class);
    /** Samples that lie three seconds apart. */
    private static final int SAMPLES = 4;
    /** Latencies are those of the last five to ten seconds. */
    private static final int SECONDS_PER_TURN = 5;

    private static final double NS_PER_SECOND = 1e9;

    /**
     * Of one link.
     *
     * @param linkId whose
     * @param submittedPerS submit_sm written per second
     * @param receiptsPerS delivery receipts that came
     * @param errorsPerS answers that were no ESME_ROK, and submit_sm without an answer in time
     * @param p50Ms half of the answers of the last seconds came within it; 0 if none came
     * @param p99Ms 99 of 100 did
     */
    public record LinkRate(
            long linkId, double submittedPerS, double receiptsPerS, double errorsPerS, double p50Ms, double p99Ms) {}

    /**
     * Of one account.
     *
     * @param accountId whose
     * @param submittedPerS requests that were taken
     * @param throttledPerS requests answered with ESME_RTHROTTLED
     */
    public record AccountRate(long accountId, double submittedPerS, double throttledPerS) {}

    private final Supplier<List<LinkMetrics>> links;
    private final Supplier<List<AccountMetrics>> accounts;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rates");
        thread.setDaemon(true);
        return thread;
    });
    /** Each is the time in nanoseconds, then the counts. */
    private final Map<Long, Deque<long[]>> linkSamples = new HashMap<>();

    private final Map<Long, Deque<long[]>> accountSamples = new HashMap<>();
    private int seconds;
    private volatile Map<Long, LinkRate> linkRates = Map.of();
    private volatile Map<Long, AccountRate> accountRates = Map.of();

    LinkRates(Supplier<List<LinkMetrics>> links, Supplier<List<AccountMetrics>> accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    /** Begins to look. */
    public static LinkRates start(Supplier<List<LinkMetrics>> links, Supplier<List<AccountMetrics>> accounts) {
        LinkRates rates = new LinkRates(links, accounts);
        rates.timer.scheduleAtFixedRate(rates::sampleNow, 1, 1, TimeUnit.SECONDS);
        return rates;
    }

    private void sampleNow() {
        try {
            sample(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.error("an internal error in the rates", e);
        }
    }

    /** Looks once. */
    void sample(long nowNs) {
        boolean turns = ++seconds % SECONDS_PER_TURN == 0;
        Map<Long, LinkRate> nextLinks = new HashMap<>();
        for (LinkMetrics link : links.get()) {
            if (turns) {
                link.answerLatency.turn();
            }
            long errors = link.answersError.get()
                    + link.answersThrottled.get()
                    + link.answersQueueFull.get()
                    + link.responseTimeouts.get();
            double[] perS =
                    perSecond(linkSamples, link.linkId, nowNs, link.partsWritten.get(), link.receipts.get(), errors);
            double[] latencyMs = link.answerLatency.recentMs(50, 99);
            nextLinks.put(
                    link.linkId, new LinkRate(link.linkId, perS[0], perS[1], perS[2], latencyMs[0], latencyMs[1]));
        }
        Map<Long, AccountRate> nextAccounts = new HashMap<>();
        for (AccountMetrics account : accounts.get()) {
            double[] perS = perSecond(
                    accountSamples, account.accountId, nowNs, account.requests.sum(), account.throttled.sum());
            nextAccounts.put(account.accountId, new AccountRate(account.accountId, perS[0], perS[1]));
        }
        linkSamples.keySet().retainAll(nextLinks.keySet());
        accountSamples.keySet().retainAll(nextAccounts.keySet());
        linkRates = nextLinks;
        accountRates = nextAccounts;
    }

    private static double[] perSecond(Map<Long, Deque<long[]>> samples, long id, long... now) {
        Deque<long[]> own = samples.computeIfAbsent(id, any -> new ArrayDeque<>());
        own.addLast(now);
        if (own.size() > SAMPLES) {
            own.removeFirst();
        }
        long[] before = own.getFirst();
        double elapsedS = (now[0] - before[0]) / NS_PER_SECOND;
        double[] perS = new double[now.length - 1];
        for (int i = 0; i < perS.length && elapsedS > 0; i++) {
            // A link that was made anew counts from nothing.
            perS[i] = Math.max(0, now[i + 1] - before[i + 1]) / elapsedS;
        }
        return perS;
    }

    /** Zeros for a link that is not known. */
    public LinkRate link(long linkId) {
        return linkRates.getOrDefault(linkId, new LinkRate(linkId, 0, 0, 0, 0, 0));
    }

    /** Zeros for an account that has not bound since the start. */
    public AccountRate account(long accountId) {
        return accountRates.getOrDefault(accountId, new AccountRate(accountId, 0, 0));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
