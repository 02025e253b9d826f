package io.smppproxy.http.admin.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.http.admin.json.Json;
import org.junit.jupiter.api.Test;

class OverviewHistoryTest {
    private final OverviewHistory history = new OverviewHistory();

    @Test
    void shouldKeepOneSampleForEachStep() {
        assertTrue(history.isDue(100));
        history.add(100, overview(101, 1.5));
        assertFalse(history.isDue(104));
        history.add(104, overview(101, 2.5));
        assertTrue(history.isDue(105));
        history.add(105, overview(101, 3.5));
        assertEquals(
                "{\"metrics\":[\"submitted_per_s\",\"errors_per_s\",\"p99_ms\"],\"samples\":["
                        + "{\"t\":100,\"links\":{\"101\":[1.5,0.0,7.0]}},{\"t\":105,\"links\":{\"101\":[3.5,0.0,7.0]}}]}",
                history.describe().toString());
    }

    @Test
    void shouldForgetTheOldest() {
        for (int i = 0; i <= OverviewHistory.MAX_SAMPLES; i++) {
            history.add((long) i * OverviewHistory.STEP_S, overview(7, i));
        }
        ObjectNode answer = history.describe();
        assertEquals(OverviewHistory.MAX_SAMPLES, answer.get("samples").size());
        assertEquals(OverviewHistory.STEP_S, answer.at("/samples/0/t").asInt());
    }

    private static ObjectNode overview(long link, double submitted) {
        ObjectNode overview = Json.object();
        overview.putArray("links")
                .addObject()
                .put("id", link)
                .put("submitted_per_s", submitted)
                .put("errors_per_s", 0.0)
                .put("p50_ms", 3.0)
                .put("p99_ms", 7.0);
        return overview;
    }
}
