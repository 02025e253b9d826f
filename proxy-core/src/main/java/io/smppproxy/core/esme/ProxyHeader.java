package io.smppproxy.core.esme;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The first octets of a connection from a trusted proxy: a PROXY protocol header of version 2, which tells the ESME's address. A proxy's
 * own connection (its health check) counts with the proxy's address. Runs on the connection's I/O loop and goes once it has done its work.
 */
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {
    private static final int MAX_TLV_BYTES = 512;

    private final EsmeConnection connection;

    private ProxyHeader(EsmeConnection connection) {
        this.connection = connection;
    }

    static void expect(ChannelPipeline pipeline, EsmeConnection connection) {
        pipeline.addFirst(new HAProxyMessageDecoder(MAX_TLV_BYTES), new ProxyHeader(connection));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        if (header.protocolVersion() != HAProxyProtocolVersion.V2) {
            connection.close("PROXY protocol of version 1");
            return;
        }
        InetAddress address = header.command() == HAProxyCommand.LOCAL || header.sourceAddress() == null
                ? ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress()
                : NetUtil.createInetAddressFromIpAddressString(header.sourceAddress());
        if (address == null) {
            connection.close("PROXY protocol with an address of another kind");
        } else if (connection.address(address)) {
            ctx.pipeline().remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        connection.close("PROXY protocol: " + cause.getMessage());
    }
}
