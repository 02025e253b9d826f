package io.smppproxy.core.pdulog;

import java.util.List;

/**
 * A part of a log file, its oldest entry first.
 *
 * @param entries that the filters let pass
 * @param next where to read on: what has been looked at lies before it
 * @param isEnd true when there was nothing whole behind {@code next}
 */
public record PduLogPage(List<LoggedPdu> entries, long next, boolean isEnd) {
    public PduLogPage {
        entries = List.copyOf(entries);
    }
}
