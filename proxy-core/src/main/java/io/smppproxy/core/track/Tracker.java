package io.smppproxy.core.track;

import io.smppproxy.core.deliver.Deliveries;
import io.smppproxy.core.deliver.DeliveryLog;
import io.smppproxy.core.deliver.DeliveryMaker;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.journal.RecordLookup;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.MessageRecord;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that follows the journal and writes the maps. It answers questions about messages after it has applied everything
 * that was journaled before the question, so that a sender always finds what it was told.
 */
public final class Tracker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);
    private static final int BATCH = 256;
    private static final long HOUSEKEEPING_NS = 200_000_000L;
    private static final long CHECKPOINT_NS = 2_000_000_000L;
    private static final long DAY_MS = 24 * 3_600_000L;
    /** Caps and duplicate windows look back at most seven days. */
    private static final int CONTACT_DAYS = 8;

    private static final long MIN_IDLE_NS = 50_000L;
    private static final long MAX_IDLE_NS = 1_000_000L;

    private final TrackerContext context;
    private final TrackerMetrics metrics;
    private final ParkedReceipts parked;
    private final RecordLookup lookup;
    private final DeliveryLog deliveryLog;
    private final Deliveries deliveries;
    private final Projection projection;
    private final LaggingCursors cursors;
    private final StreamCursor[] readers;
    private final MpscUnboundedArrayQueue<Consumer<MessageLookup>> questions = new MpscUnboundedArrayQueue<>(1024);
    private final MessageLookup messageLookup;
    private final Consumer<Throwable> onFailure;
    private final Runnable outbox;
    private final Thread thread;
    private volatile boolean running = true;
    private long nextHousekeepingNs;
    private long nextCheckpointNs;
    private boolean behind;
    private int contactsForgottenOn;

    /**
     * @param outbox offers again what reply sinks had no room for; run now and then on the tracker's thread
     * @param onFailure told once if the tracker cannot go on
     */
    public Tracker(TrackerContext context, Runnable outbox, Consumer<Throwable> onFailure) {
        this.context = context;
        this.metrics = context.metrics();
        this.outbox = outbox;
        this.onFailure = onFailure;
        this.parked = new ParkedReceipts(
                context.receipts(),
                metrics,
                context.limits().maxParkedReceipts(),
                context.limits().parkedReceiptMs());
        this.lookup = new RecordLookup(context.journal());
        this.deliveryLog = new DeliveryLog(context.journal(), context.ownStream());
        this.deliveries = new Deliveries(
                deliveryLog,
                lookup,
                context.ownStream(),
                context.esmes(),
                context.limits().retentionMs());
        DeliveryMaker deliveryMaker = new DeliveryMaker(deliveryLog);
        MessageTable messages = new MessageTable(context);
        this.projection = new Projection(
                context,
                messages,
                new ReceiptMatching(context, messages, parked, deliveryMaker, lookup),
                deliveryMaker,
                deliveries);
        this.messageLookup = new MessageLookup(projection.open(), context.messages(), context.receipts());
        this.readers = new StreamCursor[context.journal().streamCount()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new StreamCursor(
                    i, context.journal().reader(i, context.checkpoints().appliedPosition(i)), projection);
        }
        this.cursors = new LaggingCursors(context, parked, deliveries);
        this.thread = new Thread(this::run, "tracker");
    }

    /** Applies what the maps lack; on the caller's thread, before {@link #start}. */
    public void recover() {
        new Recovery(context, projection, deliveryLog).replay(readers);
        context.bounds().refresh();
    }

    public void start() {
        thread.start();
    }

    /** Asks for a message of an app; any thread. The answer comes on the tracker's thread: null if the asker may not know of one. */
    public void query(long appId, EsmeMatcher esmes, long esme, long idHi, long idLo, Consumer<MessageInfo> answer) {
        ask(messages -> {
            MessageRecord found = messages.find(idHi, idLo);
            boolean known = found != null
                    && !found.isOfAccount()
                    && found.appId == appId
                    && esmes.matches(esme, found.esme, found.linkId);
            answer.accept(known ? MessageViews.of(found) : null);
        });
    }

    /** Lets someone look at messages once everything is applied that is journaled now; any thread. Runs on the tracker's thread. */
    public void ask(Consumer<MessageLookup> question) {
        questions.add(question);
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            long idleNs = MIN_IDLE_NS;
            while (running) {
                int work = applyAll() + answerQuestions();
                long nowNs = System.nanoTime();
                work += deliveries.step(System.currentTimeMillis(), nowNs);
                // What receipts have become, and what became of it: one write for all.
                deliveryLog.commit();
                if (nowNs - nextHousekeepingNs >= 0) {
                    nextHousekeepingNs = nowNs + HOUSEKEEPING_NS;
                    keepHouse(nowNs);
                } else if (behind) {
                    behind = cursors.step(System.currentTimeMillis());
                }
                work += behind ? 1 : 0;
                if (work > 0) {
                    idleNs = MIN_IDLE_NS;
                } else {
                    LockSupport.parkNanos(this, idleNs);
                    idleNs = Math.min(idleNs * 2, MAX_IDLE_NS);
                }
            }
            applyAll();
            answerQuestions();
            deliveries.step(System.currentTimeMillis(), System.nanoTime());
            deliveryLog.settle(readPositions());
        } catch (Throwable e) {
            LOG.error("the tracker cannot go on", e);
            onFailure.accept(e);
        }
    }

    private int applyAll() {
        int applied = 0;
        for (StreamCursor reader : readers) {
            int polled = reader.poll(BATCH);
            while (polled > 0) {
                applied += polled;
                polled = polled == BATCH ? reader.poll(BATCH) : 0;
            }
        }
        return applied;
    }

    private int answerQuestions() {
        int answered = 0;
        if (!questions.isEmpty()) {
            int asked = questions.size();
            applyAll();
            for (Consumer<MessageLookup> question = questions.poll();
                    question != null;
                    question = answered < asked ? questions.poll() : null) {
                question.accept(messageLookup);
                answered++;
            }
        }
        return answered;
    }

    private void keepHouse(long nowNs) {
        long nowMs = System.currentTimeMillis();
        parked.expire(nowMs);
        outbox.run();
        deliveries.tick(nowMs, nowNs);
        behind = cursors.step(nowMs);
        forgetContacts(nowMs);
        context.bounds().refresh();
        metrics.messages.set(context.messages().size());
        metrics.receiptEntries.set(context.receipts().size());
        metrics.contactEntries.set(context.contacts().size());
        metrics.journalBytes.set(context.journal().sizeBytes());
        long lag = 0;
        for (int i = 0; i < readers.length; i++) {
            lag += context.journal().writer(i).writtenPosition() - readers[i].position();
        }
        metrics.lagBytes.set(lag);
        if (nowNs - nextCheckpointNs >= 0) {
            nextCheckpointNs = nowNs + CHECKPOINT_NS;
            deliveryLog.settle(readPositions());
            context.checkpoints().save(appliedPositions());
        }
    }

    /** Once a day, and at the start. Days are UTC's here, so one more than the caps look at is kept. */
    private void forgetContacts(long nowMs) {
        int day = (int) Math.floorDiv(nowMs, DAY_MS);
        if (day != contactsForgottenOn) {
            contactsForgottenOn = day;
            context.contacts().forgetBefore(day - CONTACT_DAYS);
        }
    }

    /**
     * Where a replay must start to know everything again. Open messages are in memory only, so it may not pass the record that opened
     * the oldest of them; nor, in the tracker's own stream, the oldest delivery that is not done. Tracker only, or any thread after {@link #close}.
     */
    public long[] appliedPositions() {
        long[] positions = readPositions();
        projection.open().lowerTo(positions);
        parked.lowerTo(positions);
        int own = context.ownStream();
        positions[own] = Math.min(positions[own], Math.min(deliveryLog.settledAt(), deliveries.oldestPending()));
        return positions;
    }

    private long[] readPositions() {
        long[] positions = new long[readers.length];
        for (int i = 0; i < readers.length; i++) {
            positions[i] = readers[i].position();
        }
        return positions;
    }

    /** Its metrics and backlog are for any thread, the rest is not. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Applies what is journaled and ends the thread. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cursors.close();
        lookup.close();
        for (StreamCursor reader : readers) {
            reader.close();
        }
    }
}
