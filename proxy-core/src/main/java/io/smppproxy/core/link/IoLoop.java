package io.smppproxy.core.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.journal.JournalException;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.pdulog.PduTaps;
import io.smppproxy.core.session.BatchedOutput;
import io.smppproxy.core.session.FlushGate;
import io.smppproxy.core.session.OutgoingMessage;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One I/O loop's share of the proxy: its links, its ESMEs, its journal stream and the batch. Whatever a batch writes to sockets or replies to
 * edges is held until the journal has the records that it depends on: records are appended while the batch runs, written with one
 * write(2) at its end, and only then are sessions flushed and replies given (docs/guarantees.md).
 */
public final class IoLoop implements FlushGate {
    private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);
    private static final long TICK_MS = 10;
    /** No tick for so long means that the loop stood still. */
    private static final long PAUSE_NS = 500_000_000L;

    private static final long GRACE_NS = 200_000_000L;

    private final EventLoop eventLoop;
    private final JournalWriter journal;
    private final ReplySinks sinks;
    private final PduTaps pduTaps;
    private final Consumer<Throwable> onFailure;
    private final MessagePool pool = new MessagePool();
    private final MutableDirectBuffer scratch = new ExpandableArrayBuffer(1024);
    private final List<LoopMember> members = new ArrayList<>();
    private final ArrayList<BatchedOutput> toFlush = new ArrayList<>();
    private final ArrayList<OutgoingMessage> toReply = new ArrayList<>();
    private final ArrayDeque<OutgoingMessage> unreplied = new ArrayDeque<>();
    private final ArrayDeque<Gated> gated = new ArrayDeque<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final Runnable drainTask = this::drainLanes;
    private final Reply reply = new Reply();
    private long nextOrdinal;
    private boolean appended;
    private boolean failed;
    private long lastTickNs = System.nanoTime();
    private long timersFromNs = lastTickNs;

    /** What waits for the journal's durable position (class POWER only): octets of a session, or a reply. */
    private record Gated(long position, BatchedOutput session, ByteBuf octets, OutgoingMessage message) {}

    public IoLoop(
            EventLoop eventLoop,
            JournalWriter journal,
            ReplySinks sinks,
            PduTaps pduTaps,
            Consumer<Throwable> onFailure) {
        this.eventLoop = eventLoop;
        this.journal = journal;
        this.sinks = sinks;
        this.pduTaps = pduTaps;
        this.onFailure = onFailure;
        journal.onDurable(() -> eventLoop.execute(this::releaseGated));
    }

    /** Called once, before any link is opened. */
    public void start() {
        eventLoop.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** Asks the loop to look at its lanes; any thread. While a drain is already asked for this costs a fence and a read. */
    public void wakeUp() {
        // The offered record must be visible before the flag is read: a drain clears the flag first and then looks at
        // the lane.
        VarHandle.fullFence();
        if (!drainScheduled.get() && !drainScheduled.getAndSet(true)) {
            try {
                eventLoop.execute(drainTask);
            } catch (RejectedExecutionException e) {
                // The loop has ended, and with it everybody who waits for what it was to look at.
            }
        }
    }

    /** Loop only. */
    public void add(LoopMember member) {
        members.add(member);
    }

    /** Soon: it may be the member itself that asks, in its timer. Loop only. */
    void remove(LoopMember member) {
        eventLoop.execute(() -> members.remove(member));
    }

    /** For PDU logs of this loop's connections; loop only. */
    public PduTaps pduTaps() {
        return pduTaps;
    }

    ReplySinks sinks() {
        return sinks;
    }

    MessagePool pool() {
        return pool;
    }

    long takeOrdinal() {
        return nextOrdinal++;
    }

    /** Where a record's payload is put together before {@link #append}. */
    MutableDirectBuffer scratch() {
        return scratch;
    }

    /** Appends what {@link #scratch} holds. */
    void append(int recordType, int lengthBytes) {
        append(recordType, scratch, 0, lengthBytes);
    }

    void append(int recordType, org.agrona.DirectBuffer source, int offset, int lengthBytes) {
        if (failed) {
            return;
        }
        try {
            journal.append(recordType, System.currentTimeMillis(), source, offset, lengthBytes);
            appended = true;
        } catch (JournalException e) {
            fail(e);
        }
    }

    @Override
    public void flushLater(BatchedOutput session) {
        if (session.markFlushPending()) {
            toFlush.add(session);
        }
    }

    /** Every part is settled: the reply goes out once the journal has its last record. */
    void complete(OutgoingMessage message) {
        toReply.add(message);
    }

    private void drainLanes() {
        drainScheduled.set(false);
        long nowNs = System.nanoTime();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).pump(nowNs);
        }
        endBatch();
    }

    private void tick() {
        long nowNs = System.nanoTime();
        if (isBackFromAPause(nowNs)) {
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            try {
                members.get(i).tick(nowNs);
            } catch (RuntimeException e) {
                // The timer must go on for the others, whatever is wrong with this one.
                LOG.error("{}: an internal error in its timer", members.get(i), e);
            }
        }
        for (int i = unreplied.size(); i > 0; i--) {
            reply(unreplied.poll());
        }
        endBatch();
    }

    /**
     * After the process or its loop stood still, answers may lie unread in the sockets: they are read before any timer may call them
     * missing.
     */
    private boolean isBackFromAPause(long nowNs) {
        if (nowNs - lastTickNs > PAUSE_NS) {
            timersFromNs = nowNs + GRACE_NS;
        }
        lastTickNs = nowNs;
        return nowNs - timersFromNs < 0;
    }

    /** Commits what the batch appended, then lets out what depends on it. */
    public void endBatch() {
        if (appended && !failed) {
            appended = false;
            try {
                journal.commit();
            } catch (JournalException e) {
                fail(e);
            }
        }
        if (failed) {
            dropBatch();
            return;
        }
        long position = journal.writtenPosition();
        if (gated.isEmpty() && journal.durablePosition() >= position) {
            letOut();
        } else {
            gate(position);
        }
    }

    private void letOut() {
        for (int i = 0; i < toFlush.size(); i++) {
            BatchedOutput session = toFlush.get(i);
            ByteBuf octets = session.takeOutput();
            if (octets != null) {
                session.flush(octets);
            }
        }
        toFlush.clear();
        for (int i = 0; i < toReply.size(); i++) {
            reply(toReply.get(i));
        }
        toReply.clear();
    }

    private void gate(long position) {
        for (BatchedOutput session : toFlush) {
            ByteBuf octets = session.takeOutput();
            if (octets != null) {
                gated.add(new Gated(position, session, octets, null));
            }
        }
        toFlush.clear();
        for (OutgoingMessage message : toReply) {
            gated.add(new Gated(position, null, null, message));
        }
        toReply.clear();
    }

    private void releaseGated() {
        if (journal.failure() != null) {
            fail(journal.failure());
        }
        long durable = journal.durablePosition();
        for (Gated next = gated.peek(); next != null && (failed || next.position <= durable); next = gated.peek()) {
            gated.poll();
            if (next.message != null) {
                if (!failed) {
                    reply(next.message);
                }
            } else if (failed) {
                next.octets.release();
            } else {
                next.session.flush(next.octets);
            }
        }
    }

    private void reply(OutgoingMessage message) {
        message.fill(reply);
        if (sinks.get(message.sinkId()).offer(reply)) {
            pool.giveBack(message);
        } else {
            unreplied.add(message);
        }
    }

    /** Nothing may be acknowledged any more: what is not in the journal did not happen. */
    private void fail(Throwable cause) {
        if (!failed) {
            failed = true;
            onFailure.accept(cause);
        }
    }

    private void dropBatch() {
        for (BatchedOutput session : toFlush) {
            ByteBuf octets = session.takeOutput();
            if (octets != null) {
                octets.release();
            }
        }
        toFlush.clear();
        toReply.clear();
    }

    /** True while something waits for the journal or for room at an edge; owning loop only. */
    boolean hasPendingOutput() {
        return !gated.isEmpty() || !unreplied.isEmpty() || !toReply.isEmpty();
    }
}
