package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PduCheckVectorTest {
    /** What other implementations make is valid, but for what against-the-letter.tsv lists with its reason. */
    @Test
    void shouldAgreeWithOtherImplementations() {
        Map<String, String> expected = new HashMap<>();
        for (List<String> row : Vectors.table("against-the-letter.tsv")) {
            expected.put(row.get(0), row.get(1));
        }
        int odd = 0;
        for (JsonNode vector : Vectors.ofResource("pdus.jsonl")) {
            ByteBuf pdu = Vectors.buffer(vector.get("hex"));
            int version = Integer.decode("0x" + vector.get("version").asText().replace(".", ""));
            String fromEsme = PduCheckTest.judge(version, Direction.ESME_TO_MC, pdu);
            String outcome = fromEsme.equals(PduCheckTest.GOOD)
                    ? fromEsme
                    : PduCheckTest.judge(version, Direction.MC_TO_ESME, pdu);
            String id = vector.get("id").asText();
            assertEquals(expected.getOrDefault(id, PduCheckTest.GOOD), outcome, id);
            odd += outcome.equals(PduCheckTest.GOOD) ? 0 : 1;
        }
        assertEquals(expected.size(), odd);
    }
}
