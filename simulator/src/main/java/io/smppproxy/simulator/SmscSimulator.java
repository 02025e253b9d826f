package io.smppproxy.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.simulator.ledger.Ledger;
import io.smppproxy.simulator.plan.FaultPlan;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message centre that runs inside this process: it listens, lets ESMEs bind, accepts their messages, sends receipts,
 * and misbehaves as {@link #plan} says. Thread safe.
 */
public final class SmscSimulator implements AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(SmscSimulator.class);

    private static final int BACKLOG = 1024;
    private static final long MAX_WAIT_MS = 5_000;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 1 << 20);

    private final Shared shared;
    private final MultiThreadIoEventLoopGroup group;
    private final IdentityHashMap<EventLoop, LoopContext> loops = new IdentityHashMap<>();
    private final Runnable planListener = this::planChanged;
    private final Channel listener;

    private SmscSimulator(SimulatorConfig config) {
        shared = new Shared(config);
        boolean epoll = !config.nioOnly() && Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(config.eventLoops(), new DefaultThreadFactory("smsc", true), io);
        for (EventExecutor loop : group) {
            loops.put((EventLoop) loop, new LoopContext((EventLoop) loop));
        }
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        try {
            listener = new ServerBootstrap()
                    .group(group)
                    .channel(type)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                    .childHandler(new Initializer())
                    .bind(config.host(), config.port())
                    .syncUninterruptibly()
                    .channel();
        } catch (RuntimeException | Error e) {
            stopLoops();
            throw e;
        }
        shared.plan.onChange(planListener);
    }

    /**
     * Starts listening.
     *
     * @throws RuntimeException with a java.net.BindException as its cause or itself when the port is taken
     */
    public static SmscSimulator start(SimulatorConfig config) {
        return new SmscSimulator(config);
    }

    /** The port that it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public SimulatorStats stats() {
        return shared.counters.snapshot();
    }

    /** How it behaves; may be changed at any time. */
    public FaultPlan plan() {
        return shared.plan;
    }

    /** What data_coding means between it and its ESMEs. */
    public DataCodingRules dataCodings() {
        return shared.config.dataCodings();
    }

    /** What it received and sent. */
    public Ledger ledger() {
        return shared.ledger;
    }

    /**
     * Sends a deliver_sm to a receiving session of {@code systemId}, or keeps it until one binds.
     *
     * @param systemId null for any account that can receive at once
     * @return the command_status of its answer; fails when the message cannot be encoded or nobody can receive it
     */
    public CompletableFuture<Integer> sendMo(String systemId, MoMessage message) {
        Account account = systemId == null ? anyReceiver() : shared.account(systemId);
        PendingMo mo = new PendingMo(shared.counters, message);
        if (account == null) {
            mo.onDiscarded("no receiver is bound");
        } else {
            account.deliver(mo);
        }
        return mo.status;
    }

    /**
     * Cuts every connection.
     *
     * @param reset true for RST, which throws away what the ESME has not read yet; false for FIN
     */
    public void dropConnections(boolean reset) {
        onEachSession(session -> session.drop(reset));
    }

    /** Sends unbind on every bound connection; each closes when the ESME answers. */
    public void unbindAll() {
        onEachSession(SmscSession::unbind);
    }

    /** Waits until at least {@code count} sessions are bound; false when the time is over first. */
    public boolean awaitBound(int count, Duration timeout) throws InterruptedException {
        return await(() -> shared.counters.boundSessions.sum() >= count, timeout);
    }

    /** Waits until no connection is left; false when the time is over first. */
    public boolean awaitNoConnections(Duration timeout) throws InterruptedException {
        return await(shared.sessions::isEmpty, timeout);
    }

    /** Stops listening and closes every connection without an unbind, as a crash would. */
    @Override
    public void close() {
        shared.plan.removeListener(planListener);
        listener.close().syncUninterruptibly();
        onEachSession(session -> session.drop(false));
        stopLoops();
        shared.ledger.close();
    }

    private void stopLoops() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Account anyReceiver() {
        for (Account account : shared.accounts()) {
            if (account.hasReceiver()) {
                return account;
            }
        }
        return null;
    }

    /** Returns when the loops have taken the change in, so that a setting holds once its setter returns. */
    private void planChanged() {
        onEachSession(SmscSession::onPlanChanged);
    }

    /** Runs {@code action} for the present sessions on their loops, and waits for it unless this is one of the loops. */
    private void onEachSession(Consumer<SmscSession> action) {
        List<Future<?>> runs = new ArrayList<>();
        boolean onLoop = false;
        for (SmscSession session : shared.sessions) {
            runs.add(session.execute(() -> action.accept(session)));
        }
        for (EventLoop loop : loops.keySet()) {
            onLoop |= loop.inEventLoop();
        }
        if (!onLoop) {
            runs.forEach(run -> run.awaitUninterruptibly(MAX_WAIT_MS));
        }
    }

    private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        synchronized (shared) {
            while (!condition.getAsBoolean()) {
                long leftNs = deadlineNs - System.nanoTime();
                if (leftNs <= 0) {
                    return false;
                }
                shared.wait(1 + leftNs / 1_000_000);
            }
            return true;
        }
    }

    private final class Initializer extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (shared.config.sslContext() != null) {
                channel.pipeline().addLast(shared.config.sslContext().newHandler(channel.alloc()));
            }
            channel.pipeline().addLast(new SmscSession(shared, loops.get(channel.eventLoop())));
        }
    }
}
