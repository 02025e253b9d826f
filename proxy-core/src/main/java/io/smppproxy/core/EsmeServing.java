package io.smppproxy.core;

import io.netty.channel.EventLoopGroup;
import io.smppproxy.core.account.Accounts;
import io.smppproxy.core.account.Authenticator;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.esme.EsmeContext;
import io.smppproxy.core.esme.EsmeDeliveries;
import io.smppproxy.core.esme.EsmeLoop;
import io.smppproxy.core.esme.EsmeSubmits;
import io.smppproxy.core.esme.SmppServer;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.link.Transport;
import io.smppproxy.core.submit.Intake;
import io.smppproxy.core.submit.SubmitContext;
import java.util.ArrayList;
import java.util.List;

/** Puts the SMPP server together: a loop of ESMEs beside the links of each I/O loop, and what their requests and deliveries lead to. */
final class EsmeServing {
    private EsmeServing() {}

    /** @return not yet listening */
    static SmppServer server(
            Foundation foundation,
            SubmitContext submitContext,
            Intake intake,
            EventLoopGroup group,
            List<IoLoop> ioLoops,
            Transport transport) {
        EsmeServerConfig config = foundation.config().esmeServer();
        List<AccountConfig> accounts = foundation.config().accounts();
        EsmeParts parts = foundation.esmes();
        Authenticator authenticator =
                new Authenticator(new Accounts(accounts), config.verifierThreads(), config.maxUnbound());
        EsmeContext context = new EsmeContext(config, authenticator, parts.directory, foundation.sinks());
        List<EsmeLoop> loops = new ArrayList<>();
        for (int i = 0; i < ioLoops.size(); i++) {
            EsmeLoop loop = new EsmeLoop(i, ioLoops.get(i), context);
            loop.start(
                    new EsmeSubmits(loop, submitContext, intake, foundation.tracker()),
                    new EsmeDeliveries(parts.results, config.responseTimeoutMs()));
            loops.add(loop);
        }
        return new SmppServer(context, group, loops, transport);
    }
}
