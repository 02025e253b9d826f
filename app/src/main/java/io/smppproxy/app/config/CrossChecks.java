package io.smppproxy.app.config;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.StrategyConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules over more than one key. */
final class CrossChecks {
    private final List<Section> links;
    private final List<Section> pools;
    private final List<Section> apps;
    private final List<Section> accounts;

    CrossChecks(List<Section> links, List<Section> pools, List<Section> apps, List<Section> accounts) {
        this.links = links;
        this.pools = pools;
        this.apps = apps;
        this.accounts = accounts;
    }

    void check(CoreConfig config, Section journal, Section messages) {
        Map<Long, String> esmes = uniqueIds(config);
        checkLinks(config.links());
        checkPools(config.pools(), config.links());
        checkApps(config.apps(), esmes.keySet());
        checkAccounts(config.accounts(), config.strategies());
        if (config.retentionMs() < config.expireAfterMs()) {
            messages.unexpected("retention", "expire-after (" + Units.showMs(config.expireAfterMs()) + ") or longer");
        }
        if (config.journalMaxBytes() < 2 * config.journalSegmentBytes()) {
            journal.unexpected("max-size", "at least two segments (2 × " + config.journalSegmentBytes() + " octets)");
        }
    }

    /** Links and pools share one number space, because requests name both by {@code esme}. */
    private Map<Long, String> uniqueIds(CoreConfig config) {
        Map<Long, String> owners = new HashMap<>();
        for (int i = 0; i < links.size(); i++) {
            claim(owners, config.links().get(i).id(), links.get(i));
        }
        for (int i = 0; i < pools.size(); i++) {
            claim(owners, config.pools().get(i).id(), pools.get(i));
        }
        return owners;
    }

    private static void claim(Map<Long, String> owners, long id, Section section) {
        String first = owners.putIfAbsent(id, section.path());
        if (first != null && section.has("id")) {
            section.unexpected("id", "an id that no link or pool has yet; " + first + " has it");
        }
    }

    private void checkLinks(List<LinkConfig> configs) {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < configs.size(); i++) {
            LinkConfig link = configs.get(i);
            Section section = links.get(i);
            String first = owners.putIfAbsent(link.smscId(), section.path());
            if (first != null && section.has("smsc-id")) {
                section.unexpected("smsc-id", "a name that no link has yet; " + first + " has it");
            }
            if (link.enabled() && link.submittingBinds() == 0) {
                section.problem(
                        "trx-binds",
                        link.trxBinds() + " with tx-binds 0 (expected: at least one bind that can submit)");
            }
        }
    }

    private void checkPools(List<PoolConfig> configs, List<LinkConfig> linkConfigs) {
        Set<Long> known = new HashSet<>();
        linkConfigs.forEach(link -> known.add(link.id()));
        for (int i = 0; i < configs.size(); i++) {
            List<PoolConfig.Member> members = configs.get(i).members();
            if (members.isEmpty()) {
                pools.get(i).problem("members", "empty (expected: at least one link)");
            }
            Set<Long> seen = new HashSet<>();
            for (int j = 0; j < members.size(); j++) {
                long link = members.get(j).linkId();
                String key = "members[" + j + "].link";
                if (!known.contains(link)) {
                    pools.get(i).problem(key, link + " (expected: the id of a link)");
                } else if (!seen.add(link)) {
                    pools.get(i).problem(key, link + " (expected: a link that is not in the pool yet)");
                }
            }
        }
    }

    private void checkApps(List<AppConfig> configs, Set<Long> esmes) {
        Map<Long, String> owners = new HashMap<>();
        for (int i = 0; i < configs.size(); i++) {
            AppConfig app = configs.get(i);
            String first = owners.putIfAbsent(app.id(), apps.get(i).path());
            if (first != null && apps.get(i).has("id")) {
                apps.get(i).unexpected("id", "an id that no app has yet; " + first + " has it");
            }
            for (long esme : app.allowedEsmes()) {
                if (!esmes.contains(esme)) {
                    apps.get(i).problem("allowed-esmes", esme + " (expected: ids of links and pools)");
                }
            }
        }
    }

    private void checkAccounts(List<AccountConfig> configs, List<StrategyConfig> strategies) {
        Map<Object, String> owners = new HashMap<>();
        for (int i = 0; i < configs.size(); i++) {
            AccountConfig account = configs.get(i);
            Section section = accounts.get(i);
            unique(owners, account.id(), section, "id", "an id");
            unique(owners, account.systemId(), section, "username", "a name");
            if (!account.strategy().isEmpty()
                    && strategies.stream().noneMatch(strategy -> strategy.name().equals(account.strategy()))) {
                section.unexpected("strategy", "the name of a strategy, or nothing");
            }
        }
    }

    private static void unique(Map<Object, String> owners, Object value, Section section, String key, String what) {
        String first = owners.putIfAbsent(value, section.path());
        if (first != null && section.has(key)) {
            section.unexpected(key, what + " that no account has yet; " + first + " has it");
        }
    }

    /** Two listeners on one port would fail only once the first is up. */
    static void ports(AppConfiguration config, Section http, Section smsApi, Section admin, Section smppServer) {
        List<Listener> taken = new ArrayList<>();
        taken.add(new Listener("grpc.port", config.grpc().host(), config.grpc().port()));
        if (config.http() != null) {
            claim(
                    taken,
                    new Listener(
                            "http.port", config.http().host(), config.http().port()),
                    http,
                    "port");
        }
        if (config.smsApi() != null) {
            claim(
                    taken,
                    new Listener(
                            "sms-api.port",
                            config.smsApi().host(),
                            config.smsApi().port()),
                    smsApi,
                    "port");
        }
        if (config.admin() != null) {
            claim(
                    taken,
                    new Listener(
                            "admin.port", config.admin().host(), config.admin().port()),
                    admin,
                    "port");
        }
        EsmeServerConfig server = config.core().esmeServer();
        if (server != null) {
            if (server.port() != EsmeServerConfig.NO_PORT) {
                claim(taken, new Listener("smpp-server.port", server.host(), server.port()), smppServer, "port");
            }
            if (server.tls() != null) {
                Section tls = smppServer.section("tls");
                claim(
                        taken,
                        new Listener(
                                tls.key("port"), server.host(), server.tls().port()),
                        tls,
                        "port");
            }
        }
    }

    private record Listener(String key, String host, int port) {
        boolean overlaps(Listener other) {
            return port != 0
                    && port == other.port
                    && (host.equals(other.host) || isWildcard(host) || isWildcard(other.host));
        }
    }

    private static void claim(List<Listener> taken, Listener listener, Section section, String name) {
        for (Listener other : taken) {
            if (other.overlaps(listener)) {
                section.unexpected(name, "another port than " + other.key());
            }
        }
        taken.add(listener);
    }

    private static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}
