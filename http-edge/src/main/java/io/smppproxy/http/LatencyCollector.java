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
import org.HdrHistogram.Histogram;

/**
 * The time between submit_sm and its answer, as one Prometheus histogram per link. Each scrape takes what the recorder saw since
 * the last one and adds it to buckets that only grow, so that rates and aggregation over nodes work as usual.
 */
final class LatencyCollector implements Collector {
    static final String NAME = "smpp_proxy_link_answer_seconds";
    private static final double NS_PER_SECOND = 1e9;
    private static final double[] BOUNDS_SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
    };

    private final List<LinkLatency> links;

    LatencyCollector(List<LinkMetrics> links) {
        this.links = links.stream().map(LinkLatency::new).toList();
    }

    /** Called by one scrape at a time. */
    @Override
    public synchronized MetricSnapshot collect() {
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder()
                .name(NAME)
                .help("Time from submit_sm written to submit_sm_resp read")
                .unit(Unit.SECONDS);
        for (LinkLatency link : links) {
            link.takeInterval();
            snapshot.dataPoint(link.dataPoint());
        }
        return snapshot.build();
    }

    private static final class LinkLatency {
        private final LinkMetrics metrics;
        private final Labels labels;
        private final long[] counts = new long[BOUNDS_SECONDS.length];
        private double sumSeconds;
        private Histogram interval;

        LinkLatency(LinkMetrics metrics) {
            this.metrics = metrics;
            this.labels = Labels.of("link", Long.toString(metrics.linkId), "smsc_id", metrics.smscId);
        }

        void takeInterval() {
            interval = metrics.answerLatencyNs.getIntervalHistogram(interval);
            long below = 0;
            for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
                long upTo = Double.isInfinite(BOUNDS_SECONDS[i])
                        ? interval.getTotalCount()
                        : interval.getCountBetweenValues(0, (long) (BOUNDS_SECONDS[i] * NS_PER_SECOND));
                counts[i] += upTo - below;
                below = upTo;
            }
            sumSeconds += interval.getMean() * interval.getTotalCount() / NS_PER_SECOND;
        }

        HistogramDataPointSnapshot dataPoint() {
            return HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts))
                    .sum(sumSeconds)
                    .labels(labels)
                    .build();
        }
    }
}
