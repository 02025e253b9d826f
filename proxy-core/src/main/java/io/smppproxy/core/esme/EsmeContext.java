package io.smppproxy.core.esme;

import io.smppproxy.core.account.AccountUses;
import io.smppproxy.core.account.Authenticator;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.lane.ReplySinks;

/**
 * What the loops of one server share. Each part says which threads may use it.
 *
 * @param config of the server
 * @param authenticator decides who may bind
 * @param uses what accounts use over all loops
 * @param limits of connections
 * @param refusals tells of refused binds
 * @param directory sessions that can receive
 * @param sinks where loops register for replies
 */
public record EsmeContext(
        EsmeServerConfig config,
        Authenticator authenticator,
        AccountUses uses,
        ConnectionLimits limits,
        RefusalLog refusals,
        EsmeDirectory directory,
        ReplySinks sinks) {

    public EsmeContext(
            EsmeServerConfig config, Authenticator authenticator, EsmeDirectory directory, ReplySinks sinks) {
        this(
                config,
                authenticator,
                new AccountUses(),
                new ConnectionLimits(config),
                new RefusalLog(),
                directory,
                sinks);
    }
}
