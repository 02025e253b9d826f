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

    public MetricsPage(String version, NodeHealth health, List<LinkMetrics> links, TrackerMetrics tracker) {
        Gauge.builder("smpp.proxy.build", () -> 1)
                .description("Constant 1; the version is in the label")
                .tag("version", version)
                .register(registry);
        Gauge.builder("smpp.proxy.ready", () -> health.isReady() ? 1 : 0)
                .description("1 while the node takes messages")
                .register(registry);
        for (LinkMetrics link : links) {
            bindLink(link);
        }
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
        count("pdu.log.entries", "PDUs written to PDU logs", m.written, Tags.empty());
        String dropped = "PDUs that went unlogged, by reason";
        count("pdu.log.dropped", dropped, m.droppedBusy, Tags.of("reason", "busy"));
        count("pdu.log.dropped", dropped, m.droppedDisk, Tags.of("reason", "disk"));
        count("pdu.log.dropped", dropped, m.droppedSize, Tags.of("reason", "size"));
    }

    private void bindLink(LinkMetrics m) {
        Tags tags = Tags.of("link", Long.toString(m.linkId), "smsc_id", m.smscId);
        count("link.messages.accepted", "Messages given to the link", m.messagesAccepted, tags);
        count("link.parts.written", "submit_sm written to the SMSC", m.partsWritten, tags);
        count("link.parts.resent", "Parts sent a second time because their answer was lost", m.partsResent, tags);
        count("link.parts.not.sent", "Parts that never reached the SMSC", m.partsNotSent, tags);
        count("link.parts.ambiguous", "Parts whose answer was lost", m.partsAmbiguous, tags);
        String answers = "submit_sm_resp by result";
        count("link.answers", answers, m.answersOk, tags.and("result", "ok"));
        count("link.answers", answers, m.answersError, tags.and("result", "error"));
        count("link.answers", answers, m.answersThrottled, tags.and("result", "throttled"));
        count("link.answers", answers, m.answersQueueFull, tags.and("result", "queue_full"));
        count("link.answers.unknown", "Answers whose sequence_number nobody waits for", m.answersUnknown, tags);
        count("link.answers.late", "Answers that came after their timer", m.answersLate, tags);
        count("link.response.timeouts", "submit_sm without an answer in time", m.responseTimeouts, tags);
        count("link.receipts", "Delivery receipts from the SMSC", m.receipts, tags);
        count("link.mobile.originated", "deliver_sm and data_sm that are no receipts", m.mobileOriginated, tags);
        count(
                "link.mobile.originated.routed",
                "deliver_sm and data_sm that are no receipts and go to an account",
                m.mobileOriginatedRouted,
                tags);
        count("link.binds", "Successful binds", m.binds, tags);
        count("link.bind.failures", "Failed connects and binds", m.bindFailures, tags);
        count("link.disconnects", "Binds that ended", m.disconnects, tags);
        count("link.malformed.pdus", "PDUs from the SMSC that could not be decoded", m.malformedPdus, tags);

        gauge("link.bound.sessions", "Binds that are up", m.boundSessions, tags);
        gauge("link.window.used", "submit_sm in flight", m.windowUsed, tags);
        gauge("link.window.size", "submit_sm that may be in flight over all binds that are up", m.windowSize, tags);
        gauge("link.lane.used.bytes", "Octets waiting in the lane", m.laneUsedBytes, tags);
        gauge("link.lane.size.bytes", "Octets that the lane can hold", m.laneSizeBytes, tags);
        gauge("link.throttled", "1 while the link pauses because the SMSC throttles", m.throttled, tags);
        gauge(
                "link.allowed.parts.per.second",
                "Rate that the throttle allows now, 0 is unlimited",
                m.allowedPartsPerSecond,
                tags);
    }

    private void bindTracker(TrackerMetrics m) {
        Tags none = Tags.empty();
        count("tracker.records.applied", "Journal records applied to the stores", m.recordsApplied, none);
        count("tracker.receipts.matched", "Receipts that found their part", m.receiptsMatched, none);
        count(
                "tracker.receipts.parked",
                "Receipts that came before their answer and were kept",
                m.receiptsParked,
                none);
        count("tracker.receipts.orphaned", "Receipts that belong to no known part", m.receiptsOrphaned, none);
        count("tracker.receipts.conflicting", "Second final receipts that disagree", m.receiptsConflicting, none);
        count("tracker.messages.expired", "Messages without a receipt in time", m.messagesExpired, none);
        count("tracker.messages.forgotten", "Messages removed after their retention", m.messagesForgotten, none);
        gauge("tracker.messages", "Messages in the store", m.messages, none);
        gauge("tracker.receipt.entries", "Entries of the receipt index", m.receiptEntries, none);
        gauge("tracker.contact.entries", "Entries of the contact history", m.contactEntries, none);
        gauge("tracker.lag.bytes", "Octets of the journal that are not applied yet", m.lagBytes, none);
        gauge("journal.bytes", "Octets of the journal on disk", m.journalBytes, none);
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

    private void count(String name, String help, Counter counter, Tags tags) {
        FunctionCounter.builder("smpp.proxy." + name, counter, Counter::get)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String help, Counter counter, Tags tags) {
        Gauge.builder("smpp.proxy." + name, counter, Counter::get)
                .description(help)
                .tags(tags)
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
