package io.smppproxy.core.account;

import io.smppproxy.core.config.AccountConfig;
import java.net.InetAddress;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A bind request that waits for its verdict.
 *
 * @param systemId as it came
 * @param password octets as they came; cleared with the verdict
 * @param address the ESME's, behind a trusted proxy too
 * @param isTls whether the connection is encrypted
 * @param executor where the verdict is given, the connection's loop
 * @param isGone whether nobody waits any more; asked on any thread
 * @param answer takes the verdict
 */
public record BindAttempt(
        String systemId,
        @SuppressWarnings("ArrayRecordComponent") byte[] password,
        InetAddress address,
        boolean isTls,
        Executor executor,
        BooleanSupplier isGone,
        Answer answer) {
    /** Takes the verdict, on the attempt's executor. */
    public interface Answer {
        /**
         * @param account null with a refusal
         * @param refusal null when the account may bind
         */
        void onVerdict(AccountConfig account, BindRefusal refusal);
    }
}
