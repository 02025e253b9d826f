package io.smppproxy.bench.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.SessionHandler;
import io.smppproxy.core.session.SmppSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Our session as the ESME side, our codec as the MC side: every submit_sm is encoded from its fields, goes through the window and is
 * decoded; every answer finds its slot. One event loop per end, as in {@link FramedEchoContender}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // shutdowns that nobody waits for
final class SessionContender implements Contender {
    private final EventLoopGroup mcSide = FramedEchoContender.group("mc-side");
    private final EventLoopGroup esmeSide = FramedEchoContender.group("esme-side");
    private EsmeSide esme;
    private Channel channel;

    @Override
    public void open() throws Exception {
        Channel listener = new ServerBootstrap()
                .group(mcSide)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel ch) {
                        ch.pipeline().addLast(new McSide());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        channel = new Bootstrap()
                .group(esmeSide)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel ch) {
                        ch.pipeline().addLast(new SessionHandler(session(ch)));
                    }
                })
                .connect(listener.localAddress())
                .sync()
                .channel();
        channel.eventLoop().submit(esme::bind).sync();
        esme.bound().get(10, TimeUnit.SECONDS);
    }

    private SmppSession session(Channel ch) {
        LinkConfig config = LinkConfig.builder(Sample.LINK_ID, "bench")
                .credentials("esme", "secret", "")
                .window(WINDOW)
                .build();
        esme = new EsmeSide();
        SmppSession session =
                new SmppSession(config, BindType.TRX, ch, esme, esme, new LinkMetrics(Sample.LINK_ID, "bench"));
        esme.session(session);
        return session;
    }

    @Override
    public void pump(long messages) throws Exception {
        Countdown countdown = new Countdown(messages);
        channel.eventLoop().execute(() -> esme.start(messages, countdown));
        countdown.await();
    }

    @Override
    public void pace(OpenLoop schedule) throws Exception {
        channel.eventLoop().submit(() -> esme.schedule(schedule)).sync();
        schedule.drive(count -> channel.eventLoop().execute(() -> esme.add(count)));
        channel.eventLoop().submit(() -> esme.schedule(null)).sync();
    }

    @Override
    public void close() {
        esmeSide.shutdownGracefully();
        mcSide.shutdownGracefully();
    }

    /** Octets that are ready, out at once: there is no journal here. */
    static void flush(SmppSession session) {
        ByteBuf octets = session.takeOutput();
        if (octets != null) {
            session.flush(octets);
        }
    }
}
