package io.smppproxy.core.deliver;

import io.smppproxy.core.config.AccountConfig;
import java.util.function.LongFunction;

/**
 * What the tracker knows of the ESME side.
 *
 * @param receivers bound sessions
 * @param results of deliveries
 * @param accounts as they are now, by id; null for one that is no more
 */
public record EsmeSide(Receivers receivers, DeliveryResults results, LongFunction<AccountConfig> accounts) {}
