package io.smppproxy.http;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.smppproxy.core.metrics.LinkMetrics;
import java.util.List;
import java.util.function.Supplier;

/**
 * The time between submit_sm and its answer, as one Prometheus histogram per link. Its buckets only grow, so that rates and aggregation
 * over nodes work as usual.
 */
final class LatencyCollector implements Collector {
    static final String NAME = "smpp_proxy_link_answer_seconds";
    private static final double[] BOUNDS_SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
    };

    private final Supplier<List<LinkMetrics>> links;

    LatencyCollector(Supplier<List<LinkMetrics>> links) {
        this.links = links;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder()
                .name(NAME)
                .help("Time from submit_sm written to submit_sm_resp read")
                .unit(Unit.SECONDS);
        for (LinkMetrics link : links.get()) {
            add(link, snapshot);
        }
        return snapshot.build();
    }

    private static void add(LinkMetrics link, HistogramSnapshot.Builder snapshot) {
        link.answerLatency.readTotal(
                BOUNDS_SECONDS,
                (counts, sumSeconds) -> snapshot.dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts))
                        .sum(sumSeconds)
                        .labels(Labels.of("link", Long.toString(link.linkId), "smsc_id", link.smscId))
                        .build()));
    }
}
