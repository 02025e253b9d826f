package io.smppproxy.core;

import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.InProcessRateLimiterL2;
import io.smppproxy.core.admission.MessageIdentity;
import io.smppproxy.core.admission.NodeSecret;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.journal.FileJournal;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.store.Stores;
import io.smppproxy.core.submit.Admission;
import io.smppproxy.core.submit.ReplyOutbox;
import io.smppproxy.core.submit.SubmitContext;
import io.smppproxy.core.track.Checkpoints;
import io.smppproxy.core.track.ReceiptScopes;
import io.smppproxy.core.track.Tracker;
import io.smppproxy.core.track.TrackerContext;
import io.smppproxy.core.track.TrackerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What loops and edges stand on: journal, maps, tracker and admission, opened in this order and closed in the reverse one.
 *
 * @param config as given
 * @param journal one stream per loop and one of the tracker's
 * @param stores the maps
 * @param tracker not yet started
 * @param sinks where replies go
 * @param outbox replies that no loop gives
 * @param inProgress messages that are under way
 * @param secret of this node
 * @param metrics the tracker's
 * @param esmes what the ESME side shares
 * @param scopes links whose receipts belong together
 */
record Foundation(
        CoreConfig config,
        Journal journal,
        Stores stores,
        Tracker tracker,
        ReplySinks sinks,
        ReplyOutbox outbox,
        IdempotencyRegistry inProgress,
        NodeSecret secret,
        TrackerMetrics metrics,
        EsmeParts esmes,
        ReceiptScopes scopes)
        implements AutoCloseable {
    /** The same whatever the number of loops: positions in it are kept. Loop n has stream n + 1. */
    static final int TRACKER_STREAM = 0;

    static Foundation open(CoreConfig config, Consumer<Throwable> onFailure) throws IOException {
        Files.createDirectories(config.dataDir());
        Journal journal = FileJournal.open(
                config.dataDir().resolve("journal"),
                config.ioThreads() + 1,
                config.durability(),
                config.journalSegmentBytes(),
                config.journalMaxBytes());
        Stores stores = null;
        try {
            NodeSecret secret = NodeSecret.open(config.dataDir());
            stores = Stores.open(config.dataDir().resolve("maps"), config.maxMessages(), config.maxContacts(), journal);
            ReplySinks sinks = new ReplySinks();
            ReplyOutbox outbox = new ReplyOutbox(sinks);
            IdempotencyRegistry inProgress = new IdempotencyRegistry();
            TrackerMetrics metrics = new TrackerMetrics();
            EsmeParts esmes = new EsmeParts(config);
            ReceiptScopes scopes = new ReceiptScopes(config.links());
            TrackerContext context = new TrackerContext(
                    journal,
                    TRACKER_STREAM,
                    stores.messages(),
                    stores.receipts(),
                    stores.contacts(),
                    stores.bounds(),
                    inProgress,
                    outbox,
                    checkpoints(stores),
                    metrics,
                    new TrackerLimits(
                            config.maxParkedReceipts(),
                            config.parkedReceiptMs(),
                            config.expireAfterMs(),
                            config.retentionMs()),
                    scopes,
                    esmes.side());
            Tracker tracker = new Tracker(context, outbox::retry, onFailure);
            return new Foundation(
                    config, journal, stores, tracker, sinks, outbox, inProgress, secret, metrics, esmes, scopes);
        } catch (IOException | RuntimeException e) {
            if (stores != null) {
                stores.close();
            }
            journal.close();
            throw e;
        }
    }

    private static Checkpoints checkpoints(Stores stores) {
        return new Checkpoints() {
            @Override
            public long appliedPosition(int stream) {
                return stores.appliedPosition(stream);
            }

            @Override
            public void save(long[] appliedPositions) {
                stores.writeCheckpoint(appliedPositions);
            }
        };
    }

    SubmitContext submitContext(
            Supplier<Admission> admission, InProcessRateLimiterL2 sharedLimits, Supplier<RouteTable> routes) {
        return new SubmitContext(
                admission,
                new MessageIdentity(secret),
                inProgress,
                stores.messages(),
                stores.bounds(),
                journal,
                sharedLimits,
                routes,
                sinks,
                outbox,
                tracker.deliveries().backlog(),
                config.maxInFlight());
    }

    /** @throws IllegalArgumentException if a strategy is there twice, or has limits that cannot be kept */
    ContactPolicy contactPolicy(List<StrategyConfig> strategies) {
        return new ContactPolicy(strategies, stores.contacts(), secret, config.policyZone(), System::currentTimeMillis);
    }

    @Override
    public void close() {
        tracker.close();
        stores.closeCleanly(tracker.appliedPositions());
        journal.close();
    }
}
