package io.smppproxy.app.config;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.MoRouteConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code mo-routes}. */
final class MoRouteReader {
    private final List<Section> sections;

    MoRouteReader(Section root) {
        this.sections = root.sections("mo-routes", null);
    }

    /** @param accounts and links that rules may name */
    List<MoRouteConfig> read(List<AccountConfig> accounts, List<LinkConfig> links) {
        return sections.stream().map(section -> route(section, accounts, links)).toList();
    }

    private static MoRouteConfig route(Section section, List<AccountConfig> accounts, List<LinkConfig> links) {
        String destination = LinkReader.ascii(section, "destination", 1, 21);
        int star = destination.indexOf(MoRouteConfig.ANY);
        if (star >= 0 && star < destination.length() - 1) {
            section.unexpected("destination", "a whole address, or what it begins with and one * at the end");
        }
        long account = section.number("account", 1, Long.MAX_VALUE);
        if (section.has("account") && accounts.stream().noneMatch(known -> known.id() == account)) {
            section.unexpected("account", "the id of an account");
        }
        return new MoRouteConfig(destination, links(section, links), account);
    }

    private static Set<Long> links(Section section, List<LinkConfig> links) {
        Set<Long> ids = new LinkedHashSet<>();
        List<String> texts = section.has("links") ? section.texts("links") : List.of();
        for (String text : texts) {
            if (links.stream().noneMatch(link -> Long.toString(link.id()).equals(text))) {
                section.problem("links", "\"" + text + "\" (expected: ids of links)");
            } else {
                ids.add(Long.parseLong(text));
            }
        }
        return ids;
    }
}
