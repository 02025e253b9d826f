package io.smppproxy.grpc;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Closes connections beyond a limit before gRPC sees them; gRPC itself knows no such limit. Sits in the listening channel's pipeline,
 * where accepted connections come by as messages.
 */
final class ConnectionLimiter extends ChannelInboundHandlerAdapter {
    private final int maxConnections;
    private final AtomicInteger open;
    private final LongAdder refused;

    ConnectionLimiter(int maxConnections, AtomicInteger open, LongAdder refused) {
        this.maxConnections = maxConnections;
        this.open = open;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel connection = (Channel) message;
        if (open.incrementAndGet() > maxConnections) {
            open.decrementAndGet();
            refused.increment();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        ctx.fireChannelRead(message);
    }
}
