package io.smppproxy.core.harness;

import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages in even gaps over some links in turn, each with a text of its own, from one thread; and what became of each. Latencies count
 * from when a message was due, so that a sender that is held up hides nothing.
 */
public final class SteadyLoad implements AutoCloseable {
    private record One(String text, long dueNs, TestEdge.Sent sent, AtomicLong doneNs) {}

    private final TestEdge edge;
    private final List<Long> esmes;
    private final long gapNs;
    private final List<One> sent = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "steady-load");
    private volatile boolean stopping;
    private volatile int count;

    private SteadyLoad(TestEdge edge, List<Long> esmes, long gapNs) {
        this.edge = edge;
        this.esmes = esmes;
        this.gapNs = gapNs;
    }

    public static SteadyLoad start(TestEdge edge, List<Long> esmes, long gapNs) {
        SteadyLoad load = new SteadyLoad(edge, esmes, gapNs);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    private void run() {
        List<One> all = new ArrayList<>();
        long dueNs = System.nanoTime();
        while (!stopping) {
            String text = "steady-" + all.size();
            long esme = esmes.get(all.size() % esmes.size());
            AtomicLong doneNs = new AtomicLong();
            TestEdge.Sent one = edge.send(TestEdge.message(esme, "99890" + (1_000_000 + all.size()), text));
            if (one.verdict() == Verdict.ACCEPTED) {
                one.reply().whenComplete((reply, e) -> doneNs.set(System.nanoTime()));
            } else {
                failures.add(text + ": " + one.verdict() + " " + one.reason());
            }
            all.add(new One(text, dueNs, one, doneNs));
            count++;
            dueNs += gapNs;
            while (dueNs - System.nanoTime() > 0) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
        }
        sent.addAll(all);
    }

    /** Messages so far. */
    public int count() {
        return count;
    }

    public void awaitMore(int more) throws Exception {
        int wanted = count + more;
        Await.until(more + " more messages", () -> count >= wanted);
    }

    /** Ends it and waits for every reply. */
    public void stop() throws Exception {
        stopping = true;
        thread.join();
        for (One one : sent) {
            if (one.sent().verdict() == Verdict.ACCEPTED) {
                Reply reply = one.sent().reply().get(30, TimeUnit.SECONDS);
                if (reply.outcome() != ReplyOutcome.SUBMITTED) {
                    failures.add(one.text() + ": " + reply.outcome() + " " + reply.cause());
                }
            }
        }
        if (edge.problem() != null) {
            failures.add(edge.problem());
        }
    }

    /** Whatever was not accepted, or not answered with ESME_ROK; after {@link #stop}. */
    public List<String> failures() {
        return failures;
    }

    /**
     * After {@link #stop}.
     *
     * @return nanoseconds from due to reply that this share of the messages from one to another kept to
     */
    public long latencyNs(int from, int to, double share) {
        long[] latencies = sent.subList(from, to).stream()
                .filter(one -> one.doneNs().get() != 0)
                .mapToLong(one -> one.doneNs().get() - one.dueNs())
                .toArray();
        Arrays.sort(latencies);
        return latencies[(int) Math.min(latencies.length - 1, (long) (latencies.length * share))];
    }

    @Override
    public void close() {
        stopping = true;
    }
}
