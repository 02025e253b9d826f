package io.smppproxy.simulator.ledger;

import io.netty.buffer.Unpooled;
import io.smppproxy.codec.text.Encoding;
import java.util.ArrayList;
import java.util.List;

/**
 * What a phone would show: parts put together by their user data header (3GPP TS 23.040 §9.2.3.24.1, §9.2.3.24.8) or
 * their sar TLVs (SMPP v3.4 §5.3.2.22), and their text. Each part is decoded on its own, as phones do, so that an escape
 * or surrogate pair torn by a wrong split shows.
 *
 * @param messages complete messages, in the order in which they became complete
 * @param incomplete parts of messages that lack others; a part that came twice ends here too
 */
public record ReceivedMessages(List<ReceivedMessage> messages, List<ReceivedPart> incomplete) {
    private static final int IE_CONCATENATION_8 = 0x00;
    private static final int IE_CONCATENATION_16 = 0x08;

    private record Concatenation(int reference, int total, int sequence) {}

    private static final class Open {
        private final Concatenation first;
        private final ReceivedPart firstPart;
        private final ReceivedPart[] parts;

        Open(Concatenation first, ReceivedPart firstPart) {
            this.first = first;
            this.firstPart = firstPart;
            this.parts = new ReceivedPart[first.total];
        }

        boolean takes(Concatenation c, ReceivedPart part) {
            return c.reference == first.reference
                    && c.total == first.total
                    && parts[c.sequence - 1] == null
                    && part.source().equals(firstPart.source())
                    && part.destination().equals(firstPart.destination())
                    && part.dataCoding() == firstPart.dataCoding();
        }

        boolean isComplete() {
            for (ReceivedPart part : parts) {
                if (part == null) {
                    return false;
                }
            }
            return true;
        }
    }

    public ReceivedMessages {
        messages = List.copyOf(messages);
        incomplete = List.copyOf(incomplete);
    }

    /** Puts the accepted ones among {@code parts}, given in order of arrival, together. */
    public static ReceivedMessages reassemble(List<ReceivedPart> parts) {
        List<ReceivedMessage> messages = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (ReceivedPart part : parts) {
            if (!part.isAccepted()) {
                continue;
            }
            Concatenation c = concatenation(part);
            if (c == null) {
                messages.add(message(List.of(part)));
                continue;
            }
            Open group = null;
            for (Open candidate : open) {
                if (candidate.takes(c, part)) {
                    group = candidate;
                    break;
                }
            }
            if (group == null) {
                group = new Open(c, part);
                open.add(group);
            }
            group.parts[c.sequence - 1] = part;
            if (group.isComplete()) {
                open.remove(group);
                messages.add(message(List.of(group.parts)));
            }
        }
        return new ReceivedMessages(messages, partsOf(open));
    }

    /** The texts of the complete messages. */
    public List<String> texts() {
        return messages.stream().map(ReceivedMessage::text).toList();
    }

    private static List<ReceivedPart> partsOf(List<Open> open) {
        List<ReceivedPart> left = new ArrayList<>();
        for (Open group : open) {
            for (ReceivedPart part : group.parts) {
                if (part != null) {
                    left.add(part);
                }
            }
        }
        return left;
    }

    private static ReceivedMessage message(List<ReceivedPart> parts) {
        StringBuilder text = new StringBuilder();
        for (ReceivedPart part : parts) {
            byte[] octets = part.userData();
            int from = part.udhLength();
            text.append(Encoding.ofDataCoding(part.dataCoding())
                    .decode(Unpooled.wrappedBuffer(octets), from, octets.length - from));
        }
        ReceivedPart first = parts.get(0);
        return new ReceivedMessage(
                first.systemId(), first.source(), first.destination(), first.dataCoding(), text.toString(), parts);
    }

    /** Null for a message of its own; also when the numbers make no sense, as phones take it then. */
    private static Concatenation concatenation(ReceivedPart part) {
        Concatenation c = part.sarReference() >= 0
                ? new Concatenation(part.sarReference(), part.sarTotal(), part.sarSequence())
                : fromUdh(part);
        return c != null && c.sequence >= 1 && c.sequence <= c.total && c.total > 1 ? c : null;
    }

    private static Concatenation fromUdh(ReceivedPart part) {
        byte[] octets = part.userData();
        int end = part.udhLength();
        int at = 1;
        while (at + 2 <= end) {
            int element = octets[at] & 0xFF;
            int length = octets[at + 1] & 0xFF;
            int value = at + 2;
            if (value + length > end) {
                return null;
            }
            if (element == IE_CONCATENATION_8 && length == 3) {
                return new Concatenation(octets[value] & 0xFF, octets[value + 1] & 0xFF, octets[value + 2] & 0xFF);
            }
            if (element == IE_CONCATENATION_16 && length == 4) {
                int reference = ((octets[value] & 0xFF) << 8) | (octets[value + 1] & 0xFF);
                return new Concatenation(reference, octets[value + 2] & 0xFF, octets[value + 3] & 0xFF);
            }
            at = value + length;
        }
        return null;
    }
}
