package io.smppproxy.core.config;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.text.SegmentationRules;
import java.util.Locale;

/** Defaults and steps for a {@link LinkConfig}; values are checked by whoever reads the configuration. Not thread-safe. */
public final class LinkConfigBuilder {
    private final long id;
    private final String smscId;
    private String host = "127.0.0.1";
    private int port = 2775;
    private String systemId = "";
    private String password = "";
    private String systemType = "";
    private int txBinds;
    private int rxBinds;
    private int trxBinds = 1;
    private int interfaceVersion = InterfaceVersion.V3_4;
    private int window = 10;
    private long enquireLinkMs = 30_000;
    private long responseTimeoutMs = 10_000;
    private long bindTimeoutMs = 5_000;
    private long reconnectMinMs = 200;
    private long reconnectMaxMs = 15_000;
    private long credentialsPauseMs = 60_000;
    private LinkTls tls;
    private AddressRule source = AddressRule.REQUEST;
    private AddressRule dest = AddressRule.REQUEST;
    private int throughput;
    private RateLimit rateLimit = RateLimit.UNLIMITED;
    private SegmentationRules segmentation = SegmentationRules.DEFAULT;
    private int laneBytes = 1 << 20;
    private AmbiguityPolicy ambiguity = AmbiguityPolicy.HOLD;
    private ReceiptIdForm idForm = ReceiptIdForm.AS_IS;
    private String receiptScope = "";
    private boolean requestReceipts = true;
    private long throttlePauseMs = 1_000;
    private long queueFullPauseMs = 2_000;
    private long throttleRetryMs = 60_000;
    private ForwardingRules forwarding = ForwardingRules.DEFAULT;
    private boolean enabled = true;

    LinkConfigBuilder(long id, String smscId) {
        this.id = id;
        this.smscId = smscId;
    }

    public LinkConfigBuilder address(String host, int port) {
        this.host = host;
        this.port = port;
        return this;
    }

    public LinkConfigBuilder credentials(String systemId, String password, String systemType) {
        this.systemId = systemId;
        this.password = password;
        this.systemType = systemType;
        return this;
    }

    public LinkConfigBuilder binds(int tx, int rx, int trx) {
        this.txBinds = tx;
        this.rxBinds = rx;
        this.trxBinds = trx;
        return this;
    }

    public LinkConfigBuilder interfaceVersion(int interfaceVersion) {
        this.interfaceVersion = interfaceVersion;
        return this;
    }

    public LinkConfigBuilder window(int window) {
        this.window = window;
        return this;
    }

    public LinkConfigBuilder enquireLinkMs(long enquireLinkMs) {
        this.enquireLinkMs = enquireLinkMs;
        return this;
    }

    public LinkConfigBuilder responseTimeoutMs(long responseTimeoutMs) {
        this.responseTimeoutMs = responseTimeoutMs;
        return this;
    }

    public LinkConfigBuilder bindTimeoutMs(long bindTimeoutMs) {
        this.bindTimeoutMs = bindTimeoutMs;
        return this;
    }

    public LinkConfigBuilder reconnect(long minMs, long maxMs, long credentialsPauseMs) {
        this.reconnectMinMs = minMs;
        this.reconnectMaxMs = maxMs;
        this.credentialsPauseMs = credentialsPauseMs;
        return this;
    }

    public LinkConfigBuilder tls(LinkTls tls) {
        this.tls = tls;
        return this;
    }

    public LinkConfigBuilder addresses(AddressRule source, AddressRule dest) {
        this.source = source;
        this.dest = dest;
        return this;
    }

    public LinkConfigBuilder throughput(int partsPerSecond) {
        this.throughput = partsPerSecond;
        return this;
    }

    public LinkConfigBuilder rateLimit(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
        return this;
    }

    public LinkConfigBuilder segmentation(SegmentationRules segmentation) {
        this.segmentation = segmentation;
        return this;
    }

    public LinkConfigBuilder laneBytes(int laneBytes) {
        this.laneBytes = laneBytes;
        return this;
    }

    public LinkConfigBuilder ambiguity(AmbiguityPolicy ambiguity) {
        this.ambiguity = ambiguity;
        return this;
    }

    public LinkConfigBuilder idForm(ReceiptIdForm idForm) {
        this.idForm = idForm;
        return this;
    }

    /** Empty for what names the account at the SMSC: username, host and port. */
    public LinkConfigBuilder receiptScope(String receiptScope) {
        this.receiptScope = receiptScope;
        return this;
    }

    public LinkConfigBuilder requestReceipts(boolean requestReceipts) {
        this.requestReceipts = requestReceipts;
        return this;
    }

    public LinkConfigBuilder throttle(long throttlePauseMs, long queueFullPauseMs, long throttleRetryMs) {
        this.throttlePauseMs = throttlePauseMs;
        this.queueFullPauseMs = queueFullPauseMs;
        this.throttleRetryMs = throttleRetryMs;
        return this;
    }

    public LinkConfigBuilder forwarding(ForwardingRules forwarding) {
        this.forwarding = forwarding;
        return this;
    }

    public LinkConfigBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    public LinkConfig build() {
        return new LinkConfig(
                id,
                smscId,
                host,
                port,
                systemId,
                password,
                systemType,
                txBinds,
                rxBinds,
                trxBinds,
                interfaceVersion,
                window,
                enquireLinkMs,
                responseTimeoutMs,
                bindTimeoutMs,
                reconnectMinMs,
                reconnectMaxMs,
                credentialsPauseMs,
                tls,
                source,
                dest,
                throughput,
                rateLimit,
                segmentation,
                laneBytes,
                ambiguity,
                idForm,
                receiptScope.isEmpty() ? systemId + '@' + host.toLowerCase(Locale.ROOT) + ':' + port : receiptScope,
                requestReceipts,
                throttlePauseMs,
                queueFullPauseMs,
                throttleRetryMs,
                forwarding,
                enabled);
    }
}
