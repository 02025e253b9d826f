package io.smppproxy.app.cli;

import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.StrategyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a node is configured to do, in a few lines and without secrets. */
final class Summary {
    private Summary() {}

    static List<String> lines(AppConfiguration configuration) {
        List<String> lines = new ArrayList<>();
        lines.add("data     " + configuration.core().dataDir() + ", durability "
                + configuration.core().durability().name().toLowerCase(Locale.ROOT));
        for (LinkConfig link : configuration.core().links()) {
            lines.add(link(link));
        }
        for (PoolConfig pool : configuration.core().pools()) {
            String members = pool.members().stream()
                    .map(member -> member.linkId() + " (weight " + member.weight() + ")")
                    .collect(Collectors.joining(", "));
            lines.add("pool     " + pool.id() + " " + pool.name() + ": " + members);
        }
        for (AppConfig app : configuration.core().apps()) {
            lines.add("app      " + app.id() + " " + app.name() + (app.enabled() ? "" : " (disabled)"));
        }
        EsmeServerConfig server = configuration.core().esmeServer();
        if (server != null && !configuration.core().accounts().isEmpty()) {
            lines.add("server   " + server.host()
                    + (server.port() == EsmeServerConfig.NO_PORT ? "" : ":" + server.port())
                    + (server.tls() == null ? "" : ", TLS on " + server.tls().port()));
        }
        for (AccountConfig account : configuration.core().accounts()) {
            lines.add(account(account));
        }
        lines.add("policies "
                + configuration.core().strategies().stream()
                        .map(StrategyConfig::name)
                        .collect(Collectors.joining(", ")));
        return lines;
    }

    private static String account(AccountConfig account) {
        return "account  " + account.id() + " " + account.systemId() + ": at most " + account.maxBinds() + " binds, "
                + account.mode().name().toLowerCase(Locale.ROOT) + ", window " + account.window()
                + (account.tlsRequired() ? ", TLS only" : "") + (account.enabled() ? "" : " (disabled)");
    }

    private static String link(LinkConfig link) {
        return "link     " + link.id() + " " + link.smscId() + ": " + link.systemId() + "@" + link.host() + ":"
                + link.port() + ", SMPP " + InterfaceVersion.name(link.interfaceVersion()) + ", tx/rx/trx "
                + link.txBinds() + "/" + link.rxBinds() + "/" + link.trxBinds() + ", window " + link.window()
                + (link.tls() == null ? "" : ", TLS") + (link.enabled() ? "" : " (disabled)");
    }
}
