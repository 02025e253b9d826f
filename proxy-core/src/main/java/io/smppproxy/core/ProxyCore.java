package io.smppproxy.core;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.core.edge.SearchPort;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.esme.SmppServer;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.link.Transport;
import io.smppproxy.core.metrics.AccountMetrics;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.EsmeMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.LinkRates;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.core.submit.Intake;
import io.smppproxy.core.submit.SubmitContext;
import io.smppproxy.core.submit.SubmitPath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy without its edges: opens journal and maps, replays, starts loops, tracker and links, and ends all of it in order. Start and
 * stop are for one thread; the ports are for any.
 */
public final class ProxyCore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyCore.class);
    private static final long LOOP_STOP_SECONDS = 5;

    private final Foundation foundation;
    private final MultiThreadIoEventLoopGroup group;
    private final Transport transport;
    private final List<IoLoop> loops = new ArrayList<>();
    private final LinkRegistry links;
    private final Conductor conductor;
    private final Intake intake;
    private final SubmitPath submitPath;
    private final QueryPort queryPort;
    private final SearchPort searchPort;
    private final PduLogs pduLogs;
    private final LinkRates rates;
    /** Null when no ESMEs are served. */
    private final SmppServer smppServer;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private boolean closed;

    private ProxyCore(CoreConfig config) throws IOException {
        foundation = Foundation.open(config, this::fail);
        pduLogs = PduLogs.start(config.pduLog());
        transport = Transport.best();
        group = new MultiThreadIoEventLoopGroup(
                config.ioThreads(), new DefaultThreadFactory("io", true), transport.ioHandlers());
        try {
            foundation.tracker().recover();
            startLoops(config.ioThreads());
            links = new LinkRegistry(
                    loops,
                    transport,
                    foundation
                            .esmes()
                            .inboundRules(foundation.tracker().deliveries().backlog()));
            LinkRegistry.Plan plan = links.plan(config.running());
            conductor = new Conductor(foundation, links, pduLogs);
            SubmitContext submitContext =
                    foundation.submitContext(conductor::admission, conductor.sharedLimits(), links::routes);
            intake = new Intake(submitContext);
            intake.links(config.links());
            submitPath = new SubmitPath(submitContext, intake);
            queryPort = new CoreQueries(links::routes, foundation.tracker());
            searchPort = new CoreSearch(foundation.stores().messages(), foundation.tracker()::ask);
            smppServer = config.esmeServer() == null
                    ? null
                    : EsmeServing.server(foundation, submitContext, intake, group, loops, transport);
            conductor.serve(intake, smppServer);
            rates = LinkRates.start(this::linkMetrics, this::accountMetrics);
            foundation.tracker().start();
            links.apply(plan);
        } catch (RuntimeException e) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            transport.close();
            pduLogs.close();
            foundation.close();
            throw e;
        }
    }

    /**
     * Starts everything but the listeners for ESMEs; links connect in the background.
     *
     * @throws IOException if the data directory cannot be used
     * @throws RuntimeException if it is damaged, locked by another process, or the configuration contradicts itself
     */
    public static ProxyCore start(CoreConfig config) throws IOException {
        return new ProxyCore(config);
    }

    /**
     * Begins to take ESMEs, where any are served.
     *
     * @throws IOException naming the address that cannot be listened on, or the TLS file that cannot be used
     */
    public void listen() throws IOException {
        conductor.listen();
    }

    private void startLoops(int count) {
        for (int i = 0; i < count; i++) {
            EventLoop eventLoop = (EventLoop) group.next();
            IoLoop loop = new IoLoop(
                    eventLoop,
                    foundation.journal().writer(Foundation.TRACKER_STREAM + 1 + i),
                    foundation.sinks(),
                    pduLogs.taps(),
                    this::fail);
            eventLoop.execute(loop::start);
            loops.add(loop);
        }
    }

    /**
     * The port that ESMEs bind to, {@link EsmeServerConfig#NO_PORT} when there is none.
     *
     * @param tls whether the one with TLS is meant
     */
    public int esmePort(boolean tls) {
        if (smppServer == null) {
            return EsmeServerConfig.NO_PORT;
        }
        return tls ? smppServer.tlsPort() : smppServer.port();
    }

    /**
     * Replaces what may change while the proxy runs. What is equal stays untouched: no reconnect, no counter, bucket or history begins
     * anew. When this returns, new messages go by the new configuration; a changed link goes on with its old binds until those of the new
     * configuration are up. Any thread but an I/O loop's; waits for a change that is under way.
     *
     * @return completes when every link that was changed or deleted has left its old binds
     * @throws IllegalArgumentException if the configuration contradicts itself, or its first account needs a port that cannot be had;
     *     nothing has changed then
     * @throws IllegalStateException if the proxy is stopping
     */
    public CompletableFuture<Void> reconfigure(RunningConfig next) {
        return conductor.apply(next);
    }

    /** The connections to SMSCs, and the attempts at them; any thread, for people: it asks the I/O loops. */
    public List<ConnectionInfo> linkConnections() {
        return gathered(links.connections());
    }

    /** The connections of ESMEs that have bound; any thread, for people: it asks the I/O loops. */
    public List<ConnectionInfo> accountConnections() {
        return smppServer == null ? List.of() : gathered(smppServer.connections());
    }

    private static List<ConnectionInfo> gathered(List<CompletableFuture<List<ConnectionInfo>>> asked) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        List<ConnectionInfo> infos = new ArrayList<>();
        for (CompletableFuture<List<ConnectionInfo>> future : asked) {
            List<ConnectionInfo> some = awaitEnd(future, untilNs, null);
            infos.addAll(some == null ? List.of() : some);
        }
        return infos;
    }

    /** One of each I/O loop, none where no ESMEs are served. */
    public List<EsmeMetrics> esmeMetrics() {
        return smppServer == null ? List.of() : smppServer.metrics();
    }

    /** One of each account that has bound since the start. */
    public List<AccountMetrics> accountMetrics() {
        return smppServer == null ? List.of() : smppServer.accountMetrics();
    }

    public SubmitPort submitPort() {
        return submitPath;
    }

    public QueryPort queryPort() {
        return queryPort;
    }

    /** Messages by number, and what became of each part of one. */
    public SearchPort searchPort() {
        return searchPort;
    }

    /** What links and ESMEs send and are sent, where that is logged. */
    public PduLogs pduLogs() {
        return pduLogs;
    }

    /** What links and accounts do per second, now. */
    public LinkRates rates() {
        return rates;
    }

    /** One per link that is configured now, in configuration order. */
    public List<LinkMetrics> linkMetrics() {
        return links.metrics();
    }

    public TrackerMetrics trackerMetrics() {
        return foundation.metrics();
    }

    /** One per account that had a delivery since the start. */
    public List<DeliveryMetrics> deliveryMetrics() {
        return foundation.tracker().deliveries().metrics();
    }

    /** What stopped the proxy from acknowledging anything, or null. The process should end and be started again. */
    public Throwable failure() {
        return failure.get();
    }

    private void fail(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            LOG.error("nothing is acknowledged any more: {}", cause.toString());
            if (intake != null) {
                intake.stop();
            }
        }
    }

    /**
     * Refuses new messages, lets accepted ones be sent and answered, then unbinds.
     *
     * @param limit how long this may take in all
     * @return true if nothing was left when the time was over
     */
    public boolean drain(Duration limit) {
        intake.stop();
        conductor.stop();
        long deadlineNs = System.nanoTime() + limit.toNanos();
        List<CompletableFuture<Boolean>> ends = new ArrayList<>();
        if (smppServer != null) {
            ends.add(smppServer.drain(deadlineNs));
        }
        ends.addAll(links.drain(deadlineNs));
        boolean all = true;
        for (CompletableFuture<Boolean> end : ends) {
            all &= awaitEnd(end, deadlineNs + TimeUnit.SECONDS.toNanos(1), false);
        }
        return all;
    }

    private static <T> T awaitEnd(CompletableFuture<T> end, long untilNs, T otherwise) {
        try {
            return end.get(Math.max(1, untilNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return otherwise;
        }
    }

    /** Ends loops, tracker, maps and journal; without a {@link #drain} before, whatever is under way becomes ambiguous. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        intake.stop();
        conductor.stop();
        if (smppServer != null) {
            smppServer.close();
        }
        group.shutdownGracefully(0, LOOP_STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(LOOP_STOP_SECONDS + 1, TimeUnit.SECONDS);
        links.close();
        transport.close();
        rates.close();
        pduLogs.close();
        foundation.close();
    }
}
