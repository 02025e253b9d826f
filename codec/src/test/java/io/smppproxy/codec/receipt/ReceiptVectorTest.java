package io.smppproxy.codec.receipt;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.smppproxy.codec.Vectors;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Receipt texts as jSMPP, cloudhopper and Kannel read them, wherever those that read a field agree about it. */
class ReceiptVectorTest {
    private final DeliveryReceipt receipt = new DeliveryReceipt();

    @Test
    void shouldReadWhatOthersAgreeAbout() {
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
        Set<String> ids = new HashSet<>();
        Set<Integer> states = new HashSet<>();
        Set<Instant> doneDates = new HashSet<>();
        for (JsonNode peer : vector.get("peers")) {
            String id = peer.path("id").asText("");
            // These are keys run into each other by readers that know no comma or second id.
            if (!id.isEmpty() && !id.equals("null") && !id.contains(" ") && !id.contains(",")) {
                ids.add(id);
            }
            if (peer.path("state").asInt(-1) >= 0) {
                states.add(peer.get("state").asInt());
            }
            if (peer.hasNonNull("done")) {
                doneDates.add(LocalDateTime.parse(peer.get("done").asText()).toInstant(ZoneOffset.UTC));
            }
        }
        if (ids.size() == 1) {
            assertEquals(ids.iterator().next(), receipt.id());
        }
        if (states.size() == 1) {
            assertEquals(states.iterator().next(), receipt.messageState());
        }
        // A single reader may be the one that turns impossible dates into others.
        if (vector.get("all_parse").asBoolean() && doneDates.size() == 1) {
            assertEquals(doneDates.iterator().next(), Instant.ofEpochMilli(receipt.doneDateMs()));
        }
    }
}
