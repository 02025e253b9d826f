package io.smppproxy.bench.compare;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.smppproxy.core.session.SmppSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Our session as the ESME side, our codec as the MC side: every submit_sm is encoded from its fields, goes through the window and is
 * decoded; every answer finds its slot. One event loop per end, as in {@link FramedEchoContender}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // shutdowns that nobody waits for
final class SessionContender implements Contender {
    private final EventLoopGroup mcSide = FramedEchoContender.group("mc-side");
    private final EventLoopGroup esmeSide = FramedEchoContender.group("esme-side");
    private BoundEsme esme;

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
        esme = new BoundEsme(esmeSide, listener.localAddress(), "esme", "secret");
    }

    @Override
    public void pump(long messages) throws Exception {
        esme.pump(messages);
    }

    @Override
    public void pace(OpenLoop schedule) throws Exception {
        esme.pace(schedule);
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
