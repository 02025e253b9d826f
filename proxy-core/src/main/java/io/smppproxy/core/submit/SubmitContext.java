package io.smppproxy.core.submit;

import io.smppproxy.core.admission.AppRegistry;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.IdempotencyRegistry;
import io.smppproxy.core.admission.MessageIdentity;
import io.smppproxy.core.admission.RateLimiterL2;
import io.smppproxy.core.admission.ReplyDelivery;
import io.smppproxy.core.admission.SubmissionValidator;
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
 * @param validator looks at the fields
 * @param apps tenants and their L1 limits
 * @param identity gives message ids
 * @param inProgress messages that are under way
 * @param messages finished ones
 * @param bounds whether the stores have room
 * @param journal asked whether it has room
 * @param sharedLimits L2
 * @param contactPolicy strategies
 * @param routes the current table
 * @param sinks where replies go
 * @param replies gives replies that need no link
 * @param backlog accounts that must first take what waits for them
 * @param maxInFlight messages accepted and not finished, over all links
 */
public record SubmitContext(
        SubmissionValidator validator,
        AppRegistry apps,
        MessageIdentity identity,
        IdempotencyRegistry inProgress,
        MessageStore messages,
        StoreBounds bounds,
        Journal journal,
        RateLimiterL2 sharedLimits,
        ContactPolicy contactPolicy,
        Supplier<RouteTable> routes,
        ReplySinks sinks,
        ReplyDelivery replies,
        Backlog backlog,
        int maxInFlight) {}
