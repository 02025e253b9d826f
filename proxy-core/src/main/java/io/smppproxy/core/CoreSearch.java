package io.smppproxy.core;

import io.smppproxy.core.admission.DestinationDigest;
import io.smppproxy.core.edge.FoundMessage;
import io.smppproxy.core.edge.MessageTimeline;
import io.smppproxy.core.edge.SearchBusyException;
import io.smppproxy.core.edge.SearchPort;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.track.MessageLookup;
import io.smppproxy.core.track.MessageTimelines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Searches the message store on the asker's thread, and asks the tracker for what is not in the store yet. Any thread. */
final class CoreSearch implements SearchPort {
    private static final int AT_ONCE = 2;
    private static final long TRACKER_SECONDS = 5;
    private static final Comparator<FoundMessage> NEWEST_FIRST =
            Comparator.comparingLong(FoundMessage::acceptedAtMs).reversed();

    private final MessageStore messages;
    private final Consumer<Consumer<MessageLookup>> tracker;
    private final Semaphore scans = new Semaphore(AT_ONCE);

    /** @param tracker takes questions, {@code Tracker.ask} */
    CoreSearch(MessageStore messages, Consumer<Consumer<MessageLookup>> tracker) {
        this.messages = messages;
        this.tracker = tracker;
    }

    @Override
    public List<FoundMessage> search(String msisdn, int limit) throws SearchBusyException {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        if (!scans.tryAcquire()) {
            throw new SearchBusyException(AT_ONCE);
        }
        try {
            long digest = DestinationDigest.of(msisdn);
            Newest found = new Newest(limit);
            open(digest, limit).forEach(found::add);
            messages.forEachTo(digest, record -> found.add(MessageTimelines.summary(record)));
            return found.list();
        } finally {
            scans.release();
        }
    }

    /** The newest messages to the number that are in no map yet; none if the tracker is too busy to say. */
    private List<FoundMessage> open(long digest, int limit) {
        CompletableFuture<List<FoundMessage>> answer = new CompletableFuture<>();
        tracker.accept(lookup -> {
            Newest found = new Newest(limit);
            lookup.forEachOpen(record -> {
                if (record.destinationDigest == digest) {
                    found.add(MessageTimelines.summary(record));
                }
            });
            answer.complete(found.list());
        });
        try {
            return answer.get(TRACKER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    @Override
    public void timeline(long messageIdHi, long messageIdLo, Consumer<MessageTimeline> answer) {
        tracker.accept(lookup -> {
            MessageRecord record = lookup.find(messageIdHi, messageIdLo);
            answer.accept(record == null ? null : MessageTimelines.of(record));
        });
    }

    /** The newest of many messages, each once: one that was open and is stored meanwhile comes twice, and the second time counts. */
    private static final class Newest {
        private final int limit;
        private final PriorityQueue<FoundMessage> oldestFirst =
                new PriorityQueue<>(Comparator.comparingLong(FoundMessage::acceptedAtMs));

        Newest(int limit) {
            this.limit = limit;
        }

        void add(FoundMessage message) {
            oldestFirst.removeIf(other ->
                    other.messageIdHi() == message.messageIdHi() && other.messageIdLo() == message.messageIdLo());
            oldestFirst.add(message);
            if (oldestFirst.size() > limit) {
                oldestFirst.poll();
            }
        }

        List<FoundMessage> list() {
            List<FoundMessage> list = new ArrayList<>(oldestFirst);
            list.sort(NEWEST_FIRST);
            return list;
        }
    }
}
