package io.smppproxy.codec.receipt;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.Vectors;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Receipt texts as jSMPP, ch-smpp and Kannel read them: what two of them agree about, we read too, field by field. Where
 * they do not agree or only one reads a field, docs/protocol.md has the rule. There is no exception.
 */
class ReceiptVectorTest {
    private static final String[] STATS = {
        "SCHEDULED", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD", "SKIPPED"
    };

    private final DeliveryReceipt receipt = new DeliveryReceipt();

    @Test
    void shouldReadWhatTwoOthersAgreeAbout() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("dlr.jsonl")) {
            checks.add(() -> {
                try {
                    check(vector);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(vector.get("id").asText() + ": " + e, e);
                }
            });
        }
        assertTrue(checks.size() >= 105);
        assertAll(checks);
    }

    private void check(JsonNode vector) {
        byte[] text = Vectors.octets(vector.get("text_hex"));
        receipt.parseText(text, 0, text.length);
        JsonNode peers = vector.get("peers");
        assertAll(
                () -> agree("id", peers, peer -> textOf(peer, "id"), receipt.id()),
                () -> agree("stat", peers, ReceiptVectorTest::state, receipt.messageState()),
                () -> agree("err", peers, ReceiptVectorTest::error, receipt.error()),
                () -> agree("submit date", peers, peer -> date(peer, "submit"), receipt.submitDateMs()),
                () -> agree("done date", peers, peer -> date(peer, "done"), receipt.doneDateMs()),
                () -> agree("sub", peers, peer -> count(peer, "sub"), receipt.submittedCount()),
                () -> agree("dlvrd", peers, peer -> count(peer, "dlvrd"), receipt.deliveredCount()),
                () -> agree("text", peers, peer -> textOf(peer, "text"), quote()),
                () -> checkClass(peers));
    }

    /** Kannel tells only delivered, buffered and failed apart, and takes all that it does not know for failed. */
    private void checkClass(JsonNode peers) {
        peers.properties().stream()
                .filter(peer -> peer.getKey().startsWith("kannel"))
                .forEach(peer -> {
                    switch (peer.getValue().path("class").asText()) {
                        case "delivered" -> assertEquals(MessageState.DELIVERED, receipt.messageState());
                        case "buffered" ->
                            assertTrue(receipt.messageState() == MessageState.ENROUTE
                                    || receipt.messageState() == MessageState.ACCEPTED);
                        default -> {
                            // Says nothing about the state.
                        }
                    }
                });
    }

    private static <T> void agree(String field, JsonNode peers, Function<JsonNode, T> reading, T ours) {
        Map<T, Integer> readers = new HashMap<>();
        for (JsonNode peer : peers) {
            T theirs = reading.apply(peer);
            if (theirs != null) {
                readers.merge(theirs, 1, Integer::sum);
            }
        }
        readers.forEach((theirs, count) -> {
            if (count >= 2) {
                assertEquals(theirs, ours, field);
            }
        });
    }

    private String quote() {
        return new String(receipt.quote().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String textOf(JsonNode peer, String field) {
        return peer.hasNonNull(field) ? peer.get(field).asText() : null;
    }

    /** ch-smpp has a message_state, jSMPP the word. */
    private static Integer state(JsonNode peer) {
        if (peer.path("state").asInt(-1) >= 0) {
            return peer.get("state").asInt();
        }
        int state = List.of(STATS).indexOf(peer.path("stat").asText());
        return state >= 0 ? state : null;
    }

    /** ch-smpp has a number too, and "-01" for none. */
    private static String error(JsonNode peer) {
        return peer.hasNonNull("err_raw") ? peer.get("err_raw").asText() : textOf(peer, "err");
    }

    private static Long date(JsonNode peer, String field) {
        return peer.hasNonNull(field)
                ? (Long) LocalDateTime.parse(peer.get(field).asText())
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli()
                : null;
    }

    private static Integer count(JsonNode peer, String field) {
        return peer.has(field) ? (Integer) peer.get(field).asInt() : null;
    }
}
