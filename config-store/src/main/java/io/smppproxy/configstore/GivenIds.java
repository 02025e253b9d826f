package io.smppproxy.configstore;

/**
 * The highest id that each kind ever had. A new entity never gets the id of one that is gone: a new account would be sent the receipts
 * that wait for the old one, a new link would be taken for the old one in the journal. Guarded by the manager.
 */
final class GivenIds {
    private final ConfigStore store;

    GivenIds(ConfigStore store) {
        this.store = store;
    }

    /** 0 when there was none yet. */
    long highest(Kind kind) {
        return store.note(name(kind)).map(Long::parseLong).orElse(0L);
    }

    /** Notes the ids of a document; before the document is saved. */
    void remember(Document document) {
        for (Kind kind : Kind.values()) {
            if (kind.isOrdered() || kind == Kind.STRATEGY) {
                continue;
            }
            long highest = DocumentEditor.highestId(document.all(kind).stream().map(Entity::key));
            if (highest > highest(kind)) {
                store.setNote(name(kind), Long.toString(highest));
            }
        }
    }

    /** Links and pools share one number space. */
    private static String name(Kind kind) {
        return "highest id of " + (kind == Kind.POOL ? Kind.LINK : kind).section();
    }
}
