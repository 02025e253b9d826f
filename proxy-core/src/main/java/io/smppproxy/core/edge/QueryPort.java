package io.smppproxy.core.edge;

import java.util.function.Consumer;

/** Questions that edges ask. Safe for any thread; never blocks. */
public interface QueryPort {
    /**
     * Looks a message up after everything that is journaled so far has been applied, so that a sender always finds what it was told.
     *
     * @param answer called once, by the tracker's thread: the message, or null when this app has no such message on that link or pool
     */
    void messageInfo(long appId, long esme, long messageIdHi, long messageIdLo, Consumer<MessageInfo> answer);

    /** Whether a link, or any link of a pool, is bound; null when the id is neither. */
    LinkInfo linkInfo(long esme);
}
