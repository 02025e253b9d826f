package io.smppproxy.simulator.ledger;

import io.netty.buffer.Unpooled;
import io.smppproxy.codec.reassembly.JoinedMessage;
import io.smppproxy.codec.reassembly.Part;
import io.smppproxy.codec.reassembly.Reassembler;
import io.smppproxy.codec.reassembly.ReassemblyHandler;
import io.smppproxy.codec.reassembly.ReassemblyLimits;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.UserDataText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes messages of parts as they come. Not thread safe. */
final class PartJoiner {
    private final DataCodingRules dataCodings;
    private final Consumer<ReceivedMessage> messages;
    private final Consumer<ReceivedPart> leftOver;
    private final UserDataText text;
    private final Reassembler reassembler;
    private final Part place = new Part();
    /** The parts that the reassembler holds, by the tokens that it knows. */
    private final Map<Long, ReceivedPart> waiting = new HashMap<>();

    private long lastToken;

    /**
     * Joins within limits.
     *
     * @param dataCodings what the sender means by data_coding
     * @param messages gets whole ones
     * @param leftOver gets parts that came twice, and those of messages that were given up
     */
    PartJoiner(
            DataCodingRules dataCodings,
            ReassemblyLimits limits,
            Consumer<ReceivedMessage> messages,
            Consumer<ReceivedPart> leftOver) {
        this.dataCodings = dataCodings;
        this.messages = messages;
        this.leftOver = leftOver;
        text = new UserDataText(dataCodings);
        reassembler = new Reassembler(limits, new Handler());
    }

    /** Takes the next accepted part. */
    void add(ReceivedPart part) {
        byte[] octets = part.userData();
        place.addresses(part.source(), part.destination())
                .userData(part.esmClass(), part.dataCoding(), Unpooled.wrappedBuffer(octets), 0, octets.length)
                .sar(part.sarReference(), part.sarTotal(), part.sarSequence())
                .token(++lastToken);
        waiting.put(lastToken, part);
        switch (reassembler.offer(place, part.receivedAtMs())) {
            case SINGLE -> messages.accept(message(List.of(waiting.remove(lastToken)), textOf(part)));
            case DUPLICATE -> leftOver.accept(waiting.remove(lastToken));
            case KEPT, COMPLETED -> {}
        }
    }

    /** Gives up what is not whole. */
    void flush() {
        reassembler.flush();
    }

    private String textOf(ReceivedPart part) {
        byte[] octets = part.userData();
        return text.of(part.esmClass(), part.dataCoding(), Unpooled.wrappedBuffer(octets), 0, octets.length);
    }

    private static ReceivedMessage message(List<ReceivedPart> parts, String text) {
        ReceivedPart first = parts.get(0);
        return new ReceivedMessage(
                first.systemId(), first.source(), first.destination(), first.dataCoding(), text, parts);
    }

    private List<ReceivedPart> take(JoinedMessage message) {
        List<ReceivedPart> parts = new ArrayList<>(message.receivedParts());
        for (int number = 1; number <= message.totalParts(); number++) {
            if (message.hasPart(number)) {
                parts.add(waiting.remove(message.token(number)));
            }
        }
        return parts;
    }

    private final class Handler implements ReassemblyHandler {
        @Override
        public void complete(JoinedMessage message) {
            messages.accept(message(take(message), message.text(dataCodings)));
        }

        @Override
        public void incomplete(JoinedMessage message, Cause cause) {
            take(message).forEach(leftOver);
        }
    }
}
