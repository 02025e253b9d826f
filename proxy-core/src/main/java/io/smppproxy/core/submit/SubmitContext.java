package io.smppproxy.core.submit;

import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.MessageIdentity;
import io.smppproxy.core.admission.RateLimiterL2;
import io.smppproxy.core.admission.ReplyDelivery;
import io.smppproxy.core.deliver.Backlog;
import io.smppproxy.core.journal.Journal;
import io.smppproxy.core.lane.ReplySinks;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.store.MessageStore;
import io.smppproxy.core.store.StoreBounds;
import java.util.function.Supplier;

/**
 * What a submission meets on its way.
 *
 * @param admission who may send what, as it is now
 * @param identity gives message ids
 * @param inProgress messages that are under way
 * @param messages finished ones
 * @param bounds whether the stores have room
 * @param journal asked whether it has room
 * @param sharedLimits L2
 * @param routes the current table
 * @param sinks where replies go
 * @param replies gives replies that need no link
 * @param backlog accounts that must first take what waits for them
 * @param maxInFlight messages accepted and not finished, over all links
 */
public record SubmitContext(
        Supplier<Admission> admission,
        MessageIdentity identity,
        IdempotencyRegistry inProgress,
        MessageStore messages,
        StoreBounds bounds,
        Journal journal,
        RateLimiterL2 sharedLimits,
        Supplier<RouteTable> routes,
        ReplySinks sinks,
        ReplyDelivery replies,
        Backlog backlog,
        int maxInFlight) {}
