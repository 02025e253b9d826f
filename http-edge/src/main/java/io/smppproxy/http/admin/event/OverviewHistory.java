package io.smppproxy.http.admin.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.http.admin.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What charts of the last hour show, one sample every {@link #STEP_S} seconds, so that they are not empty when the panel is opened. Any
 * thread.
 */
final class OverviewHistory {
    static final int STEP_S = 5;
    static final int MAX_SAMPLES = 3_600 / STEP_S;
    private static final List<String> METRICS = List.of("submitted_per_s", "errors_per_s", "p99_ms");

    private final Deque<Sample> samples = new ArrayDeque<>(MAX_SAMPLES);

    /** @param values by link, in the order of METRICS */
    private record Sample(long atS, ObjectNode values) {}

    synchronized boolean isDue(long nowS) {
        return samples.isEmpty() || nowS - samples.getLast().atS() >= STEP_S;
    }

    /** Keeps an overview if it is time for one. */
    synchronized void add(long nowS, ObjectNode overview) {
        if (!isDue(nowS)) {
            return;
        }
        if (samples.size() >= MAX_SAMPLES) {
            samples.removeFirst();
        }
        ObjectNode values = Json.object();
        for (JsonNode link : overview.path("links")) {
            ArrayNode ofLink = values.putArray(link.path("id").asText());
            METRICS.forEach(metric -> ofLink.add(link.path(metric)));
        }
        samples.addLast(new Sample(nowS, values));
    }

    /** {metrics: [names], samples: [{t: Unix seconds, links: {id: [values]}}]}, the oldest first. */
    ObjectNode describe() {
        List<Sample> shown;
        synchronized (this) {
            shown = new ArrayList<>(samples);
        }
        ObjectNode answer = Json.object();
        METRICS.forEach(answer.putArray("metrics")::add);
        ArrayNode list = answer.putArray("samples");
        shown.forEach(sample -> list.addObject().put("t", sample.atS()).set("links", sample.values()));
        return answer;
    }
}
