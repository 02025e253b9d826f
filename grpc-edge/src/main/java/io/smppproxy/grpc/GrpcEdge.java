package io.smppproxy.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.FastThreadLocalThread;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gRPC edge: a listening port, its event loops and the services on it. Methods are for any thread, start and stop for one. */
public final class GrpcEdge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GrpcEdge.class);
    private static final long LAST_WORDS_MS = 1000;

    private final GrpcEdgeConfig config;
    private final EventLoopGroup group;
    private final List<GrpcLoop> loops = new ArrayList<>();
    private final HealthStatusManager health = new HealthStatusManager();
    private final AtomicBoolean isDraining = new AtomicBoolean();
    private final AtomicInteger openConnections = new AtomicInteger();
    private final LongAdder refusedConnections = new LongAdder();
    private final Server server;

    /**
     * Registers the edge with the core; nothing listens yet.
     *
     * @param wallClockMs Unix milliseconds, for the tokens' expiry
     * @throws IllegalArgumentException if the certificate or key cannot be read
     */
    public GrpcEdge(
            GrpcEdgeConfig config,
            TokenVerifier verifier,
            SubmitPort submitPort,
            QueryPort queryPort,
            LongSupplier wallClockMs) {
        this.config = config;
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory ioHandlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(config.loops(), threads(), ioHandlers);
        for (int i = 0; i < config.loops(); i++) {
            loops.add(new GrpcLoop(group.next(), config, submitPort, wallClockMs));
        }
        try {
            this.server = newServer(epoll, verifier, queryPort);
        } catch (RuntimeException e) {
            endLoops();
            throw e;
        }
        health.setStatus(SmsServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }

    private Server newServer(boolean epoll, TokenVerifier verifier, QueryPort queryPort) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group)
                .channelFactory(() -> listener(epoll))
                // Calls run on their connection's event loop: submitting never blocks, so a hand-over would only cost.
                .directExecutor()
                .maxInboundMessageSize(GrpcEdgeConfig.HARD_MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(config.maxMetadataBytes())
                .maxConcurrentCallsPerConnection(config.maxCallsPerConnection())
                .maxRstFramesPerWindow(config.maxRstFrames(), config.rstWindowSeconds())
                // A fixed window also switches off its growth by measured bandwidth, so that unread bytes are bounded.
                .flowControlWindow(config.flowControlWindowBytes())
                .permitKeepAliveTime(config.permitKeepAliveMs(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(config.keepAliveMs(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .maxConnectionAge(config.maxConnectionAgeMs(), TimeUnit.MILLISECONDS)
                .maxConnectionAgeGrace(config.maxConnectionAgeGraceMs(), TimeUnit.MILLISECONDS)
                .addService(ServerInterceptors.intercept(
                        SmsServiceBinding.create(queryPort, config.maxRequestBytes()), new AuthInterceptor(verifier)))
                .addService(health.getHealthService());
        if (config.tlsCertificate() != null) {
            try {
                builder.useTransportSecurity(
                        config.tlsCertificate().toFile(), config.tlsKey().toFile());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "TLS: " + config.tlsCertificate() + ", " + config.tlsKey()
                                + " (expected: PEM files with a certificate chain and its PKCS #8 key)",
                        e);
            }
        }
        if (config.reflection()) {
            builder.addService(ProtoReflectionServiceV1.newInstance()).addService(oldReflection());
        }
        return builder.build();
    }

    /** @throws IOException if the port cannot be listened on */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(config.host() + ":" + config.port() + ": cannot listen", e);
        }
        log.info("gRPC on {}:{}{}", config.host(), port(), config.tlsCertificate() == null ? "" : " (TLS)");
    }

    /** The port that is listened on. */
    public int port() {
        return server.getPort();
    }

    /**
     * Health says NOT_SERVING, new calls are refused with UNAVAILABLE, streams are read no further and end when what they sent is
     * answered. The core has to go on answering.
     *
     * @return completed when the last call has ended
     */
    public CompletableFuture<Void> startDrain() {
        // The health service complains, with a stack trace, when it is told twice.
        if (isDraining.compareAndSet(false, true)) {
            health.enterTerminalState();
        }
        return CompletableFuture.allOf(loops.stream().map(GrpcLoop::startDrain).toArray(CompletableFuture[]::new));
    }

    /**
     * Drains, then stops listening and ends the loops.
     *
     * @param timeoutMs how long calls may take; those that take longer are cut off
     * @return true if every call had ended by then
     */
    public boolean stop(long timeoutMs) throws InterruptedException {
        boolean drained = true;
        try {
            startDrain().get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            drained = false;
            loops.forEach(GrpcLoop::cutOff);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        server.shutdown();
        if (!server.awaitTermination(LAST_WORDS_MS, TimeUnit.MILLISECONDS)) {
            server.shutdownNow();
            server.awaitTermination(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        }
        endLoops().await(2 * LAST_WORDS_MS);
        loops.forEach(GrpcLoop::ended);
        return drained;
    }

    /** Stops at once. */
    @Override
    public void close() {
        try {
            stop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Submissions that got this verdict so far; the same message counts again with each attempt. */
    public long count(Verdict verdict) {
        return sum(counters -> counters.of(verdict).get());
    }

    /** Replies of this outcome so far. */
    public long count(ReplyOutcome outcome) {
        return sum(counters -> counters.of(outcome).get());
    }

    /** Replies whose call had ended before. */
    public long lateReplies() {
        return sum(counters -> counters.lateReplies.get());
    }

    /** SendMessage and SendMessageStream calls that are open now. */
    public long openCalls() {
        return sum(counters -> counters.openCalls.get());
    }

    /** Messages without an answer, as of the last batch of replies. */
    public long inFlight() {
        return sum(counters -> counters.inFlight.get());
    }

    public int openConnections() {
        return openConnections.get();
    }

    /** Connections that were closed because there were too many. */
    public long refusedConnections() {
        return refusedConnections.sum();
    }

    private long sum(ToLongFunction<LoopCounters> value) {
        long sum = 0;
        for (GrpcLoop loop : loops) {
            sum += value.applyAsLong(loop.counters());
        }
        return sum;
    }

    private Future<?> endLoops() {
        return group.shutdownGracefully(0, LAST_WORDS_MS, TimeUnit.MILLISECONDS);
    }

    private ServerChannel listener(boolean epoll) {
        ServerChannel channel = epoll ? new EpollServerSocketChannel() : new NioServerSocketChannel();
        channel.pipeline().addLast(new ConnectionLimiter(config.maxConnections(), openConnections, refusedConnections));
        return channel;
    }

    private static ThreadFactory threads() {
        AtomicInteger next = new AtomicInteger();
        return task -> new FastThreadLocalThread(task, "grpc-" + next.getAndIncrement());
    }

    @SuppressWarnings("deprecation") // grpcurl and others still ask for v1alpha
    private static BindableService oldReflection() {
        return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
    }
}
