package io.smppproxy.core.track;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.edge.FoundMessage;
import io.smppproxy.core.edge.MessageTimeline;
import io.smppproxy.core.edge.MessageTimeline.Event;
import io.smppproxy.core.edge.MessageTimeline.Kind;
import io.smppproxy.core.edge.MessageTimeline.Part;
import io.smppproxy.core.edge.NotSentCause;
import io.smppproxy.core.store.MessageRecord;
import io.smppproxy.core.store.PartState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stored messages as people want to see them. Stateless. */
public final class MessageTimelines {
    private MessageTimelines() {}

    public static FoundMessage summary(MessageRecord record) {
        return new FoundMessage(
                record.idHi,
                record.idLo,
                record.isOfAccount(),
                record.appId,
                record.transactionId(),
                record.taskId,
                record.esme,
                record.linkId,
                MessageViews.stateOf(record).statusWord(),
                record.partCount(),
                record.acceptedAtMs,
                record.updatedAtMs);
    }

    public static MessageTimeline of(MessageRecord record) {
        List<Part> parts = new ArrayList<>(record.partCount());
        for (int i = 0; i < record.partCount(); i++) {
            parts.add(
                    new Part(i + 1, record.state(i).statusWord(), smscId(record, i), record.linkId, events(record, i)));
        }
        return new MessageTimeline(summary(record), parts);
    }

    private static String smscId(MessageRecord record, int part) {
        int length = record.smscIdLength(part);
        // Before the first id there are no octets at all.
        return length == 0 ? "" : new String(record.smscId(part), 0, length, StandardCharsets.ISO_8859_1);
    }

    private static List<Event> events(MessageRecord record, int part) {
        List<Event> events = new ArrayList<>();
        events.add(new Event(record.acceptedAtMs, Kind.ACCEPTED, ""));
        if (record.sentAtMs(part) != 0) {
            boolean isRepeated = (record.flags & MessageRecord.FLAG_DUPLICATE_RISK) != 0;
            events.add(new Event(
                    record.sentAtMs(part), Kind.SENT, isRepeated ? "a part was sent again, its answer was lost" : ""));
        }
        if (record.answeredAtMs(part) != 0) {
            events.add(answer(record, part));
        }
        if (record.settledAtMs(part) != 0) {
            events.add(new Event(record.settledAtMs(part), Kind.FINAL, finalWords(record, part)));
        }
        // A receipt may overtake the answer.
        events.sort(Comparator.comparingLong(Event::atMs));
        return events;
    }

    private static Event answer(MessageRecord record, int part) {
        PartState state = record.state(part);
        long atMs = record.answeredAtMs(part);
        int status = record.commandStatus(part);
        if (state == PartState.REFUSED) {
            return new Event(atMs, Kind.ANSWERED, statusWords(status));
        }
        boolean isLost = state == PartState.NOT_SENT || state == PartState.AMBIGUOUS || state == PartState.UNKNOWN;
        if (isLost && record.smscIdLength(part) == 0) {
            return new Event(atMs, Kind.ENDED, NotSentCause.ofCode(status).text());
        }
        return new Event(atMs, Kind.ANSWERED, statusWords(CommandStatus.ESME_ROK));
    }

    private static String statusWords(int status) {
        return CommandStatus.name(status) + String.format(" (0x%08X)", status);
    }

    private static String finalWords(MessageRecord record, int part) {
        PartState state = record.state(part);
        return switch (state) {
            case TIMED_OUT -> "no final receipt in time";
            case UNKNOWN -> state.statusWord();
            default -> {
                int error = record.commandStatus(part);
                yield error == 0 ? state.statusWord() : state.statusWord() + ", error code " + error;
            }
        };
    }
}
