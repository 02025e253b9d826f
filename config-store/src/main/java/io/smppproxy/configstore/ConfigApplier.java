package io.smppproxy.configstore;

import java.util.List;

/** Checks documents and makes the node run them. Called by one thread at a time, which may block. */
public interface ConfigApplier {
    /** Everything that is wrong with a document; empty when the node could run it. Changes nothing. */
    List<Problem> check(Document next);

    /** Makes the node run a document that was checked and saved. */
    void apply(Document next);
}
