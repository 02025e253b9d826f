package io.smppproxy.core.esme;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.smppproxy.core.account.Accounts;
import io.smppproxy.core.account.AllowedAddresses;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.link.Transport;
import io.smppproxy.core.metrics.AccountMetrics;
import io.smppproxy.core.metrics.EsmeMetrics;
import io.smppproxy.core.session.SessionHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The listeners for ESMEs, plain and TLS. Connections are spread over the I/O loops; each then belongs to its loop. Start, stop and
 * configuration are for one thread at a time; metrics are for any.
 */
public final class SmppServer implements AutoCloseable {
    /** Beyond it a session that does not read is not read either. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private static final int BACKLOG = 4_096;
    private static final long TLS_CHECK_MS = 2_000;

    private final EsmeContext context;
    private final EventLoopGroup group;
    private final List<EsmeLoop> loops;
    private final Transport transport;
    private final AllowedAddresses trustedProxies;
    private final List<Channel> listeners = new ArrayList<>();
    private ServerTls tls;
    private volatile int port = EsmeServerConfig.NO_PORT;
    private volatile int tlsPort = EsmeServerConfig.NO_PORT;

    /**
     * @param group of the loops
     * @param loops one for each event loop of the group
     */
    public SmppServer(EsmeContext context, EventLoopGroup group, List<EsmeLoop> loops, Transport transport) {
        this.context = context;
        this.group = group;
        this.loops = List.copyOf(loops);
        this.transport = transport;
        this.trustedProxies = AllowedAddresses.only(context.config().trustedProxies());
    }

    /**
     * Begins to take connections, unless it does so already.
     *
     * @throws IOException naming the address that cannot be listened on, or the TLS file that cannot be used
     */
    public void listen() throws IOException {
        if (!listeners.isEmpty()) {
            return;
        }
        EsmeServerConfig config = context.config();
        if (config.tls() != null) {
            tls = new ServerTls(config.tls(), config.bindTimeoutMs(), TLS_CHECK_MS);
            tlsPort = listen(config.tls().port(), true);
        }
        if (config.port() != EsmeServerConfig.NO_PORT) {
            port = listen(config.port(), false);
        }
    }

    private int listen(int wanted, boolean isTls) throws IOException {
        try {
            return listenOn(wanted, isTls);
        } catch (IOException e) {
            stopListening();
            throw e;
        }
    }

    private void stopListening() {
        for (Channel listener : listeners) {
            listener.close().awaitUninterruptibly();
        }
        listeners.clear();
    }

    private int listenOn(int wanted, boolean isTls) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, isTls);
                    }
                });
        String host = context.config().host();
        ChannelFuture bound =
                bootstrap.bind(new InetSocketAddress(host, wanted)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "smpp-server: cannot listen on " + host + ":" + wanted + " ("
                            + bound.cause().getMessage() + ")",
                    bound.cause());
        }
        listeners.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private void accept(Channel channel, boolean isTls) {
        EsmeLoop loop = loopOf(channel.eventLoop());
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (peer == null || !context.limits().tryOpen()) {
            loop.metrics().connectionsRefused.increment();
            channel.close();
            return;
        }
        InetAddress address = peer.getAddress();
        EsmeConnection connection = new EsmeConnection(channel, loop, isTls);
        channel.pipeline().addLast(new SessionHandler(connection, EsmeConnection.MAX_PDU_BYTES));
        loop.onConnected(connection);
        if (isTls) {
            channel.pipeline().addFirst(tls.newHandler(channel.alloc()));
        }
        if (trustedProxies.contains(address)) {
            ProxyHeader.expect(channel.pipeline(), connection);
        } else {
            connection.address(address);
        }
    }

    private EsmeLoop loopOf(EventLoop eventLoop) {
        for (EsmeLoop loop : loops) {
            if (loop.ioLoop().eventLoop() == eventLoop) {
                return loop;
            }
        }
        throw new IllegalStateException("an event loop without ESMEs");
    }

    /** The plain port that is listened on, or {@link EsmeServerConfig#NO_PORT}. */
    public int port() {
        return port;
    }

    /** The TLS port that is listened on, or {@link EsmeServerConfig#NO_PORT}. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Replaces all accounts; sessions of those that changed are unbound. */
    public void accounts(Accounts accounts) {
        context.authenticator().accounts(accounts);
        for (EsmeLoop loop : loops) {
            loop.recheck(accounts);
        }
    }

    /** The sessions of each loop, for people. Any thread. */
    public List<CompletableFuture<List<ConnectionInfo>>> connections() {
        return loops.stream().map(EsmeLoop::connections).toList();
    }

    /** One of each loop. */
    public List<EsmeMetrics> metrics() {
        return loops.stream().map(EsmeLoop::metrics).toList();
    }

    /** One of each account that has bound, or tried with the right password, since the start. */
    public List<AccountMetrics> accountMetrics() {
        return context.uses().metrics();
    }

    /**
     * Takes no more connections, lets sessions have their answers, and unbinds them.
     *
     * @return completes with true if all were gone before the deadline
     */
    public CompletableFuture<Boolean> drain(long deadlineNs) {
        stopListening();
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (EsmeLoop loop : loops) {
            all = all.thenCombine(loop.drain(deadlineNs), Boolean::logicalAnd);
        }
        return all;
    }

    /** Stops listening and verifying; the connections end with their loops. */
    @Override
    public void close() {
        stopListening();
        if (tls != null) {
            tls.close();
        }
        context.authenticator().close();
    }
}
