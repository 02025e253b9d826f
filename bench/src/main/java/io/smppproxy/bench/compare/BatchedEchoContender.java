package io.smppproxy.bench.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.smppproxy.codec.FatalPduException;
import io.smppproxy.codec.SmppFrameDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A harder floor than {@link FramedEchoContender}: frames are found in place and a whole batch goes out in one buffer, so that what is
 * left is the loopback itself. It tells what our session costs on top of the way it uses Netty.
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises and shutdowns that nobody waits for
final class BatchedEchoContender implements Contender {
    private static final int OUT_BYTES = 16 * 1024;

    private final EventLoopGroup mcSide = FramedEchoContender.group("mc-side");
    private final EventLoopGroup esmeSide = FramedEchoContender.group("esme-side");
    private final End esme = new End(Sample.SUBMIT_SM_BYTES);
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
                        ch.pipeline().addLast(new End(Sample.SUBMIT_SM_RESP_BYTES));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        channel = new Bootstrap()
                .group(esmeSide)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(esme)
                .connect(listener.localAddress())
                .sync()
                .channel();
    }

    @Override
    public void pump(long messages) throws Exception {
        Countdown countdown = new Countdown(messages);
        channel.eventLoop().execute(() -> {
            esme.countdown = countdown;
            for (int i = 0; i < WINDOW && countdown.takeOne(); i++) {
                esme.send(channel);
            }
            esme.flush(channel);
        });
        countdown.await();
    }

    @Override
    public void close() {
        esmeSide.shutdownGracefully();
        mcSide.shutdownGracefully();
    }

    /** Sends a frame for each frame it reads: always, or while a countdown lasts. Owned by its event loop. */
    private static final class End extends SmppFrameDecoder {
        private final byte[] frame;
        private Countdown countdown;
        private ByteBuf out;

        End(int frameBytes) {
            super(65_536);
            frame = new byte[frameBytes];
            frame[2] = (byte) (frameBytes >>> 8);
            frame[3] = (byte) frameBytes;
        }

        void send(Channel channel) {
            if (out == null) {
                out = channel.alloc().ioBuffer(OUT_BYTES);
            }
            out.writeBytes(frame);
        }

        void flush(Channel channel) {
            if (out != null) {
                channel.writeAndFlush(out, channel.voidPromise());
                out = null;
            }
        }

        @Override
        protected void onPdu(ChannelHandlerContext ctx, ByteBuf buf, int offset, int lengthBytes) {
            if (countdown == null) {
                send(ctx.channel());
                return;
            }
            if (countdown.takeOne()) {
                send(ctx.channel());
            }
            countdown.answered();
        }

        @Override
        protected void onFramingLost(ChannelHandlerContext ctx, FatalPduException e) {
            ctx.close();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
            super.channelReadComplete(ctx);
            flush(ctx.channel());
        }
    }
}
