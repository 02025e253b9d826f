package io.smppproxy.core.esme;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smppproxy.core.config.EsmeServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificate and key of the TLS port, read again by a thread of its own when the files change. Connections that are open keep what they
 * began with; files that cannot be used leave the last good ones in place. Handlers are made on any thread.
 */
final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private record Seen(long certificateMs, long certificateBytes, long keyMs, long keyBytes) {}

    private final EsmeServerTls config;
    private final long handshakeTimeoutMs;
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("tls-files", true));
    private volatile SslContext context;
    private Seen seen;

    /** @throws IOException if the files cannot be used */
    ServerTls(EsmeServerTls config, long handshakeTimeoutMs, long checkMs) throws IOException {
        this.config = config;
        this.handshakeTimeoutMs = handshakeTimeoutMs;
        try {
            seen = look();
            context = load();
        } catch (IOException | IllegalArgumentException e) {
            watcher.shutdownNow();
            throw new IOException("smpp-server tls: " + e.getMessage(), e);
        }
        watcher.scheduleWithFixedDelay(this::reloadIfChanged, checkMs, checkMs, TimeUnit.MILLISECONDS);
    }

    SslHandler newHandler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(handshakeTimeoutMs);
        return handler;
    }

    private SslContext load() throws IOException {
        return SslContextBuilder.forServer(
                        config.certificate().toFile(), config.key().toFile())
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    private void reloadIfChanged() {
        try {
            Seen now = look();
            if (!now.equals(seen)) {
                seen = now;
                context = load();
                LOG.info("TLS certificate and key read again from {} and {}", config.certificate(), config.key());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "TLS files {} and {} changed and cannot be used; the last good ones stay ({})",
                    config.certificate(),
                    config.key(),
                    e.getMessage());
        }
    }

    private Seen look() throws IOException {
        return new Seen(
                changedMs(config.certificate()),
                Files.size(config.certificate()),
                changedMs(config.key()),
                Files.size(config.key()));
    }

    private static long changedMs(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
