package io.smppproxy.app.config;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.RouteConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code routes}. */
final class RouteReader {
    private static final String PREFIX = "[0-9]{1,20}";

    private final List<Section> sections;

    RouteReader(Section root) {
        this.sections = root.sections("routes", null);
    }

    /**
     * @param accounts that rules may name
     * @param esmes ids of links and pools
     */
    List<RouteConfig> read(List<AccountConfig> accounts, Set<Long> esmes) {
        return sections.stream().map(section -> route(section, accounts, esmes)).toList();
    }

    /** What is odd but not wrong: accounts whose messages nobody takes. */
    List<String> warnings(List<AccountConfig> accounts) {
        return sections.isEmpty() && !accounts.isEmpty()
                ? List.of("routes: empty; every message of an account is refused with ESME_RINVDSTADR")
                : List.of();
    }

    private static RouteConfig route(Section section, List<AccountConfig> accounts, Set<Long> esmes) {
        List<String> prefixes = section.texts("prefixes");
        for (String prefix : prefixes) {
            if (!prefix.matches(PREFIX)) {
                section.problem("prefixes", "\"" + prefix + "\" (expected: 1 to 20 digits, without a leading +)");
            }
        }
        return new RouteConfig(
                accounts(section, accounts),
                prefixes.stream().filter(prefix -> prefix.matches(PREFIX)).toList(),
                section.has("sender") ? section.text("sender", 0, 64) : "",
                esme(section, esmes));
    }

    private static Set<Long> accounts(Section section, List<AccountConfig> accounts) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String text : section.texts("accounts")) {
            if (accounts.stream()
                    .noneMatch(account -> Long.toString(account.id()).equals(text))) {
                section.problem("accounts", "\"" + text + "\" (expected: ids of accounts)");
            } else {
                ids.add(Long.parseLong(text));
            }
        }
        return ids;
    }

    private static long esme(Section section, Set<Long> esmes) {
        boolean rejects = section.has("reject") && section.bool("reject");
        if (rejects && section.has("esme")) {
            section.unexpected("esme", "nothing where reject is true");
        }
        if (rejects) {
            return RouteConfig.REJECT;
        }
        long esme = section.number("esme", 1, Long.MAX_VALUE);
        if (section.has("esme") && !esmes.contains(esme)) {
            section.unexpected("esme", "the id of a link or pool");
        }
        return esme;
    }
}
