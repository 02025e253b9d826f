package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what a sender was told with what its SMSC has. Every message must have a destination of its own, and links must use udh8. */
final class Ledgers {
    private final Map<String, List<ReceivedPart>> partsByDestination = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private Ledgers(List<ReceivedPart> accepted) {
        for (ReceivedPart part : accepted) {
            partsByDestination
                    .computeIfAbsent(part.destination(), k -> new ArrayList<>())
                    .add(part);
        }
    }

    /** What the SMSC has, by destination. */
    static Ledgers of(List<ReceivedPart> accepted) {
        return new Ledgers(accepted);
    }

    boolean has(LoadClient.Story story) {
        return partsByDestination.containsKey(story.request.getDaddr());
    }

    /** Fails unless nothing answered success is missing, nothing arrived twice and nothing else arrived that was called unsent. */
    void compareWith(LoadClient client) {
        faults.addAll(client.faults());
        partsByDestination.forEach(this::checkOnce);
        for (LoadClient.Story story : client.stories()) {
            if (story.answer == null) {
                if (has(story)) {
                    faults.add("at the SMSC without an answer: " + story.request);
                }
            } else if (story.answer.getSuccess()) {
                checkComplete(story);
            }
        }
        assertEquals(List.of(), faults.size() <= 10 ? faults : faults.subList(0, 10), faults.size() + " faults");
    }

    private void checkOnce(String destination, List<ReceivedPart> parts) {
        Set<Integer> numbers = new HashSet<>();
        for (ReceivedPart part : parts) {
            if (!numbers.add(number(part))) {
                faults.add("part " + number(part) + " to " + destination + " arrived twice");
            }
        }
    }

    private void checkComplete(LoadClient.Story story) {
        SmsResponse answer = story.answer;
        List<ReceivedPart> parts = partsByDestination.getOrDefault(story.request.getDaddr(), List.of());
        int total = parts.isEmpty() ? 1 : total(parts.get(0));
        if (parts.size() < total) {
            faults.add(parts.size() + " of " + total + " parts are at the SMSC of " + answer);
            return;
        }
        for (ReceivedPart part : parts) {
            int index = number(part) - 1;
            if (index >= answer.getSmsIdsCount() || !answer.getSmsIds(index).equals(part.messageId())) {
                faults.add("the SMSC calls part " + (index + 1) + " " + part.messageId() + ", not as in " + answer);
            }
        }
        if (parts.size() != answer.getSmsIdsCount()) {
            faults.add(parts.size() + " parts are at the SMSC of " + answer);
        }
    }

    /** From 1; the header is length, element, its length, reference, total, number (3GPP TS 23.040 §9.2.3.24.1). */
    static int number(ReceivedPart part) {
        return part.udhLength() == 0 ? 1 : part.userData()[5] & 0xFF;
    }

    private static int total(ReceivedPart part) {
        return part.udhLength() == 0 ? 1 : part.userData()[4] & 0xFF;
    }
}
