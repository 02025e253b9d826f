package io.smppproxy.simulator.ledger;

import io.smppproxy.codec.reassembly.ReassemblyLimits;
import io.smppproxy.codec.text.DataCodingRules;
import java.util.ArrayList;
import java.util.List;

/**
 * What a phone would show: parts put together by their user data header (3GPP TS 23.040 §9.2.3.24.1, §9.2.3.24.8) or
 * their sar TLVs (SMPP v3.4 §5.3.2.22), and their text, which is read once their octets are joined.
 *
 * @param messages complete messages, in the order in which they became complete
 * @param incomplete parts of messages that lack others; a part that came twice ends here too
 */
public record ReceivedMessages(List<ReceivedMessage> messages, List<ReceivedPart> incomplete) {
    private static final ReassemblyLimits UNLIMITED =
            new ReassemblyLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    public ReceivedMessages {
        messages = List.copyOf(messages);
        incomplete = List.copyOf(incomplete);
    }

    /** As {@link #reassemble(List, DataCodingRules)} by the usual rules. */
    public static ReceivedMessages reassemble(List<ReceivedPart> parts) {
        return reassemble(parts, DataCodingRules.DEFAULT);
    }

    /** Puts the accepted ones among {@code parts}, given in order of arrival, together. */
    public static ReceivedMessages reassemble(List<ReceivedPart> parts, DataCodingRules dataCodings) {
        List<ReceivedMessage> messages = new ArrayList<>();
        List<ReceivedPart> incomplete = new ArrayList<>();
        PartJoiner joiner = new PartJoiner(dataCodings, UNLIMITED, messages::add, incomplete::add);
        parts.stream().filter(ReceivedPart::isAccepted).forEach(joiner::add);
        joiner.flush();
        return new ReceivedMessages(messages, incomplete);
    }

    /** The texts of the complete messages. */
    public List<String> texts() {
        return messages.stream().map(ReceivedMessage::text).toList();
    }
}
