package io.smppproxy.core.config;

import java.util.List;

/** Defaults and steps for an {@link EsmeServerConfig}; values are checked by whoever reads the configuration. Not thread-safe. */
public final class EsmeServerConfigBuilder {
    private String host = "127.0.0.1";
    private int port = 2775;
    private EsmeServerTls tls;
    private String systemId = "smpp-proxy";
    private long bindTimeoutMs = 5_000;
    private long inactivityMs = 300_000;
    private long enquireLinkMs = 60_000;
    private long responseTimeoutMs = 10_000;
    private long refusalDelayMs = 250;
    private long slowReaderMs = 30_000;
    private int maxConnections = 20_000;
    private int maxConnectionsPerAddress = 20_000;
    private int maxUnbound = 10_000;
    private int maxUnboundPerAddress = 5_000;
    private List<String> trustedProxies = List.of();
    private int verifierThreads = 1;
    private int replyRingBytes = 1 << 20;
    private int deliveryRingBytes = 1 << 20;

    EsmeServerConfigBuilder() {}

    public EsmeServerConfigBuilder address(String host, int port) {
        this.host = host;
        this.port = port;
        return this;
    }

    public EsmeServerConfigBuilder tls(EsmeServerTls tls) {
        this.tls = tls;
        return this;
    }

    public EsmeServerConfigBuilder systemId(String systemId) {
        this.systemId = systemId;
        return this;
    }

    public EsmeServerConfigBuilder bindTimeoutMs(long bindTimeoutMs) {
        this.bindTimeoutMs = bindTimeoutMs;
        return this;
    }

    public EsmeServerConfigBuilder inactivityMs(long inactivityMs) {
        this.inactivityMs = inactivityMs;
        return this;
    }

    public EsmeServerConfigBuilder enquireLinkMs(long enquireLinkMs) {
        this.enquireLinkMs = enquireLinkMs;
        return this;
    }

    public EsmeServerConfigBuilder responseTimeoutMs(long responseTimeoutMs) {
        this.responseTimeoutMs = responseTimeoutMs;
        return this;
    }

    public EsmeServerConfigBuilder refusalDelayMs(long refusalDelayMs) {
        this.refusalDelayMs = refusalDelayMs;
        return this;
    }

    public EsmeServerConfigBuilder slowReaderMs(long slowReaderMs) {
        this.slowReaderMs = slowReaderMs;
        return this;
    }

    public EsmeServerConfigBuilder maxConnections(int all, int perAddress) {
        this.maxConnections = all;
        this.maxConnectionsPerAddress = perAddress;
        return this;
    }

    public EsmeServerConfigBuilder maxUnbound(int all, int perAddress) {
        this.maxUnbound = all;
        this.maxUnboundPerAddress = perAddress;
        return this;
    }

    public EsmeServerConfigBuilder trustedProxies(List<String> addresses) {
        this.trustedProxies = addresses;
        return this;
    }

    public EsmeServerConfigBuilder verifierThreads(int verifierThreads) {
        this.verifierThreads = verifierThreads;
        return this;
    }

    public EsmeServerConfigBuilder rings(int replyRingBytes, int deliveryRingBytes) {
        this.replyRingBytes = replyRingBytes;
        this.deliveryRingBytes = deliveryRingBytes;
        return this;
    }

    public EsmeServerConfig build() {
        return new EsmeServerConfig(
                host,
                port,
                tls,
                systemId,
                bindTimeoutMs,
                inactivityMs,
                enquireLinkMs,
                responseTimeoutMs,
                refusalDelayMs,
                slowReaderMs,
                maxConnections,
                maxConnectionsPerAddress,
                maxUnbound,
                maxUnboundPerAddress,
                trustedProxies,
                verifierThreads,
                replyRingBytes,
                deliveryRingBytes);
    }
}
