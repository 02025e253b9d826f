package io.smppproxy.core.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A core that does as the test says. Replies come from its own thread, as an I/O loop's would. */
public final class FakeCore implements SubmitPort, QueryPort, AutoCloseable {
    public static final long LINK_ID = 1000;
    public static final long ID_HI = 0xA1B2C3D4E5F67890L;

    /** What was submitted, in order, copied. */
    public final LinkedBlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();

    public final AtomicInteger attempts = new AtomicInteger();
    public final Map<Long, LinkInfo> links = new ConcurrentHashMap<>();
    public volatile Function<Submission, Verdict> verdict = submission -> Verdict.ACCEPTED;
    /** Null: the test answers. */
    public volatile Consumer<Accepted> autoReply;

    public volatile Function<QueryKey, MessageInfo> messages = key -> null;

    private final List<ReplySink> sinks = new CopyOnWriteArrayList<>();
    private final ExecutorService loop = Executors.newSingleThreadExecutor(task -> new Thread(task, "fake-io"));
    private final Reply reply = new Reply();
    private final AtomicInteger sequence = new AtomicInteger();

    public record QueryKey(long appId, long esme, long hi, long lo) {}

    public record Accepted(
            int sinkId,
            long handle,
            long idLo,
            String transactionId,
            long deadlineNs,
            String text,
            String daddr,
            int dton,
            int dnpi,
            String strategy) {}

    @Override
    public int register(ReplySink sink) {
        sinks.add(sink);
        return sinks.size() - 1;
    }

    @Override
    public Verdict submit(Submission submission) {
        attempts.incrementAndGet();
        Verdict answer = verdict.apply(submission);
        if (answer != Verdict.ACCEPTED) {
            return answer;
        }
        if (submission.transactionId().isEmpty()) {
            submission.transactionId("generated");
        }
        long idLo = sequence.incrementAndGet();
        submission.messageId(ID_HI, idLo).linkId(LINK_ID);
        Accepted copy = new Accepted(
                submission.sinkId(),
                submission.handle(),
                idLo,
                submission.transactionId(),
                submission.deadlineNs(),
                submission.text(),
                submission.destAddr(),
                submission.destTon(),
                submission.destNpi(),
                submission.strategy());
        Consumer<Accepted> auto = autoReply;
        if (auto == null) {
            accepted.add(copy);
        } else {
            loop.execute(() -> auto.accept(copy));
        }
        return Verdict.ACCEPTED;
    }

    @Override
    public void messageInfo(long appId, long esme, long hi, long lo, Consumer<MessageInfo> answer) {
        loop.execute(() -> answer.accept(messages.apply(new QueryKey(appId, esme, hi, lo))));
    }

    @Override
    public LinkInfo linkInfo(long esme) {
        return links.get(esme);
    }

    public Accepted next() throws InterruptedException {
        Accepted next = accepted.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was submitted within 10 s");
        }
        return next;
    }

    public boolean isCancelled(Accepted message) {
        return sinks.get(message.sinkId()).isCancelled(message.handle());
    }

    /** Answers SUBMITTED with these ids; any thread. */
    public void submitted(Accepted message, String... ids) {
        loop.execute(() -> submittedNow(message, ids));
    }

    /** As {@link #submitted}, on the core's thread. */
    public void submittedNow(Accepted message, String... ids) {
        reply.begin(message.handle(), ID_HI, message.idLo(), LINK_ID, ReplyOutcome.SUBMITTED);
        for (String id : ids) {
            byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
            reply.addSmscId(octets, 0, octets.length);
        }
        offer(message.sinkId());
    }

    public void reply(Accepted message, ReplyOutcome outcome, NotSentCause cause, int commandStatus) {
        loop.execute(() -> {
            reply.begin(message.handle(), ID_HI, message.idLo(), LINK_ID, outcome)
                    .cause(cause)
                    .commandStatus(commandStatus);
            offer(message.sinkId());
        });
    }

    private void offer(int sinkId) {
        while (!sinks.get(sinkId).offer(reply)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        loop.shutdownNow();
    }
}
