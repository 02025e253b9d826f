package io.smppproxy.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smppproxy.core.metrics.Counter;
import io.smppproxy.core.metrics.LinkMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is counted by link. Links come and go, so every scrape asks anew which there are. */
final class LinkCollector implements MultiCollector {
    private static final String PREFIX = "smpp_proxy_link_";
    private static final String RESULT = "result";

    private final Supplier<List<LinkMetrics>> links;

    LinkCollector(Supplier<List<LinkMetrics>> links) {
        this.links = links;
    }

    @Override
    public MetricSnapshots collect() {
        List<LinkMetrics> now = links.get();
        List<MetricSnapshot> all = new ArrayList<>();
        addMessages(all, now);
        addBinds(all, now);
        addGauges(all, now);
        return new MetricSnapshots(all);
    }

    private static void addMessages(List<MetricSnapshot> all, List<LinkMetrics> now) {
        all.add(count(now, "messages_accepted", "Messages given to the link", m -> m.messagesAccepted));
        all.add(count(now, "parts_written", "submit_sm written to the SMSC", m -> m.partsWritten));
        all.add(count(
                now, "parts_resent", "Parts sent a second time because their answer was lost", m -> m.partsResent));
        all.add(count(now, "parts_not_sent", "Parts that never reached the SMSC", m -> m.partsNotSent));
        all.add(count(now, "parts_ambiguous", "Parts whose answer was lost", m -> m.partsAmbiguous));
        all.add(answers(now));
        all.add(count(now, "answers_unknown", "Answers whose sequence_number nobody waits for", m -> m.answersUnknown));
        all.add(count(now, "answers_late", "Answers that came after their timer", m -> m.answersLate));
        all.add(count(now, "response_timeouts", "submit_sm without an answer in time", m -> m.responseTimeouts));
        all.add(count(now, "receipts", "Delivery receipts from the SMSC", m -> m.receipts));
        all.add(count(
                now, "mobile_originated", "deliver_sm and data_sm that are no receipts", m -> m.mobileOriginated));
        all.add(count(
                now,
                "mobile_originated_routed",
                "deliver_sm and data_sm that are no receipts and go to an account",
                m -> m.mobileOriginatedRouted));
    }

    private static void addBinds(List<MetricSnapshot> all, List<LinkMetrics> now) {
        all.add(count(now, "binds", "Successful binds", m -> m.binds));
        all.add(count(now, "bind_failures", "Failed connects and binds", m -> m.bindFailures));
        all.add(count(now, "disconnects", "Binds that ended", m -> m.disconnects));
        all.add(count(now, "malformed_pdus", "PDUs from the SMSC that could not be decoded", m -> m.malformedPdus));
    }

    private static void addGauges(List<MetricSnapshot> all, List<LinkMetrics> now) {
        all.add(gauge(now, "bound_sessions", "Binds that are up", m -> m.boundSessions));
        all.add(gauge(now, "window_used", "submit_sm in flight", m -> m.windowUsed));
        all.add(gauge(
                now, "window_size", "submit_sm that may be in flight over all binds that are up", m -> m.windowSize));
        all.add(gauge(now, "queued_parts", "Parts that are accepted and wait to be written", m -> m.queuedParts));
        all.add(gauge(now, "lane_used_bytes", "Octets waiting in the lane", m -> m.laneUsedBytes));
        all.add(gauge(now, "lane_size_bytes", "Octets that the lane can hold", m -> m.laneSizeBytes));
        all.add(gauge(now, "throttled", "1 while the link pauses because the SMSC throttles", m -> m.throttled));
        all.add(gauge(
                now,
                "allowed_parts_per_second",
                "Rate that the throttle allows now, 0 is unlimited",
                m -> m.allowedPartsPerSecond));
    }

    private static CounterSnapshot answers(List<LinkMetrics> links) {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name(PREFIX + "answers").help("submit_sm_resp by result");
        for (LinkMetrics link : links) {
            Labels labels = labels(link);
            add(snapshot, labels.add(RESULT, "ok"), link.answersOk);
            add(snapshot, labels.add(RESULT, "error"), link.answersError);
            add(snapshot, labels.add(RESULT, "throttled"), link.answersThrottled);
            add(snapshot, labels.add(RESULT, "queue_full"), link.answersQueueFull);
        }
        return snapshot.build();
    }

    private static CounterSnapshot count(
            List<LinkMetrics> links, String name, String help, Function<LinkMetrics, Counter> counter) {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        for (LinkMetrics link : links) {
            add(snapshot, labels(link), counter.apply(link));
        }
        return snapshot.build();
    }

    private static void add(CounterSnapshot.Builder snapshot, Labels labels, Counter counter) {
        snapshot.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) counter.get())
                .build());
    }

    private static GaugeSnapshot gauge(
            List<LinkMetrics> links, String name, String help, Function<LinkMetrics, Counter> counter) {
        GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        for (LinkMetrics link : links) {
            snapshot.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels(link))
                    .value((double) counter.apply(link).get())
                    .build());
        }
        return snapshot.build();
    }

    private static Labels labels(LinkMetrics link) {
        return Labels.of("link", Long.toString(link.linkId), "smsc_id", link.smscId);
    }
}
