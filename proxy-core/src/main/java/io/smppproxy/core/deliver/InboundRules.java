package io.smppproxy.core.deliver;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What links must know of the ESME side. Any thread.
 *
 * @param servesEsmes whether receipts may belong to ESMEs, so that all of them must be kept as they came
 * @param routes whom messages that are no receipts are for, as it is now
 * @param backlog accounts that can take no more
 */
public record InboundRules(BooleanSupplier servesEsmes, Supplier<MoRoutes> routes, Backlog backlog) {
    /** No ESME is served. */
    public static final InboundRules NO_ESMES = new InboundRules(() -> false, () -> MoRoutes.NONE, new Backlog());
}
