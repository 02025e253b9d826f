package io.smppproxy.bench.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.pdulog.PduTaps;
import io.smppproxy.core.session.BindType;
import io.smppproxy.core.session.SessionHandler;
import io.smppproxy.core.session.SmppSession;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/** Our session as an ESME that has bound and sends the sample message. For one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // the event loop outlives what it is given
final class BoundEsme {
    private final EsmeSide side = new EsmeSide();
    private final Channel channel;

    BoundEsme(EventLoopGroup group, SocketAddress messageCentre, String systemId, String password) throws Exception {
        LinkConfig config = LinkConfig.builder(Sample.LINK_ID, "bench")
                .credentials(systemId, password, "")
                .window(Contender.WINDOW)
                .build();
        channel = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel ch) {
                        LinkMetrics metrics = new LinkMetrics(Sample.LINK_ID, "bench");
                        SmppSession session = new SmppSession(
                                config,
                                BindType.TRX,
                                ch,
                                side,
                                side,
                                metrics,
                                PduTaps.none().ofLink(Sample.LINK_ID, "bench"));
                        side.session(session);
                        ch.pipeline().addLast(new SessionHandler(session));
                    }
                })
                .connect(messageCentre)
                .sync()
                .channel();
        channel.eventLoop().submit(side::bind).sync();
        side.bound().get(10, TimeUnit.SECONDS);
    }

    /** As {@link Contender#pump}. */
    void pump(long messages) throws Exception {
        Countdown countdown = new Countdown(messages);
        channel.eventLoop().execute(() -> side.start(messages, countdown));
        countdown.await();
    }

    /** As {@link Contender#pace}. */
    void pace(OpenLoop schedule) throws Exception {
        channel.eventLoop().submit(() -> side.schedule(schedule)).sync();
        schedule.drive(count -> channel.eventLoop().execute(() -> side.add(count)));
        channel.eventLoop().submit(() -> side.schedule(null)).sync();
    }
}
