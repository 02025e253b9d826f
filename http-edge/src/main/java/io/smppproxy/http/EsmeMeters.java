package io.smppproxy.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smppproxy.core.metrics.Counter;
import io.smppproxy.core.metrics.EsmeMetrics;
import java.util.List;
import java.util.function.Function;

/** What the SMPP server counts, summed over the I/O loops. */
final class EsmeMeters {
    private final MeterRegistry registry;
    private final List<EsmeMetrics> loops;

    private EsmeMeters(MeterRegistry registry, List<EsmeMetrics> loops) {
        this.registry = registry;
        this.loops = loops;
    }

    static void bind(MeterRegistry registry, List<EsmeMetrics> loops) {
        EsmeMeters meters = new EsmeMeters(registry, loops);
        meters.bindConnections();
        meters.bindRefusals();
        meters.bindRequests();
    }

    private void bindConnections() {
        count("connections", "Connections taken", Tags.empty(), m -> m.connections);
        count(
                "connections.refused",
                "Connections closed at once because of a limit",
                Tags.empty(),
                m -> m.connectionsRefused);
        count("binds", "Successful binds", Tags.empty(), m -> m.binds);
        gauge("bound.sessions", "Sessions that are bound", m -> m.boundSessions);
        gauge("unbound.connections", "Connections that have not bound yet", m -> m.unboundConnections);
        cut("unbound", m -> m.cutUnbound);
        cut("slow", m -> m.cutSlow);
        cut("dead", m -> m.cutDead);
        cut("inactive", m -> m.cutInactive);
    }

    private void cut(String reason, Function<EsmeMetrics, Counter> counter) {
        count("cut", "Connections ended by the proxy, by reason", Tags.of("reason", reason), counter);
    }

    private void bindRefusals() {
        refused("password", m -> m.refusedPassword);
        refused("system_id", m -> m.refusedSystemId);
        refused("address", m -> m.refusedAddress);
        refused("disabled", m -> m.refusedDisabled);
        refused("no_tls", m -> m.refusedWithoutTls);
        refused("too_many", m -> m.refusedTooMany);
        refused("guarded", m -> m.refusedGuarded);
        refused("busy", m -> m.refusedBusy);
        refused("malformed", m -> m.refusedMalformed);
    }

    private void refused(String reason, Function<EsmeMetrics, Counter> counter) {
        count("binds.refused", "Refused binds by reason", Tags.of("reason", reason), counter);
    }

    private void bindRequests() {
        String throttled = "Requests answered with ESME_RTHROTTLED, by limit";
        count("requests", "Requests of sessions that were taken", Tags.empty(), m -> m.requests);
        count("throttled", throttled, Tags.of("limit", "window"), m -> m.throttledByWindow);
        count("throttled", throttled, Tags.of("limit", "rate"), m -> m.throttledByRate);
        count("wrong.state", "PDUs that the state of their session does not allow", Tags.empty(), m -> m.wrongState);
        count("malformed.pdus", "PDUs that could not be decoded", Tags.empty(), m -> m.malformedPdus);
    }

    /** A meter holds on to what it is made of only weakly, hence it is made of the registry that it lives in. */
    private void count(String name, String help, Tags tags, Function<EsmeMetrics, Counter> counter) {
        FunctionCounter.builder("smpp.proxy.esme." + name, registry, lasting -> sum(counter))
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void gauge(String name, String help, Function<EsmeMetrics, Counter> counter) {
        Gauge.builder("smpp.proxy.esme." + name, registry, lasting -> sum(counter))
                .description(help)
                .register(registry);
    }

    private double sum(Function<EsmeMetrics, Counter> counter) {
        return loops.stream().mapToLong(loop -> counter.apply(loop).get()).sum();
    }
}
