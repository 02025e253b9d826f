package io.smppproxy.core.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.LinkTls;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Opens TCP (and TLS) connections to one link's SMSC on the link's I/O loop. */
final class LinkConnector {
    /** Beyond it a peer that does not read makes the session wait, so that its socket buffer, not our heap, fills up. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final LinkConfig config;
    private final SslContext tls;
    private final Bootstrap bootstrap;

    /** @throws IllegalArgumentException if the TLS files cannot be used */
    LinkConnector(LinkConfig config, EventLoop eventLoop, Transport transport) {
        this.config = config;
        this.tls = config.tls() == null ? null : tlsContext(config);
        this.bootstrap = new Bootstrap()
                .group(eventLoop)
                .channel(transport.socketChannel())
                .resolver(transport.resolver())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) config.bindTimeoutMs())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tlsHandler(channel));
                        }
                    }
                });
    }

    void connect(ChannelFutureListener listener) {
        bootstrap
                .connect(InetSocketAddress.createUnresolved(config.host(), config.port()))
                .addListener(listener);
    }

    private SslHandler tlsHandler(Channel channel) {
        String name =
                config.tls().serverName() == null ? config.host() : config.tls().serverName();
        SslHandler handler = tls.newHandler(channel.alloc(), name, config.port());
        if (config.tls().verifyHostname()) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            handler.engine().setSSLParameters(parameters);
        }
        handler.setHandshakeTimeoutMillis(config.bindTimeoutMs());
        return handler;
    }

    private static SslContext tlsContext(LinkConfig config) {
        LinkTls tls = config.tls();
        SslContextBuilder builder = SslContextBuilder.forClient()
                .protocols("TLSv1.3", "TLSv1.2")
                // We set it per connection, because the name to verify may differ from the host.
                .endpointIdentificationAlgorithm(null);
        try {
            if (tls.trustCertificates() != null) {
                builder.trustManager(tls.trustCertificates().toFile());
            }
            if (tls.clientCertificate() != null) {
                builder.keyManager(
                        tls.clientCertificate().toFile(), tls.clientKey().toFile());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(config + " tls: " + e.getMessage(), e);
        }
    }
}
