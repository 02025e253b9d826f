package io.smppproxy.simulator.esme;

import io.netty.handler.ssl.SslContext;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.text.SegmentationRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Collects the settings of an {@link EsmeConfig}, where each is described. Without any: 127.0.0.1:2775, SMPP 3.4, no bind,
 * no message, windows of 10, no receipts. Not thread safe.
 */
public final class EsmeConfigBuilder {
    private String host = "127.0.0.1";
    private int port = 2775;
    private SslContext sslContext;
    private int transmitters;
    private int receivers;
    private int transceivers;
    private String systemId = "esme";
    private String password = "";
    private String systemType = "";
    private int interfaceVersion = InterfaceVersion.V3_4;
    private int eventLoops = 1;
    private long messages;
    private Duration duration = Duration.ZERO;
    private double ratePerSecond;
    private int window = 10;
    private List<String> texts = List.of("hello");
    private SegmentationRules segmentation = SegmentationRules.DEFAULT;
    private int registeredDelivery;
    private String source = "1000";
    private int sourceTon;
    private int sourceNpi;
    private String destination = "491700000000";
    private long destinations = 1;
    private ReceiptIdForm receiptIds = ReceiptIdForm.AS_IS;
    private int deliverStatus;
    private Duration answerTimeout = Duration.ofSeconds(10);
    private Duration receiptTimeout = Duration.ofSeconds(10);
    private Duration enquireLinkInterval = Duration.ZERO;
    private Duration reconnectDelay = Duration.ZERO;
    private Path ledgerFile;

    EsmeConfigBuilder() {}

    public EsmeConfigBuilder host(String value) {
        host = value;
        return this;
    }

    public EsmeConfigBuilder port(int value) {
        port = value;
        return this;
    }

    public EsmeConfigBuilder sslContext(SslContext value) {
        sslContext = value;
        return this;
    }

    public EsmeConfigBuilder transmitters(int value) {
        transmitters = value;
        return this;
    }

    public EsmeConfigBuilder receivers(int value) {
        receivers = value;
        return this;
    }

    public EsmeConfigBuilder transceivers(int value) {
        transceivers = value;
        return this;
    }

    public EsmeConfigBuilder systemId(String value) {
        systemId = value;
        return this;
    }

    public EsmeConfigBuilder password(String value) {
        password = value;
        return this;
    }

    public EsmeConfigBuilder systemType(String value) {
        systemType = value;
        return this;
    }

    public EsmeConfigBuilder interfaceVersion(int value) {
        interfaceVersion = value;
        return this;
    }

    public EsmeConfigBuilder eventLoops(int value) {
        eventLoops = value;
        return this;
    }

    public EsmeConfigBuilder messages(long value) {
        messages = value;
        return this;
    }

    public EsmeConfigBuilder duration(Duration value) {
        duration = value;
        return this;
    }

    public EsmeConfigBuilder ratePerSecond(double value) {
        ratePerSecond = value;
        return this;
    }

    public EsmeConfigBuilder window(int value) {
        window = value;
        return this;
    }

    public EsmeConfigBuilder texts(List<String> value) {
        texts = value;
        return this;
    }

    public EsmeConfigBuilder segmentation(SegmentationRules value) {
        segmentation = value;
        return this;
    }

    public EsmeConfigBuilder registeredDelivery(int value) {
        registeredDelivery = value;
        return this;
    }

    public EsmeConfigBuilder source(String value) {
        source = value;
        return this;
    }

    public EsmeConfigBuilder sourceTon(int value) {
        sourceTon = value;
        return this;
    }

    public EsmeConfigBuilder sourceNpi(int value) {
        sourceNpi = value;
        return this;
    }

    public EsmeConfigBuilder destination(String value) {
        destination = value;
        return this;
    }

    public EsmeConfigBuilder destinations(long value) {
        destinations = value;
        return this;
    }

    public EsmeConfigBuilder receiptIds(ReceiptIdForm value) {
        receiptIds = value;
        return this;
    }

    public EsmeConfigBuilder deliverStatus(int value) {
        deliverStatus = value;
        return this;
    }

    public EsmeConfigBuilder answerTimeout(Duration value) {
        answerTimeout = value;
        return this;
    }

    public EsmeConfigBuilder receiptTimeout(Duration value) {
        receiptTimeout = value;
        return this;
    }

    public EsmeConfigBuilder enquireLinkInterval(Duration value) {
        enquireLinkInterval = value;
        return this;
    }

    public EsmeConfigBuilder reconnectDelay(Duration value) {
        reconnectDelay = value;
        return this;
    }

    public EsmeConfigBuilder ledgerFile(Path value) {
        ledgerFile = value;
        return this;
    }

    public EsmeConfig build() {
        return new EsmeConfig(
                host,
                port,
                sslContext,
                transmitters,
                receivers,
                transceivers,
                systemId,
                password,
                systemType,
                interfaceVersion,
                eventLoops,
                messages,
                duration,
                ratePerSecond,
                window,
                texts,
                segmentation,
                registeredDelivery,
                source,
                sourceTon,
                sourceNpi,
                destination,
                destinations,
                receiptIds,
                deliverStatus,
                answerTimeout,
                receiptTimeout,
                enquireLinkInterval,
                reconnectDelay,
                ledgerFile);
    }
}
