package io.smppproxy.http.admin;

import io.smppproxy.core.edge.FoundMessage;
import io.smppproxy.core.edge.MessageTimeline;
import io.smppproxy.core.edge.SearchBusyException;
import io.smppproxy.core.edge.SearchPort;
import java.util.List;
import java.util.function.Consumer;

/** Knows one message. */
final class FakeSearch implements SearchPort {
    static final String MSISDN = "998901234567";
    static final FoundMessage MESSAGE = new FoundMessage(
            1, 2, false, 1, "t-1", 9, 1000, 101, "DELIVERED", 1, 1_700_000_000_000L, 1_700_000_001_000L);
    volatile boolean busy;

    @Override
    public List<FoundMessage> search(String msisdn, int limit) throws SearchBusyException {
        if (busy) {
            throw new SearchBusyException(2);
        }
        return msisdn.replace("+", "").equals(MSISDN) ? List.of(MESSAGE) : List.of();
    }

    @Override
    public void timeline(long messageIdHi, long messageIdLo, Consumer<MessageTimeline> answer) {
        List<MessageTimeline.Event> events =
                List.of(new MessageTimeline.Event(1_700_000_000_000L, MessageTimeline.Kind.ACCEPTED, "over gRPC"));
        answer.accept(
                messageIdHi == 1 && messageIdLo == 2
                        ? new MessageTimeline(
                                MESSAGE, List.of(new MessageTimeline.Part(1, "DELIVERED", "abc", 101, events)))
                        : null);
    }
}
