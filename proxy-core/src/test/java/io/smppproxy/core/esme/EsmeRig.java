package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.account.Accounts;
import io.smppproxy.core.account.Authenticator;
import io.smppproxy.core.account.PasswordHash;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfigBuilder;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.EsmeServerConfigBuilder;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.journal.JournalException;
import io.smppproxy.core.journal.JournalWriter;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.link.Transport;
import io.smppproxy.core.metrics.Counter;
import io.smppproxy.core.metrics.EsmeMetrics;
import io.smppproxy.core.pdulog.PduTaps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/** A server for ESMEs with no core behind it: what its sessions ask is answered by a script. */
final class EsmeRig implements AutoCloseable {
    static final String PASSWORD = "secret08";
    /** The same for all accounts, because hashing takes time. */
    static final String HASH = PasswordHash.make(PASSWORD, PasswordHash.MIN_ITERATIONS);

    /** A request that has reached the handler. */
    record Request(EsmeSession session, int commandId, int sequence, String hex) {}

    /** What the handler does with a request, on the loop. */
    interface Script {
        void onRequest(Request request);
    }

    /** A response to one of our requests. */
    record Response(EsmeSession session, int commandId, int status, int sequence) {}

    final MultiThreadIoEventLoopGroup group;
    final List<EsmeLoop> loops = new ArrayList<>();
    final EsmeDirectory directory = new EsmeDirectory();
    final SmppServer server;
    final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<Response> responses = new LinkedBlockingQueue<>();
    final BlockingQueue<EsmeSession> closed = new LinkedBlockingQueue<>();
    private final Transport transport = Transport.best();
    private volatile Script script = EsmeRig::accept;

    private EsmeRig(
            EsmeServerConfig config,
            List<AccountConfig> accounts,
            Function<EsmeServerConfig, EsmeDeliveryHandler> deliveries)
            throws IOException {
        group = new MultiThreadIoEventLoopGroup(2, new DefaultThreadFactory("io", true), transport.ioHandlers());
        Authenticator authenticator = new Authenticator(new Accounts(accounts), config.verifierThreads(), 1_000);
        EsmeContext context = new EsmeContext(config, authenticator, directory, new ReplySinks());
        for (int i = 0; i < 2; i++) {
            IoLoop ioLoop =
                    new IoLoop((EventLoop) group.next(), new NoJournal(), new ReplySinks(), PduTaps.none(), e -> {});
            ioLoop.eventLoop().execute(ioLoop::start);
            EsmeLoop loop = new EsmeLoop(i, ioLoop, context);
            loop.start(new Requests(), deliveries == null ? new Deliveries() : deliveries.apply(config));
            loops.add(loop);
        }
        server = new SmppServer(context, group, loops, transport);
        server.listen();
    }

    /** One account, "esme"; the server answers refusals at once. */
    static EsmeRig start() throws IOException {
        return start(server -> server, account -> account);
    }

    static EsmeRig start(UnaryOperator<EsmeServerConfigBuilder> server, UnaryOperator<AccountConfigBuilder> account)
            throws IOException {
        return start(server, account(1, "esme", account));
    }

    static EsmeRig start(UnaryOperator<EsmeServerConfigBuilder> server, AccountConfig... accounts) throws IOException {
        return start(null, server, accounts);
    }

    /** @param deliveries makes a handler for each loop; null for one that only sends */
    static EsmeRig start(
            Function<EsmeServerConfig, EsmeDeliveryHandler> deliveries,
            UnaryOperator<EsmeServerConfigBuilder> server,
            AccountConfig... accounts)
            throws IOException {
        EsmeServerConfigBuilder builder = EsmeServerConfig.builder()
                .address("127.0.0.1", 0)
                .refusalDelayMs(0)
                .rings(256 * 1024, 64 * 1024);
        return new EsmeRig(server.apply(builder).build(), List.of(accounts), deliveries);
    }

    static AccountConfig account(long id, String systemId, UnaryOperator<AccountConfigBuilder> change) {
        return change.apply(AccountConfig.builder(id, systemId).passwordHash(HASH))
                .build();
    }

    static AccountConfig account(long id, String systemId) {
        return account(id, systemId, account -> account);
    }

    RawEsme connect() throws IOException {
        return new RawEsme(server.port());
    }

    /** An ESME that has bound as "esme". */
    RawEsme bound(int commandId) throws IOException {
        RawEsme esme = connect();
        RawEsme.Pdu answer = esme.bind(commandId, "esme", PASSWORD);
        if (answer.status() != 0) {
            throw new IllegalStateException("bind: " + CommandStatus.name(answer.status()));
        }
        return esme;
    }

    void script(Script next) {
        script = next;
    }

    /** Answers with ESME_ROK and the id "m" and the sequence_number. */
    static void accept(Request request) {
        byte[] id = ("m" + request.sequence()).getBytes(StandardCharsets.US_ASCII);
        request.session()
                .respond(
                        CommandId.responseOf(request.commandId()),
                        CommandStatus.ESME_ROK,
                        request.sequence(),
                        id,
                        0,
                        id.length);
    }

    /** Answers a request that the script has left, as {@link #accept}. */
    void acceptLater(Request request) {
        onLoop(request.session(), () -> accept(request));
    }

    void onLoop(EsmeSession session, Runnable action) {
        IoLoop ioLoop = session.loop().ioLoop();
        ioLoop.eventLoop().execute(() -> {
            action.run();
            ioLoop.endBatch();
        });
    }

    Request awaitRequest() throws InterruptedException {
        Request request = requests.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request has come");
        }
        return request;
    }

    /** The sum over the loops. */
    long count(Function<EsmeMetrics, Counter> counter) {
        return server.metrics().stream()
                .mapToLong(metrics -> counter.apply(metrics).get())
                .sum();
    }

    void awaitCount(String what, long expected, Function<EsmeMetrics, Counter> counter) throws Exception {
        Await.equal(what, expected, () -> count(counter));
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        transport.close();
    }

    private final class Requests implements EsmeRequestHandler {
        @Override
        public void onRequest(
                EsmeSession session, ByteBuf buf, int offset, int lengthBytes, int commandId, int sequence) {
            Request request = new Request(session, commandId, sequence, ByteBufUtil.hexDump(buf, offset, lengthBytes));
            requests.add(request);
            script.onRequest(request);
        }

        @Override
        public void onReply(Reply reply) {
            throw new IllegalStateException("nothing was handed to a link");
        }
    }

    private final class Deliveries implements EsmeDeliveryHandler {
        @Override
        public void onDelivery(
                EsmeSession session, long sessionId, long deliveryPosition, DirectBuffer pdu, int offset, int length) {
            if (session != null) {
                session.send(pdu, offset, length);
            }
        }

        @Override
        public void onResponse(EsmeSession session, int commandId, int commandStatus, int sequence) {
            responses.add(new Response(session, commandId, commandStatus, sequence));
            if (commandId != CommandId.GENERIC_NACK && session.gate() != null) {
                session.gate().giveBackCredit();
            }
        }

        @Override
        public void onTick(EsmeSession session, long nowNs) {
            // No timers.
        }

        @Override
        public void onClosed(EsmeSession session) {
            closed.add(session);
        }
    }

    /** Everything is durable as soon as it is written. */
    private static final class NoJournal implements JournalWriter {
        @Override
        public long append(int recordType, long timestampMs, DirectBuffer source, int offset, int lengthBytes) {
            return 0;
        }

        @Override
        public void commit() {
            // Nothing is kept.
        }

        @Override
        public long writtenPosition() {
            return 0;
        }

        @Override
        public long durablePosition() {
            return 0;
        }

        @Override
        public void onDurable(Runnable hook) {
            // Never later.
        }

        @Override
        public JournalException failure() {
            return null;
        }
    }
}
