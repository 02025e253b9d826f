package io.smppproxy.configstore;

import java.util.Locale;

/** What can be managed; each is a section of the configuration file, with the same keys. */
public enum Kind {
    LINK("links"),
    POOL("pools"),
    ACCOUNT("accounts"),
    APP("apps"),
    /** An object of objects, by name; all others are lists. */
    STRATEGY("strategies"),
    /** Rules whose order matters; the key is the place in the list, from 1. */
    ROUTE("routes"),
    MO_ROUTE("mo-routes");

    private final String section;

    Kind(String section) {
        this.section = section;
    }

    /** Name of the section in the configuration file. */
    public String section() {
        return section;
    }

    /** Whether entities have a numeric {@code id} among their settings, which is their key. */
    public boolean hasId() {
        return this == LINK || this == POOL || this == ACCOUNT || this == APP;
    }

    /** Whether entities are rules in an order, known by their place in it. */
    public boolean isOrdered() {
        return this == ROUTE || this == MO_ROUTE;
    }

    /** @return null when no kind has such a section */
    public static Kind ofSection(String section) {
        for (Kind kind : values()) {
            if (kind.section.equals(section)) {
                return kind;
            }
        }
        return null;
    }

    /** For people: {@code link}, {@code mo-route}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
