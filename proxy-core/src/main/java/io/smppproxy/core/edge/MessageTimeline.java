package io.smppproxy.core.edge;

import java.util.List;

/**
 * A message and what became of its parts.
 *
 * @param message as a whole
 * @param parts in order
 */
public record MessageTimeline(FoundMessage message, List<Part> parts) {
    public MessageTimeline {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param part from 1
     * @param status in the words of {@link MessageInfo}
     * @param smscId what the SMSC called it; empty while that is not known
     * @param linkId the link that was used
     * @param events the oldest first
     */
    public record Part(int part, String status, String smscId, long linkId, List<Event> events) {
        public Part {
            events = List.copyOf(events);
        }
    }

    /** What can happen to a part. */
    public enum Kind {
        /** The proxy took the message. */
        ACCEPTED,
        /** The part was written to the SMSC, the last time if it was written more than once. */
        SENT,
        /** The SMSC answered, with the command_status of the detail. */
        ANSWERED,
        /** The part was given up, or its answer was lost. */
        ENDED,
        /** A final receipt came, or none did in time. */
        FINAL
    }

    /**
     * Something that happened.
     *
     * @param atMs unix time
     * @param kind what
     * @param detail in words; may be empty
     */
    public record Event(long atMs, Kind kind, String detail) {}
}
