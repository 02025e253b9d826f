package io.smppproxy.core.edge;

import java.util.List;
import java.util.function.Consumer;

/** What people ask about messages, whoever sent them. Any thread. */
public interface SearchPort {
    /** Messages that one search tells of, at most. */
    int MAX_LIMIT = 500;

    /**
     * The messages to a number, the newest first, over all apps and accounts. Looks at the whole store on the caller's thread; two
     * callers may do so at once.
     *
     * @param msisdn the number as it was given, with or without a leading plus sign
     * @param limit 1 to {@link #MAX_LIMIT}
     * @throws SearchBusyException if two others search already
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<FoundMessage> search(String msisdn, int limit) throws SearchBusyException;

    /**
     * What became of each part of a message, whoever sent it, as far as it is journaled now.
     *
     * @param answer called once, by the tracker's thread: null when there is no such message
     */
    void timeline(long messageIdHi, long messageIdLo, Consumer<MessageTimeline> answer);
}
