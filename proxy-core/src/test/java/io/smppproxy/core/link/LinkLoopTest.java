package io.smppproxy.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smppproxy.codec.CommandId;
import io.smppproxy.core.admission.ContactCount;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.deliver.InboundRules;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.journal.JournalException;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.journal.RecordType;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Pressure;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.pdulog.PduTaps;
import io.smppproxy.core.submit.MessageEncoding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One link on one loop over a journal that watches, delays and fails: nothing leaves before the journal has it. */
class LinkLoopTest {
    /** Counts records by type; fails when told; in class POWER when told. */
    private static final class WatchedJournal implements JournalWriter {
        private final int[] appended = new int[8];
        private final int[] committed = new int[8];
        private long position;
        private volatile long written;
        private volatile long durable;
        private volatile boolean holdsBack;
        private volatile boolean fails;
        private volatile Runnable hook;

        @Override
        public synchronized long append(
                int recordType, long timestampMs, DirectBuffer source, int offset, int lengthBytes) {
            appended[recordType]++;
            position += lengthBytes;
            return position;
        }

        @Override
        public synchronized void commit() {
            if (fails) {
                throw new JournalException("the disk is gone");
            }
            System.arraycopy(appended, 0, committed, 0, appended.length);
            written = position;
            durable = holdsBack ? durable : written;
        }

        synchronized int committed(int recordType) {
            return committed[recordType];
        }

        /** What a sync does. */
        void makeDurable() {
            durable = written;
            hook.run();
        }

        @Override
        public long writtenPosition() {
            return written;
        }

        @Override
        public long durablePosition() {
            return durable;
        }

        @Override
        public void onDurable(Runnable newHook) {
            hook = newHook;
        }

        @Override
        public JournalException failure() {
            return null;
        }
    }

    /** Keeps replies, once it wants them. */
    private static final class Sink implements ReplySink {
        private final List<Reply> replies = new CopyOnWriteArrayList<>();
        private volatile boolean isFull;
        private volatile int refused;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // One loop offers.
        public boolean offer(Reply reply) {
            if (isFull) {
                refused++;
                return false;
            }
            replies.add(new Reply().copyOf(reply));
            return true;
        }

        @Override
        public boolean isCancelled(long handle) {
            return false;
        }
    }

    private final WatchedJournal journal = new WatchedJournal();
    private final Sink sink = new Sink();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Transport transport = Transport.best();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("link-loop-test", true), transport.ioHandlers());
    private final EventLoop eventLoop = (EventLoop) group.next();
    private final MessageEncoding encoding = new MessageEncoding();
    private RawSmsc smsc;
    private LinkGate gate;
    private LinkMetrics metrics;
    private int handles;

    private void start(RawSmsc.Script script) throws Exception {
        smsc = RawSmsc.start(0, script);
        LinkConfig config = CoreConfigs.link(101, smsc.port()).window(20).build();
        ReplySinks sinks = new ReplySinks();
        sinks.register(sink);
        IoLoop loop = new IoLoop(eventLoop, journal, sinks, PduTaps.none(), failure::set);
        eventLoop.execute(loop::start);
        gate = new LinkGate(config, new Lane(config.laneBytes(), loop::wakeUp));
        metrics = new LinkMetrics(101, "smsc");
        new Link(gate, metrics, loop, transport, (from, record, length) -> false, InboundRules.NO_ESMES).openLater();
        Await.until("bound", () -> gate.canSubmit());
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
        transport.close();
        smsc.close();
    }

    private void send(String text) {
        int handle = ++handles;
        Submission submission = TestEdge.message(101, "998901234567", text)
                .transactionId("t")
                .messageId(1, handle)
                .replyTo(0, handle);
        int parts = encoding.analyse(text, gate.config());
        int length = encoding.encode(submission, gate.config(), false, 0, new ContactCount(), 1, 1);
        assertEquals(Pressure.NONE, gate.offer(encoding.record(), 0, length, parts));
    }

    private void awaitReplies(int count) throws Exception {
        Await.until(count + " replies", () -> sink.replies.size() >= count);
    }

    @Test
    void shouldWriteNothingAndReplyNothingBeforeItIsJournaled() throws Exception {
        List<String> problems = new CopyOnWriteArrayList<>();
        start((connection, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM
                    && journal.committed(RecordType.INTENT) < smsc.count(CommandId.SUBMIT_SM)) {
                problems.add("a part came before its INTENT was committed");
            }
            connection.asUsual(pdu);
        });
        for (int i = 1; i <= 500; i++) {
            send("text " + i);
            if (i % 50 == 0) {
                awaitReplies(i - 20);
                int replies = sink.replies.size();
                assertTrue(journal.committed(RecordType.RESULT) >= replies);
            }
        }
        awaitReplies(500);
        assertEquals(List.of(), problems);
        assertEquals(500, journal.committed(RecordType.ACCEPT));
        assertEquals(500, journal.committed(RecordType.INTENT));
        assertEquals(500, journal.committed(RecordType.RESULT));
        assertEquals(0, gate.outstandingParts());
    }

    @Test
    void shouldHoldEverythingBackUntilTheDiskHasIt() throws Exception {
        start(RawSmsc.Connection::asUsual);
        journal.holdsBack = true;
        send("one");
        send("two");
        Await.equal("intents are written", 2, () -> journal.committed(RecordType.INTENT));
        eventLoop.submit(() -> {}).sync();
        assertEquals(0, smsc.count(CommandId.SUBMIT_SM));
        journal.makeDurable();
        Await.equal("the parts leave", 2, () -> smsc.count(CommandId.SUBMIT_SM));
        Await.equal("results are written", 2, () -> journal.committed(RecordType.RESULT));
        eventLoop.submit(() -> {}).sync();
        assertEquals(0, sink.replies.size());
        journal.makeDurable();
        awaitReplies(2);
    }

    @Test
    void shouldSendAndReplyNothingOnceTheJournalHasFailed() throws Exception {
        start(RawSmsc.Connection::asUsual);
        send("before");
        awaitReplies(1);
        journal.fails = true;
        send("after");
        Await.until("the failure is told", () -> failure.get() != null);
        send("much later");
        eventLoop.submit(() -> {}).sync();
        assertEquals("the disk is gone", failure.get().getMessage());
        assertEquals(1, sink.replies.size());
        assertEquals(List.of("before"), smsc.accepted);
        assertEquals(1, smsc.count(CommandId.SUBMIT_SM));
    }

    @Test
    void shouldReplyNothingWhenTheResultCannotBeJournaled() throws Exception {
        start((connection, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM) {
                journal.fails = true;
            }
            connection.asUsual(pdu);
        });
        send("taken by the SMSC");
        Await.until("the failure is told", () -> failure.get() != null);
        eventLoop.submit(() -> {}).sync();
        assertEquals(0, sink.replies.size());
        assertEquals(List.of("taken by the SMSC"), smsc.accepted);
    }

    @Test
    void shouldKeepRepliesForASinkThatIsFull() throws Exception {
        start(RawSmsc.Connection::asUsual);
        sink.isFull = true;
        for (int i = 0; i < 100; i++) {
            send("text " + i);
        }
        Await.until("all are answered by the SMSC", () -> gate.outstandingParts() == 0);
        Await.until("several attempts were refused", () -> sink.refused > 300);
        sink.isFull = false;
        awaitReplies(100);
        assertEquals(
                100, sink.replies.stream().mapToLong(Reply::handle).distinct().count());
    }

    @Test
    void shouldReadWhatLiesInTheSocketBeforeATimerCallsItMissing() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        start((connection, pdu) -> {
            if (pdu.commandId() == CommandId.SUBMIT_SM) {
                await(go);
            }
            connection.asUsual(pdu);
        });
        for (int i = 0; i < 10; i++) {
            send("text " + i);
        }
        Await.equal("the first has arrived", 1, () -> smsc.count(CommandId.SUBMIT_SM));
        // The loop stands still for longer than the response timer; the answers come meanwhile.
        eventLoop.execute(() -> {
            go.countDown();
            awaitAccepted(10);
            long untilNs = System.nanoTime() + 1_200_000_000L;
            while (System.nanoTime() - untilNs < 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        });
        awaitReplies(10);
        for (Reply reply : sink.replies) {
            assertEquals(ReplyOutcome.SUBMITTED, reply.outcome());
        }
        assertEquals(0, metrics.responseTimeouts.get());
        assertEquals(0, metrics.disconnects.get());
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void awaitAccepted(int count) {
        long untilNs = System.nanoTime() + 20_000_000_000L;
        while (smsc.accepted.size() < count && System.nanoTime() - untilNs < 0) {
            Thread.onSpinWait();
        }
    }
}
