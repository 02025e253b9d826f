package io.smppproxy.simulator.esme;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.smppproxy.codec.CommandId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated ESMEs: they bind, send, count answers and receipts, and unbind. {@link #run} does it all; its steps can be had
 * one by one. Thread safe, but only one thread should take the steps.
 */
public final class EsmeSimulator implements AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(EsmeSimulator.class);

    private static final long POLL_NS = 1_000_000;
    private static final Duration UNBIND_TIMEOUT = Duration.ofSeconds(5);

    private final EsmeShared shared;
    private final MultiThreadIoEventLoopGroup group;
    private final List<EsmeLoop> loops = new ArrayList<>();
    private final Class<? extends Channel> channelType;

    private EsmeSimulator(EsmeConfig config) {
        shared = new EsmeShared(config);
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        group = new MultiThreadIoEventLoopGroup(config.eventLoops(), new DefaultThreadFactory("esme", true), io);
        for (EventExecutor executor : group) {
            EsmeLoop loop = new EsmeLoop((EventLoop) executor);
            loops.add(loop);
            if (shared.load.isPaced()) {
                executor.scheduleAtFixedRate(loop::pumpAll, 1, 1, TimeUnit.MILLISECONDS);
            }
        }
        connectAll();
    }

    /** Connects and binds, without waiting for it. */
    public static EsmeSimulator start(EsmeConfig config) {
        return new EsmeSimulator(config);
    }

    /** Waits until all binds are there; false when one was refused or could not connect, or when the time is over first. */
    public boolean awaitBound(Duration timeout) throws InterruptedException {
        int binds = shared.config.binds();
        await(
                () -> shared.counters.bound.sum() == binds
                        || shared.counters.refusedBinds() > 0
                        || shared.counters.connectFailures.sum() > 0
                        || shared.counters.lost.sum() > 0,
                timeout);
        return shared.counters.bound.sum() == binds;
    }

    /** Starts sending. */
    public void send() {
        shared.load.start(System.nanoTime());
        onLoops(EsmeLoop::pumpAll);
    }

    /** Ends sending; what has begun is finished. */
    public void stop() {
        shared.load.stop();
    }

    /** Waits until all is sent and answered, all connections are lost for good, or answers stay away too long. */
    public void awaitAnswers() throws InterruptedException {
        long timeoutNs = shared.config.answerTimeout().toNanos();
        long progress = -1;
        long progressNs = System.nanoTime();
        while (!isSent() || shared.counters.inFlight() > 0) {
            long nowNs = System.nanoTime();
            long ended = shared.counters.answered() + shared.counters.unanswered.sum();
            boolean idle = shared.counters.inFlight() == 0 && shared.counters.bound.sum() > 0;
            if (ended != progress || idle) {
                progress = ended;
                progressNs = nowNs;
            } else if (nowNs - progressNs > timeoutNs) {
                shared.load.stop();
                return;
            }
            if (shared.counters.bound.sum() == 0
                    && shared.config.reconnectDelay().isZero()) {
                return;
            }
            pause();
        }
    }

    /** Waits until every accepted submit_sm that asked for a receipt has it; false when the time is over first. */
    public boolean awaitReceipts(Duration timeout) throws InterruptedException {
        return !shared.config.asksForEveryReceipt() || await(() -> shared.receipts.missing() == 0, timeout);
    }

    /** Unbinds every session and waits until all are gone; false when one did not answer in time. */
    public boolean unbind() throws InterruptedException {
        shared.ending = true;
        onLoops(EsmeLoop::unbindAll);
        return await(() -> shared.open.get() == 0, UNBIND_TIMEOUT);
    }

    /** Sends, waits for answers and receipts, and unbinds; all binds should be there. */
    public EsmeStats run() throws InterruptedException {
        send();
        awaitAnswers();
        awaitReceipts(shared.config.receiptTimeout());
        unbind();
        return stats();
    }

    public EsmeStats stats() {
        return shared.stats();
    }

    /**
     * Cuts every connection without an unbind; they are opened again where {@link EsmeConfig#reconnectDelay} says so.
     *
     * @param reset true for RST, false for FIN
     */
    public void dropConnections(boolean reset) {
        onLoops(loop -> loop.dropAll(reset));
    }

    /** Falls silent on every connection without closing it, as if the network were gone. {@link #dropConnections} ends it. */
    public void freeze() {
        onLoops(EsmeLoop::freezeAll);
    }

    /** Closes every connection without an unbind, as a crash would. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        shared.ending = true;
        shared.load.stop();
        onLoops(EsmeLoop::closeAll);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        shared.close();
    }

    private boolean isSent() {
        return shared.load.isSettled(System.nanoTime());
    }

    private void connectAll() {
        EsmeConfig config = shared.config;
        for (int i = 0; i < config.binds(); i++) {
            int commandId = i < config.transmitters()
                    ? CommandId.BIND_TRANSMITTER
                    : i < config.transmitters() + config.receivers()
                            ? CommandId.BIND_RECEIVER
                            : CommandId.BIND_TRANSCEIVER;
            connect(loops.get(i % loops.size()), commandId);
        }
    }

    private void connect(EsmeLoop loop, int commandId) {
        new Bootstrap()
                .group(loop.loop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Initializer(loop, commandId))
                .connect(shared.config.host(), shared.config.port())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        shared.counters.connectFailures.increment();
                        LOG.warn("cannot connect: {}", connected.cause().getMessage());
                        reconnect(loop, commandId);
                    }
                });
    }

    private void reconnect(EsmeLoop loop, int commandId) {
        long delayMs = shared.config.reconnectDelay().toMillis();
        if (delayMs > 0 && !shared.ending) {
            loop.loop.schedule(
                    () -> {
                        if (!shared.ending) {
                            connect(loop, commandId);
                        }
                    },
                    delayMs,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void onLoops(Consumer<EsmeLoop> action) {
        loops.forEach(loop -> loop.loop.submit(() -> action.accept(loop)).awaitUninterruptibly());
    }

    private static boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs >= 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(POLL_NS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        private final EsmeLoop loop;
        private final int commandId;

        Initializer(EsmeLoop loop, int commandId) {
            this.loop = loop;
            this.commandId = commandId;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            EsmeConfig config = shared.config;
            if (config.sslContext() != null) {
                channel.pipeline()
                        .addLast(config.sslContext().newHandler(channel.alloc(), config.host(), config.port()));
            }
            channel.pipeline().addLast(new EsmeSession(shared, loop, commandId, () -> reconnect(loop, commandId)));
        }
    }
}
