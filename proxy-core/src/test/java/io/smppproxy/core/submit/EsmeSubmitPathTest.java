package io.smppproxy.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.DataSmEncoder;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.DestinationDigest;
import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.InProcessRateLimiterL2;
import io.smppproxy.core.admission.NodeSecret;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.deliver.Backlog;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.core.journal.FileJournal;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.lane.Lane;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.session.OutgoingMessage;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.Stores;
import io.smppproxy.core.track.AcceptFlyweight;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.ControlledMessageHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an ESME's message into a lane: what lies there, what is counted, and that it costs no allocation. */
class EsmeSubmitPathTest {
    private static final int MESSAGES = 20_000;
    private static final long POOL = 900;

    @TempDir
    Path dir;

    private final LinkGate first = gate(101, RateLimit.UNLIMITED);
    private final LinkGate second = gate(102, RateLimit.UNLIMITED);
    private final LinkGate limited = gate(103, new RateLimit(1, 1));
    private final IdempotencyRegistry inProgress = new IdempotencyRegistry();
    private final AccountConfig account = AccountConfig.builder(7, "acme")
            .allowedSenders(List.of("4911", "BRAND*"))
            .build();
    private final EsmeSubmission submission = new EsmeSubmission();
    private final OutgoingMessage taken = new OutgoingMessage();
    private final ControlledMessageHandler intoMessage = (type, buffer, index, length) -> {
        taken.load(buffer, index, length);
        return ControlledMessageHandler.Action.COMMIT;
    };
    private Journal journal;
    private Stores stores;
    private EsmeSubmitPath path;

    private static LinkGate gate(long id, RateLimit limit) {
        LinkGate gate = new LinkGate(
                LinkConfig.builder(id, "smsc-" + id).rateLimit(limit).build(), new Lane(Lane.MIN_BYTES, () -> {}));
        gate.publishBinds(1, 100);
        return gate;
    }

    @BeforeEach
    void open() throws Exception {
        journal = FileJournal.open(dir.resolve("journal"), 1, DurabilityClass.PROCESS, 1 << 20, 1 << 22);
        stores = Stores.open(dir.resolve("maps"), 1_000, 1_000, journal);
        PoolConfig pool =
                new PoolConfig(POOL, "pool", List.of(new PoolConfig.Member(101, 1), new PoolConfig.Member(102, 1)));
        RouteTable routes = new RouteTable(
                List.of(first, second, limited),
                List.of(pool),
                List.of(
                        new RouteConfig(Set.of(), List.of("998"), "", 101),
                        new RouteConfig(Set.of(7L), List.of("7"), "BRAND*", POOL),
                        new RouteConfig(Set.of(), List.of("1"), "", 103)));
        ContactPolicy contactPolicy = new ContactPolicy(
                List.of(), stores.contacts(), NodeSecret.open(dir), ZoneOffset.UTC, System::currentTimeMillis);
        Admission admission = new Admission(null, null, contactPolicy);
        SubmitContext context = new SubmitContext(
                () -> admission,
                null,
                inProgress,
                stores.messages(),
                stores.bounds(),
                journal,
                new InProcessRateLimiterL2(List.of(), 0),
                () -> routes,
                new ReplySinks(),
                (sink, reply) -> {},
                new Backlog(),
                1_000_000);
        path = new EsmeSubmitPath(context, new Intake(context), 5);
    }

    @AfterEach
    void close() {
        stores.close();
        journal.close();
    }

    private static SmEncoder submitSm(String dest) {
        byte[] text = "Ihr Code lautet 123456".getBytes(StandardCharsets.US_ASCII);
        return new SmEncoder()
                .sourceAddr(5, 0, "BRAND")
                .destinationAddr(1, 1, dest)
                .registeredDelivery(0x11)
                .shortMessage(text, 0, text.length);
    }

    private static ByteBuf pdu(SmEncoder encoder) {
        ByteBuf out = Unpooled.buffer();
        encoder.sequenceNumber(77).encode(out);
        return out;
    }

    private static SmFlyweight read(SmEncoder encoder) {
        ByteBuf out = pdu(encoder);
        return new SmFlyweight().wrap(out, 0, out.readableBytes());
    }

    private int submit(MessageFlyweight message) {
        return path.submit(submission.begin(message, account, false, 42));
    }

    @Test
    void shouldPutEverythingIntoTheLane() {
        SmFlyweight message = read(submitSm("+998901234567"));
        assertEquals(CommandStatus.ESME_ROK, submit(message));
        assertEquals(1, first.lane().take(intoMessage));
        assertEquals(42, taken.handle());
        assertEquals(5, taken.sinkId());
        assertTrue(taken.passesAnswers());
        long leftMs = (taken.deadlineNs() - System.nanoTime()) / 1_000_000;
        assertTrue(leftMs > 5_000 && leftMs <= 10_000, leftMs + " ms");
        int accept = LaneRecord.ACCEPT_OFFSET;
        assertEquals(7, AcceptFlyweight.appId(taken.buffer(), accept));
        assertEquals(101, AcceptFlyweight.esme(taken.buffer(), accept));
        assertEquals(101, AcceptFlyweight.linkId(taken.buffer(), accept));
        assertEquals(0, AcceptFlyweight.taskId(taken.buffer(), accept));
        assertEquals(0, AcceptFlyweight.transactionIdLength(taken.buffer(), accept));
        assertEquals(MessageRecord.accountFlags(0x11, false), AcceptFlyweight.flags(taken.buffer(), accept));
        assertEquals(
                EsmeSubmission.sourceDigest(message.buffer(), message.sourceAddrOffset(), message.sourceAddrLength()),
                AcceptFlyweight.bodyDigest(taken.buffer(), accept));
        assertEquals(
                DestinationDigest.of("998901234567"),
                AcceptFlyweight.destinationDigest(taken.buffer(), accept, taken.acceptLength()));
        assertEquals(1, inProgress.size());
        assertEquals(1, first.outstandingParts());
    }

    @Test
    void shouldCarryAGroupsIdAndWhatIsTold() {
        submission.begin(read(submitSm("998901234567")), account, true, 42).id(11, 12, "0123abcd");
        assertEquals(CommandStatus.ESME_ROK, path.submit(submission));
        assertEquals(1, first.lane().take(intoMessage));
        int accept = LaneRecord.ACCEPT_OFFSET;
        assertEquals(11, taken.idHi());
        assertEquals(12, taken.idLo());
        byte[] told = new byte[AcceptFlyweight.transactionIdLength(taken.buffer(), accept)];
        taken.buffer().getBytes(AcceptFlyweight.transactionIdOffset(accept), told);
        assertEquals("0123abcd", new String(told, StandardCharsets.US_ASCII));
        assertEquals(MessageRecord.accountFlags(0x11, true), AcceptFlyweight.flags(taken.buffer(), accept));
    }

    @Test
    void shouldLeaveNothingBehindWhenItRefuses() {
        assertEquals(CommandStatus.ESME_RINVDSTADR, submit(read(submitSm("5"))));
        assertEquals(CommandStatus.ESME_RINVSRCADR, submit(read(submitSm("998").sourceAddr(1, 1, "4912"))));
        assertEquals(CommandStatus.ESME_ROK, submit(read(submitSm("1"))));
        for (int i = 0; i < 100; i++) {
            assertEquals(CommandStatus.ESME_RTHROTTLED, submit(read(submitSm("1"))));
        }
        assertEquals(1, inProgress.size());
        assertEquals(1, limited.outstandingParts());
    }

    @Test
    void shouldThrottleWhenTheLaneIsFull() {
        SmFlyweight message = read(submitSm("998").messagePayload(new byte[60_000], 0, 60_000));
        int accepted = 0;
        while (submit(message) == CommandStatus.ESME_ROK) {
            accepted++;
        }
        assertTrue(accepted > 10, accepted + " accepted");
        assertEquals(CommandStatus.ESME_RTHROTTLED, submit(message));
        assertEquals(accepted, inProgress.size());
        assertEquals(accepted, first.outstandingParts());
        first.publishBinds(0, 0);
        assertEquals(CommandStatus.ESME_RMSGQFUL, submit(message));
    }

    @Test
    void shouldNotAllocate() {
        byte[] part = {5, 0, 3, 1, 2, 1, 'x'};
        ByteBuf plain = pdu(submitSm("998901234567"));
        ByteBuf ofSeveral = pdu(submitSm("79001234567").esmClass(0x40).shortMessage(part, 0, 7));
        ByteBuf sar = pdu(submitSm("79001234567")
                .tlvShort(TlvTag.SAR_MSG_REF_NUM, 7)
                .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, 2)
                .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, 1));
        ByteBuf data = Unpooled.buffer();
        new DataSmEncoder()
                .sourceAddr(5, 0, "BRAND")
                .destinationAddr(1, 1, "998901234567")
                .messagePayload(new byte[200], 0, 200)
                .encode(data);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(plain, ofSeveral, sar, data);
        run(plain, ofSeveral, sar, data);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(plain, ofSeveral, sar, data);
        long perMessage = (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
        assertTrue(perMessage <= 1, perMessage + " octets per message");
    }

    private void run(ByteBuf... pdus) {
        SmFlyweight sm = new SmFlyweight();
        DataSmFlyweight dataSm = new DataSmFlyweight();
        for (int i = 0; i < MESSAGES; i++) {
            ByteBuf pdu = pdus[i % pdus.length];
            int length = pdu.readableBytes();
            boolean isData = pdu.getInt(4) == CommandId.DATA_SM;
            MessageFlyweight message = isData ? dataSm.wrap(pdu, 0, length) : sm.wrap(pdu, 0, length);
            if (submit(message) != CommandStatus.ESME_ROK) {
                throw new AssertionError("refused");
            }
            LinkGate gate = first.lane().take(intoMessage) > 0 ? first : second;
            if (gate == second) {
                second.lane().take(intoMessage);
            }
            gate.settled(1);
            inProgress.abort(taken.idHi(), taken.idLo(), null);
        }
    }
}
