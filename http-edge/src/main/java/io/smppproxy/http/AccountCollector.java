package io.smppproxy.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.smppproxy.core.metrics.AccountMetrics;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is counted by account. Accounts come and go, so every scrape asks anew which there are. */
final class AccountCollector implements MultiCollector {
    private final Supplier<List<AccountMetrics>> accounts;

    AccountCollector(Supplier<List<AccountMetrics>> accounts) {
        this.accounts = accounts;
    }

    @Override
    public MetricSnapshots collect() {
        List<AccountMetrics> now = accounts.get();
        GaugeSnapshot.Builder bound = GaugeSnapshot.builder()
                .name("smpp_proxy_account_bound_sessions")
                .help("Sessions that are bound");
        for (AccountMetrics account : now) {
            bound.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels(account))
                    .value(account.boundSessions.doubleValue())
                    .build());
        }
        return new MetricSnapshots(
                bound.build(),
                counter(now, "binds", "Successful binds", m -> m.binds),
                counter(now, "binds_refused", "Binds refused although the password was right", m -> m.bindsRefused),
                counter(now, "requests", "Requests that were taken", m -> m.requests),
                counter(now, "throttled", "Requests answered with ESME_RTHROTTLED by a limit", m -> m.throttled));
    }

    private static CounterSnapshot counter(
            List<AccountMetrics> accounts, String name, String help, Function<AccountMetrics, LongAdder> counter) {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name("smpp_proxy_account_" + name).help(help);
        for (AccountMetrics account : accounts) {
            snapshot.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels(account))
                    .value(counter.apply(account).doubleValue())
                    .build());
        }
        return snapshot.build();
    }

    private static Labels labels(AccountMetrics account) {
        return Labels.of("account", Long.toString(account.accountId), "system_id", account.systemId);
    }
}
