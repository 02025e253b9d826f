package io.smppproxy.app.node;

import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.manage.ManagedConfig;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.grpc.GrpcEdge;
import io.smppproxy.http.HttpEdge;
import io.smppproxy.http.MetricsPage;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.NodeState;
import io.smppproxy.http.admin.AdminEdge;
import io.smppproxy.http.sms.SmsApi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running proxy: the core and its edges. For one thread; {@link #failure} for any. */
public final class ProxyNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyNode.class);
    /** What calls get for their last answers after the links are done, even when the drain took all its time. */
    private static final long LAST_ANSWERS_MS = 500;

    private final NodeHealth health = new NodeHealth();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final AppConfiguration configuration;
    /** Null when nothing of the configuration can change. */
    private final ManagedConfig managed;

    private HttpEdge http;
    private ProxyCore core;
    private GrpcEdge grpc;
    private SmsApi smsApi;
    private AdminEdge admin;

    private ProxyNode(AppConfiguration configuration, ManagedConfig managed) {
        this.configuration = configuration;
        this.managed = managed;
    }

    /** Starts everything; nothing of the configuration can change then. */
    public static ProxyNode start(AppConfiguration configuration, String version) throws IOException, DataException {
        return start(configuration, null, version);
    }

    /**
     * Starts everything. Health is served first, so that a long replay can be seen; messages are taken last.
     *
     * @param managed where the configuration comes from and changes, or null; stays open for whoever opened it
     * @throws IOException if a port cannot be listened on
     * @throws DataException if the data directory cannot be used
     */
    public static ProxyNode start(AppConfiguration configuration, ManagedConfig managed, String version)
            throws IOException, DataException {
        ProxyNode node = new ProxyNode(configuration, managed);
        try {
            node.open(version);
            return node;
        } catch (IOException | DataException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void open(String version) throws IOException, DataException {
        if (configuration.http() != null) {
            http = HttpEdge.start(configuration.http(), health);
            closing.push(http::close);
        }
        TokenVerifier verifier = verifier();
        core = openCore();
        closing.push(core::close);
        grpc = new GrpcEdge(
                configuration.grpc(), verifier, core.submitPort(), core.queryPort(), System::currentTimeMillis);
        closing.push(grpc::close);
        MetricsPage page = new MetricsPage(version, health, core::linkMetrics, core.trackerMetrics());
        page.addEsmes(core.esmeMetrics(), core::accountMetrics);
        page.addDeliveries(core::deliveryMetrics);
        page.addPduLogs(core.pduLogs().metrics());
        GrpcMeters.bind(grpc, page.registry());
        closing.addLast(page::close);
        if (http != null) {
            http.publish(page);
        }
        core.listen();
        if (managed != null) {
            managed.run(core, configuration.core().running());
            verifier.refuse(managed.manager().tokens()::isRevoked);
        }
        grpc.start();
        if (configuration.smsApi() != null) {
            smsApi = SmsApi.start(configuration.smsApi(), verifier, core.submitPort(), core.queryPort());
            closing.push(smsApi::close);
        }
        if (configuration.admin() != null && managed != null) {
            admin = AdminStart.start(configuration, managed, core, health, version);
            closing.push(admin::close);
        }
        health.moveTo(NodeState.READY);
    }

    private TokenVerifier verifier() throws DataException {
        try {
            return configuration.auth().verifier();
        } catch (IOException e) {
            throw new DataException("auth: the secret cannot be read or made: " + e.getMessage(), e);
        }
    }

    private ProxyCore openCore() throws DataException {
        try {
            return ProxyCore.start(configuration.core());
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "node.data-dir: " + configuration.core().dataDir() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The data directory, or what lies in it, cannot be used. */
    public static final class DataException extends Exception {
        private static final long serialVersionUID = 1L;

        DataException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public int grpcPort() {
        return grpc.port();
    }

    /**
     * The port that ESMEs bind to, or -1 when there is none.
     *
     * @param tls whether the one with TLS is meant
     */
    public int esmePort(boolean tls) {
        return core.esmePort(tls);
    }

    /** The port of metrics and health, or 0 when they are switched off. */
    public int httpPort() {
        return http == null ? 0 : http.port();
    }

    /** The port of SmsService as JSON, or 0 when it is switched off. */
    public int smsApiPort() {
        return smsApi == null ? 0 : smsApi.port();
    }

    /** The port of the administration API, or 0 when it is switched off. */
    public int adminPort() {
        return admin == null ? 0 : admin.port();
    }

    /** What only a restart mends, or null. From then on the node is not ready. */
    public Throwable failure() {
        Throwable failure = core.failure();
        if (failure != null) {
            health.moveTo(NodeState.FAILED);
        }
        return failure;
    }

    /**
     * Takes no new messages, waits for those in flight within the configured time, and unbinds.
     *
     * @return true if nothing was left
     */
    public boolean drain() {
        health.moveTo(NodeState.DRAINING);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(configuration.drainTimeoutMs());
        grpc.startDrain();
        boolean drained = core.drain(Duration.ofMillis(configuration.drainTimeoutMs()));
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
        try {
            drained &= grpc.stop(Math.max(leftMs, LAST_ANSWERS_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            drained = false;
        }
        return drained;
    }

    /** Ends everything, in the opposite order of the start. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("while closing: {}", e.toString());
            }
        }
    }
}
