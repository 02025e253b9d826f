package io.smppproxy.bench.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The floor for SMPP: frames of the same lengths over Netty with nothing in them. One event loop per end, epoll, one buffer per
 * frame, one flush per batch that was read.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises and shutdowns that nobody waits for
final class FramedEchoContender implements Contender {
    private final EventLoopGroup mcSide = group("mc-side");
    private final EventLoopGroup esmeSide = group("esme-side");
    private final Esme esme = new Esme();
    private Channel listener;
    private Channel channel;

    static EventLoopGroup group(String name) {
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), EpollIoHandler.newFactory());
    }

    @Override
    public void open() throws Exception {
        listener = new ServerBootstrap()
                .group(mcSide)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel ch) {
                        ch.pipeline().addLast(frames(), new Echo());
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
                        ch.pipeline().addLast(frames(), esme);
                    }
                })
                .connect(listener.localAddress())
                .sync()
                .channel();
    }

    /** command_length counts itself (SMPP v3.4 §3.2), hence the adjustment. */
    private static LengthFieldBasedFrameDecoder frames() {
        return new LengthFieldBasedFrameDecoder(65_536, 0, 4, -4, 0);
    }

    private static ByteBuf frame(Channel channel, int lengthBytes) {
        ByteBuf frame = channel.alloc().ioBuffer(lengthBytes);
        frame.writeInt(lengthBytes).writeZero(lengthBytes - 4);
        return frame;
    }

    @Override
    public void pump(long messages) throws Exception {
        Countdown countdown = new Countdown(messages);
        channel.eventLoop().execute(() -> {
            esme.countdown = countdown;
            for (int i = 0; i < WINDOW && countdown.takeOne(); i++) {
                esme.send(channel);
            }
            channel.flush();
        });
        countdown.await();
    }

    @Override
    public void pace(OpenLoop schedule) throws Exception {
        channel.eventLoop().submit(() -> esme.schedule = schedule).sync();
        schedule.drive(count -> channel.eventLoop().execute(() -> {
            for (int i = 0; i < count; i++) {
                esme.send(channel);
            }
            channel.flush();
        }));
        channel.eventLoop().submit(() -> esme.schedule = null).sync();
    }

    @Override
    public void close() {
        esmeSide.shutdownGracefully();
        mcSide.shutdownGracefully();
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ((ByteBuf) msg).release();
            ctx.write(frame(ctx.channel(), Sample.SUBMIT_SM_RESP_BYTES), ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }

    /** Its fields belong to the event loop. */
    private static final class Esme extends ChannelInboundHandlerAdapter {
        private Countdown countdown;
        private OpenLoop schedule;

        void send(Channel channel) {
            channel.write(frame(channel, Sample.SUBMIT_SM_BYTES), channel.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ((ByteBuf) msg).release();
            if (schedule != null) {
                schedule.answered();
                return;
            }
            if (countdown.takeOne()) {
                send(ctx.channel());
            }
            countdown.answered();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }
    }
}
