package io.smppproxy.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smppproxy.core.metrics.Counter;
import io.smppproxy.core.metrics.DeliveryMetrics;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deliveries by account. Accounts come and go, so every scrape asks anew which there are. */
final class DeliveryCollector implements MultiCollector {
    private static final String PREFIX = "smpp_proxy_account_deliveries";

    private final Supplier<List<DeliveryMetrics>> accounts;

    DeliveryCollector(Supplier<List<DeliveryMetrics>> accounts) {
        this.accounts = accounts;
    }

    @Override
    public MetricSnapshots collect() {
        List<DeliveryMetrics> now = accounts.get();
        return new MetricSnapshots(
                gauge(now, "_pending", "Receipts and messages that wait for the ESME to take them", m -> m.pending),
                gauge(now, "_in_flight", "Those of them that are sent and not answered", m -> m.inFlight),
                counter(now, "", "Deliveries that the ESME took", m -> m.delivered),
                counter(now, "_refused", "Deliveries that the ESME refused for good", m -> m.refused),
                counter(now, "_retried", "Answers that asked for another attempt", m -> m.retried),
                counter(now, "_returned", "Deliveries without an answer, sent again", m -> m.returned),
                counter(now, "_expired", "Deliveries given up because of their age", m -> m.expired));
    }

    private static GaugeSnapshot gauge(
            List<DeliveryMetrics> accounts, String name, String help, Function<DeliveryMetrics, Counter> counter) {
        GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        for (DeliveryMetrics account : accounts) {
            snapshot.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels(account))
                    .value((double) counter.apply(account).get())
                    .build());
        }
        return snapshot.build();
    }

    private static CounterSnapshot counter(
            List<DeliveryMetrics> accounts, String name, String help, Function<DeliveryMetrics, Counter> counter) {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        for (DeliveryMetrics account : accounts) {
            snapshot.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels(account))
                    .value((double) counter.apply(account).get())
                    .build());
        }
        return snapshot.build();
    }

    private static Labels labels(DeliveryMetrics account) {
        return Labels.of("account", Long.toString(account.accountId), "system_id", account.systemId);
    }
}
