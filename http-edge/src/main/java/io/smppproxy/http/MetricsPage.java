package io.smppproxy.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.smppproxy.core.metrics.AccountMetrics;
import io.smppproxy.core.metrics.Counter;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.EsmeMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.pdulog.PduLogMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * The registry behind {@code /metrics}. It holds no state of its own: every scrape reads the core's counters. Labels are ids and
 * names of links and accounts only, never a number or a text.
 */
public final class MetricsPage implements AutoCloseable {
    /** The exposition format of {@link #write}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gcMetrics = new JvmGcMetrics();

    /** @param links those that there are now */
    public MetricsPage(String version, NodeHealth health, Supplier<List<LinkMetrics>> links, TrackerMetrics tracker) {
        Gauge.builder("smpp.proxy.build", () -> 1)
                .description("Constant 1; the version is in the label")
                .tag("version", version)
                .register(registry);
        Gauge.builder("smpp.proxy.ready", () -> health.isReady() ? 1 : 0)
                .description("1 while the node takes messages")
                .register(registry);
        registry.getPrometheusRegistry().register(new LinkCollector(links));
        registry.getPrometheusRegistry().register(new LatencyCollector(links));
        bindTracker(tracker);
        bindProcess();
    }

    /** Adds what the SMPP server counts. */
    public void addEsmes(List<EsmeMetrics> loops, Supplier<List<AccountMetrics>> accounts) {
        EsmeMeters.bind(registry, loops);
        registry.getPrometheusRegistry().register(new AccountCollector(accounts));
    }

    /** Adds what is counted of deliveries to ESMEs. */
    public void addDeliveries(Supplier<List<DeliveryMetrics>> accounts) {
        registry.getPrometheusRegistry().register(new DeliveryCollector(accounts));
    }

    /** Adds what is counted of PDU logs. */
    public void addPduLogs(PduLogMetrics m) {
        count("pdu.log.entries", "PDUs written to PDU logs", m.written);
        String dropped = "PDUs that went unlogged, by reason";
        count("pdu.log.dropped", dropped, m.droppedBusy, Tags.of("reason", "busy"));
        count("pdu.log.dropped", dropped, m.droppedDisk, Tags.of("reason", "disk"));
        count("pdu.log.dropped", dropped, m.droppedSize, Tags.of("reason", "size"));
    }

    private void bindTracker(TrackerMetrics m) {
        count("tracker.records.applied", "Journal records applied to the stores", m.recordsApplied);
        count("tracker.receipts.matched", "Receipts that found their part", m.receiptsMatched);
        count("tracker.receipts.parked", "Receipts that came before their answer and were kept", m.receiptsParked);
        count("tracker.receipts.orphaned", "Receipts that belong to no known part", m.receiptsOrphaned);
        count("tracker.receipts.conflicting", "Second final receipts that disagree", m.receiptsConflicting);
        count("tracker.messages.expired", "Messages without a receipt in time", m.messagesExpired);
        count("tracker.messages.forgotten", "Messages removed after their retention", m.messagesForgotten);
        gauge("tracker.messages", "Messages in the store", m.messages);
        gauge("tracker.receipt.entries", "Entries of the receipt index", m.receiptEntries);
        gauge("tracker.contact.entries", "Entries of the contact history", m.contactEntries);
        gauge("tracker.lag.bytes", "Octets of the journal that are not applied yet", m.lagBytes);
        gauge("journal.bytes", "Octets of the journal on disk", m.journalBytes);
    }

    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        gcMetrics.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void count(String name, String help, Counter counter) {
        count(name, help, counter, Tags.empty());
    }

    private void count(String name, String help, Counter counter, Tags tags) {
        FunctionCounter.builder("smpp.proxy." + name, counter, Counter::get)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String help, Counter counter) {
        Gauge.builder("smpp.proxy." + name, counter, Counter::get)
                .description(help)
                .register(registry);
    }

    /** For meters of other parts of the app. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Writes the page in Prometheus' text format. */
    public void write(OutputStream out) throws IOException {
        registry.scrape(out, CONTENT_TYPE);
    }

    @Override
    public void close() {
        gcMetrics.close();
        registry.close();
    }
}
