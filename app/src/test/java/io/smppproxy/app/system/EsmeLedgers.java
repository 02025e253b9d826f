package io.smppproxy.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What simulated ESMEs noted, line by line, compared with what their SMSC has. Every message must have a destination of its own; parts are
 * told by their UDH.
 */
final class EsmeLedgers {
    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|(-?\\d+))");

    /** One submit_sm. */
    private static final class Story {
        final String destination;
        boolean isAnswered;
        int status;
        String id = "";
        int receipts;

        Story(String destination) {
            this.destination = destination;
        }

        boolean isAccepted() {
            return isAnswered && status == CommandStatus.ESME_ROK;
        }

        /** Neither promised nor refused for certain. */
        boolean isOpen() {
            return !isAnswered || status == CommandStatus.ESME_RUNKNOWNERR;
        }
    }

    /** A receipt as it came, and whose message it is for. */
    record Receipt(String id, String destination) {}

    /** By destination and part. */
    private final Map<String, Story> stories = new LinkedHashMap<>();

    private final Map<String, Story> byId = new HashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long openAtSmsc;
    private long receiptsOfOpen;

    private EsmeLedgers() {}

    static EsmeLedgers read(Path... files) throws IOException {
        EsmeLedgers ledgers = new EsmeLedgers();
        for (Path file : files) {
            Map<String, Story> bySequence = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                Map<String, String> event = new HashMap<>();
                for (Matcher member = MEMBER.matcher(line); member.find(); ) {
                    event.put(member.group(1), member.group(2) == null ? member.group(3) : member.group(2));
                }
                ledgers.take(event, bySequence);
            }
        }
        return ledgers;
    }

    private void take(Map<String, String> event, Map<String, Story> bySequence) {
        String sequence = event.get("session") + ":" + event.get("sequence_number");
        switch (event.get("event")) {
            case "submit" -> {
                String destination = event.get("destination_addr");
                Story story = new Story(destination);
                bySequence.put(sequence, story);
                if (stories.put(destination + "#" + event.get("part"), story) != null) {
                    faults.add("the ESME sent twice: " + event);
                }
            }
            case "submit_answered" -> answered(event, bySequence.get(sequence));
            case "receipt" -> receipts.add(new Receipt(event.get("receipt_id"), event.get("source_addr")));
            default -> faults.add("nobody sent " + event);
        }
    }

    private void answered(Map<String, String> event, Story story) {
        if (story.isAnswered) {
            faults.add("answered twice: " + event);
        }
        story.isAnswered = true;
        story.status = Integer.parseInt(event.get("status"));
        story.id = event.get("message_id");
        if (story.isAccepted() && byId.put(story.id, story) != null) {
            faults.add("told twice: " + event);
        }
    }

    /** Receipts in the order in which they came. */
    List<Receipt> receipts() {
        return receipts;
    }

    long accepted() {
        return stories.values().stream().filter(Story::isAccepted).count();
    }

    /** Submit_sm whose fate the ESME was not told, or told to be unknown. */
    long open() {
        return stories.values().stream().filter(Story::isOpen).count();
    }

    /** Those of them that the SMSC has. */
    long openAtSmsc() {
        return openAtSmsc;
    }

    /**
     * Fails unless everything answered ESME_ROK is at the SMSC exactly once and has a receipt under the id that was told, nothing is there
     * twice, and nothing is there that was refused for certain.
     */
    void compareWith(List<ReceivedPart> acceptedBySmsc) {
        Set<String> atSmsc = new HashSet<>();
        for (ReceivedPart part : acceptedBySmsc) {
            String key = part.destination() + "#" + Ledgers.number(part);
            if (!atSmsc.add(key)) {
                faults.add(key + " is at the SMSC twice");
            }
            if (!stories.containsKey(key)) {
                faults.add(key + " is at the SMSC, and no ESME sent it");
            }
        }
        Set<String> openDestinations = new HashSet<>();
        stories.forEach((key, story) -> {
            if (story.isOpen() && atSmsc.contains(key)) {
                openAtSmsc++;
                openDestinations.add(story.destination);
            }
        });
        receipts.forEach(receipt -> checkReceipt(receipt, openDestinations));
        stories.forEach((key, story) -> {
            if (story.isOpen()) {
                return;
            }
            if (story.isAccepted() != atSmsc.contains(key)) {
                faults.add(key + " was answered with " + CommandStatus.name(story.status) + ", but is "
                        + (story.isAccepted() ? "not " : "") + "at the SMSC");
            } else if (story.isAccepted() && story.receipts == 0) {
                faults.add(key + " has no receipt for " + story.id);
            }
        });
        assertEquals(List.of(), faults.size() <= 10 ? faults : faults.subList(0, 10), faults.size() + " faults");
    }

    private void checkReceipt(Receipt receipt, Set<String> openDestinations) {
        Story story = byId.get(receipt.id());
        if (story == null) {
            receiptsOfOpen++;
            if (!openDestinations.contains(receipt.destination())) {
                faults.add("a receipt for nothing: " + receipt);
            }
        } else {
            story.receipts++;
            if (!story.destination.equals(receipt.destination())) {
                faults.add(receipt + " has the id of the message to " + story.destination);
            }
        }
    }

    @Override
    public String toString() {
        Map<String, Integer> answers = new TreeMap<>();
        stories.values()
                .forEach(story -> answers.merge(
                        story.isAnswered ? CommandStatus.name(story.status) : "no answer", 1, Integer::sum));
        long repeated = receipts.size() - receipts.stream().distinct().count();
        return stories.size() + " submit_sm: " + answers + "; " + openAtSmsc + " of the " + open()
                + " without a certain answer are at the SMSC; " + receipts.size() + " receipts, of which " + repeated
                + " came again and " + receiptsOfOpen + " are for messages without an answer";
    }
}
