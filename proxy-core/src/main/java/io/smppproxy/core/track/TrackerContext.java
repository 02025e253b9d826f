package io.smppproxy.core.track;

import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.ReplyDelivery;
import io.smppproxy.core.deliver.EsmeSide;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.metrics.TrackerMetrics;
import io.smppproxy.core.store.ContactHistory;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.store.ReceiptIndex;
import io.smppproxy.core.store.StoreBounds;

/**
 * What the tracker works with.
 *
 * @param journal read on all streams
 * @param ownStream the stream that the tracker writes its own records to
 * @param messages map
 * @param receipts map
 * @param contacts map
 * @param bounds told to look again now and then
 * @param inProgress told when a message's outcome is stored
 * @param replies for those who joined a message
 * @param checkpoints where the applied positions are kept
 * @param metrics counters
 * @param limits bounds and times
 * @param scopes links whose receipts belong together
 * @param esmes who gets receipts and mobile originated messages
 */
public record TrackerContext(
        Journal journal,
        int ownStream,
        MessageStore messages,
        ReceiptIndex receipts,
        ContactHistory contacts,
        StoreBounds bounds,
        IdempotencyRegistry inProgress,
        ReplyDelivery replies,
        Checkpoints checkpoints,
        TrackerMetrics metrics,
        TrackerLimits limits,
        ReceiptScopes scopes,
        EsmeSide esmes) {}
