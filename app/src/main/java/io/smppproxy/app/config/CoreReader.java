package io.smppproxy.app.config;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AppConfig;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.core.config.EsmeServerConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.config.StrategyConfig;
import io.smppproxy.core.journal.DurabilityClass;
import io.smppproxy.core.store.ContactHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the core needs: {@code node}, {@code journal}, the stores, apps, strategies, links, pools and the ESME side. */
final class CoreReader {
    private final Section root;
    private final List<Section> linkSections;
    private final List<Section> poolSections;
    private final List<Section> appSections;
    private final AccountReader accountReader;
    private final MoRouteReader moRouteReader;
    private final RouteReader routeReader;
    private final List<String> warnings = new ArrayList<>();

    CoreReader(Section root) {
        this.root = root;
        this.linkSections = root.sections("links", root.section("link-defaults"));
        this.poolSections = root.sections("pools", null);
        this.appSections = root.sections("apps", root.section("app-defaults"));
        this.accountReader = new AccountReader(root);
        this.moRouteReader = new MoRouteReader(root);
        this.routeReader = new RouteReader(root);
    }

    static Path dataDir(Section node) {
        String text = node.text("data-dir", 1, 4_096);
        return Path.of(text.isEmpty() ? "." : text);
    }

    CoreConfig read() {
        Section node = root.section("node");
        Section journal = root.section("journal");
        Section messages = root.section("messages");
        Section receipts = root.section("receipts");
        Section contacts = root.section("contacts");
        List<AppConfig> apps = appSections.stream().map(CoreReader::app).toList();
        List<LinkConfig> links = linkSections.stream().map(LinkReader::read).toList();
        List<PoolConfig> pools = poolSections.stream().map(CoreReader::pool).toList();
        List<AccountConfig> accounts = accountReader.read();
        EsmeServerConfig server = SmppServerReader.read(root.section("smpp-server"));
        CoreConfig config = new CoreConfig(
                dataDir(node),
                node.integer("io-threads", 1, 64),
                journal.choice("durability", DurabilityClass.class),
                journal.bytes("segment-size", "1MiB", "1GiB"),
                journal.bytes("max-size", "4MiB", "4096GiB"),
                messages.number("max", 1_000, 1_000_000_000),
                contacts.number("max", 1_000, 1_000_000_000),
                receipts.integer("max-parked", 100, 100_000_000),
                receipts.durationMs("park-for", "1s", "24h"),
                messages.durationMs("expire-after", "1s", "30d"),
                messages.durationMs("retention", "24h", "90d"),
                node.integer("max-in-flight", 1, 10_000_000),
                zone(contacts),
                apps,
                strategies(),
                links,
                pools,
                accounts,
                routeReader.read(accounts, esmes(links, pools)),
                moRouteReader.read(accounts, links),
                server,
                new PduLogReader(linkSections, accountReader.sections()).read(root, dataDir(node), links, accounts));
        new CrossChecks(linkSections, poolSections, appSections, accountReader.sections())
                .check(config, journal, messages);
        warnings.addAll(accountReader.warnings());
        warnings.addAll(routeReader.warnings(accounts));
        return config;
    }

    private static Set<Long> esmes(List<LinkConfig> links, List<PoolConfig> pools) {
        return Stream.concat(links.stream().map(LinkConfig::id), pools.stream().map(PoolConfig::id))
                .collect(Collectors.toSet());
    }

    /** What is odd but not wrong, once {@link #read} is done. */
    List<String> warnings() {
        return warnings;
    }

    private static ZoneId zone(Section contacts) {
        String text = contacts.text("zone", 1, 100);
        try {
            return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException e) {
            contacts.unexpected("zone", "a time zone such as UTC or Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    private static AppConfig app(Section section) {
        long id = section.number("id", 1, Long.MAX_VALUE);
        Set<Long> esmes = new LinkedHashSet<>();
        for (String text : section.texts("allowed-esmes")) {
            try {
                esmes.add(Long.parseLong(text));
            } catch (NumberFormatException e) {
                section.problem("allowed-esmes", "\"" + text + "\" (expected: ids of links and pools)");
            }
        }
        return new AppConfig(
                id,
                section.text("name", 1, 100),
                section.bool("enabled"),
                LinkReader.rateLimit(section.section("rate-limit")),
                esmes);
    }

    private static PoolConfig pool(Section section) {
        long id = section.number("id", 1, Long.MAX_VALUE);
        String name = section.text("name", 1, 100);
        List<PoolConfig.Member> members = new ArrayList<>();
        for (Section member : section.sections("members", null)) {
            long link = member.number("link", 1, Long.MAX_VALUE);
            int weight = member.has("weight") ? member.integer("weight", 0, 1_000) : 1;
            members.add(new PoolConfig.Member(link, weight));
        }
        return new PoolConfig(id, name, members);
    }

    private List<StrategyConfig> strategies() {
        List<StrategyConfig> strategies = new ArrayList<>();
        Map<String, Section> sections = root.named("strategies", root.section("strategy-defaults"));
        for (Map.Entry<String, Section> entry : sections.entrySet()) {
            Section section = entry.getValue();
            strategies.add(new StrategyConfig(
                    entry.getKey(),
                    section.integer("daily-cap", 0, ContactHistory.MAX_CAP),
                    section.integer("weekly-cap", 0, ContactHistory.MAX_CAP),
                    section.durationMs("duplicate-window", "0s", "7d") / 1_000,
                    section.bool("shared-by-apps"),
                    blacklist(section)));
        }
        return strategies;
    }

    /** Numbers from the list and from the file, one in a line; a leading + is dropped. */
    private static Set<String> blacklist(Section section) {
        Set<String> numbers = new LinkedHashSet<>();
        addNumbers(section, "blacklist", section.texts("blacklist"), numbers);
        Path file = section.optionalPath("blacklist-file");
        EdgeReader.requireReadable(section, "blacklist-file", file);
        if (file != null && Files.isReadable(file)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                List<String> entries = lines.map(String::trim)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
                addNumbers(section, "blacklist-file", entries, numbers);
            } catch (IOException | UncheckedIOException e) {
                section.problem("blacklist-file", file + " cannot be read (" + e.getMessage() + ")");
            }
        }
        return numbers;
    }

    private static void addNumbers(Section section, String name, List<String> entries, Set<String> numbers) {
        for (String entry : entries) {
            if (entry.matches("\\+?[0-9]{3,20}")) {
                numbers.add(entry.replace("+", ""));
            } else {
                section.problem(name, "\"" + entry + "\" (expected: 3 to 20 digits, optionally with a leading +)");
            }
        }
    }
}
