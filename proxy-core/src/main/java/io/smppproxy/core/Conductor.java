package io.smppproxy.core;

import io.smppproxy.core.account.Accounts;
import io.smppproxy.core.admission.AppRegistry;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.InProcessRateLimiterL2;
import io.smppproxy.core.admission.SubmissionValidator;
import io.smppproxy.core.config.RunningConfig;
import io.smppproxy.core.deliver.MoRoutes;
import io.smppproxy.core.esme.SmppServer;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.core.submit.Admission;
import io.smppproxy.core.submit.Intake;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns what may change while the proxy runs. Every change is planned as a whole before any of it happens, so that one that is refused
 * leaves no trace; what is equal before and after is not touched. Any thread may ask, and waits its turn; none of the I/O loops' may.
 */
final class Conductor {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private final Foundation foundation;
    private final LinkRegistry links;
    private final PduLogs pduLogs;
    private final InProcessRateLimiterL2 sharedLimits;
    private volatile Admission admission;
    private RunningConfig running;
    /** Null before {@link #serve}. */
    private Intake intake;

    private SmppServer server;
    private boolean listens;
    private boolean stopped;

    /** Plans what the proxy starts with; links are not opened yet. */
    Conductor(Foundation foundation, LinkRegistry links, PduLogs pduLogs) {
        this.foundation = foundation;
        this.links = links;
        this.pduLogs = pduLogs;
        this.running = foundation.config().running();
        long nowNs = System.nanoTime();
        sharedLimits = new InProcessRateLimiterL2(running.apps(), nowNs);
        admission = admission(new AppRegistry(running.apps(), nowNs), foundation.contactPolicy(running.strategies()));
    }

    /** What was put together in the meantime; called once. */
    synchronized void serve(Intake newIntake, SmppServer newServer) {
        intake = newIntake;
        server = newServer;
    }

    private static Admission admission(AppRegistry apps, ContactPolicy policy) {
        return new Admission(
                new SubmissionValidator(policy.strategyNames(), SubmissionValidator.DEFAULT_MAX_TEXT_CHARS),
                apps,
                policy);
    }

    /** As it is now; any thread. */
    Admission admission() {
        return admission;
    }

    InProcessRateLimiterL2 sharedLimits() {
        return sharedLimits;
    }

    /**
     * ESMEs may come from now on: listens as soon as there is an account.
     *
     * @throws IOException naming the address that cannot be listened on, or the TLS file that cannot be used
     */
    synchronized void listen() throws IOException {
        listens = true;
        if (server != null && !running.accounts().isEmpty()) {
            server.listen();
        }
    }

    /** See {@link ProxyCore#reconfigure}. */
    synchronized CompletableFuture<Void> apply(RunningConfig next) {
        if (stopped) {
            throw new IllegalStateException("the proxy is stopping; its configuration changes no more");
        }
        long nowNs = System.nanoTime();
        boolean sameAccounts = next.accounts().equals(running.accounts());
        boolean sameApps = next.apps().equals(running.apps());
        boolean sameStrategies = next.strategies().equals(running.strategies());
        // Whatever can be refused is refused here.
        Accounts accounts = sameAccounts ? null : new Accounts(next.accounts());
        MoRoutes moRoutes = next.moRoutes().equals(running.moRoutes()) ? null : new MoRoutes(next.moRoutes());
        AppRegistry apps = sameApps ? admission.apps() : admission.apps().replacedBy(next.apps(), nowNs);
        ContactPolicy policy = sameStrategies ? admission.contactPolicy() : foundation.contactPolicy(next.strategies());
        boolean sameWays = next.links().equals(running.links())
                && next.pools().equals(running.pools())
                && next.routes().equals(running.routes());
        LinkRegistry.Plan plan = sameWays ? null : links.plan(next);
        if (listens && server != null && !next.accounts().isEmpty()) {
            tryToListen();
        }

        if (accounts != null) {
            foundation.esmes().accounts(next.accounts());
        }
        if (moRoutes != null) {
            foundation.esmes().moRoutes(moRoutes);
        }
        if (!sameApps) {
            sharedLimits.update(next.apps(), nowNs);
        }
        if (!sameApps || !sameStrategies) {
            admission = admission(apps, policy);
        }
        if (!next.pduLogs().equals(running.pduLogs())) {
            pduLogs.rules(next.pduLogs());
        }
        CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
        if (plan != null) {
            intake.links(next.links());
            foundation.scopes().update(next.links());
            settled = links.apply(plan);
        }
        if (accounts != null && server != null) {
            server.accounts(accounts);
        }
        running = next;
        return settled;
    }

    /** Nothing changes any more. */
    synchronized void stop() {
        stopped = true;
    }

    /** A port that another process has is no fault of the change, which would be saved and not run if it were refused here. */
    private void tryToListen() {
        try {
            server.listen();
        } catch (IOException e) {
            LOG.error("ESMEs cannot bind: {}; tried again with each change of the configuration", e.getMessage());
        }
    }
}
