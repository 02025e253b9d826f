package io.smppproxy.http.admin.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.TextPreview;
import io.smppproxy.codec.text.Ucs2;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Entity;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.Role;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplySink;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.edge.Wording;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/messages/test} and {@code /api/messages/preview}. A test message goes the way of an app's. Any thread. */
public final class TestMessageResource {
    private static final Logger LOG = LoggerFactory.getLogger(TestMessageResource.class);
    private static final int MAX_TEXT = 10_000;
    private static final long SEND_WITHIN_S = 8;

    private final ConfigManager manager;
    private final SubmitPort submitPort;
    private final LongFunction<SegmentationRules> rulesOf;
    private final Waiters waiters = new Waiters();
    private final int sinkId;

    /** @param rulesOf the rules of a link, or of the first link of a pool; null for what is neither */
    public TestMessageResource(ConfigManager manager, SubmitPort submitPort, LongFunction<SegmentationRules> rulesOf) {
        this.manager = manager;
        this.submitPort = submitPort;
        this.rulesOf = rulesOf;
        this.sinkId = submitPort.register(waiters);
    }

    public void addTo(GuardedRoutes routes) {
        routes.post("/api/messages/test", Role.OPERATOR, this::send);
        routes.post("/api/messages/preview", Role.VIEWER, this::preview);
    }

    private void send(Context context) throws InterruptedException {
        ObjectNode body = Json.objectBody(context);
        long handle = waiters.handles.incrementAndGet();
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        String source = text(body, "source", 1, 20);
        String destination = text(body, "destination", 1, 21);
        Submission submission = new Submission()
                .reset()
                .appId(app(body))
                .esme(esme(body))
                .source(ton(source), npi(source), source)
                .dest(1, 1, destination)
                .text(text(body, "text", 1, MAX_TEXT))
                .deadlineNs(System.nanoTime() + TimeUnit.SECONDS.toNanos(SEND_WITHIN_S))
                .replyTo(sinkId, handle);
        waiters.waiting.put(handle, answer);
        try {
            Verdict verdict = submitPort.submit(submission);
            if (verdict != Verdict.ACCEPTED) {
                Json.answer(context, 200, refusal(submission, verdict));
                return;
            }
            LOG.info("admin: {} sent a test message over {}", Caller.of(context).name(), submission.esme());
            ObjectNode reply = MessageResource.await(answer);
            Json.answer(context, 200, reply.put("transaction_id", submission.transactionId()));
        } finally {
            waiters.waiting.remove(handle);
        }
    }

    private static ObjectNode refusal(Submission submission, Verdict verdict) {
        ObjectNode reply = Json.object()
                .putNull("id")
                .put("status", verdict.statusWord())
                .put("error", Wording.reason(verdict, submission))
                .put("link_id", submission.linkId() == 0 ? null : submission.linkId());
        reply.putArray("smsc_ids");
        return reply.put("transaction_id", submission.transactionId());
    }

    /** The named app, or the first that is enabled. */
    private long app(ObjectNode body) {
        JsonNode said = body.path("app_id");
        if (said.canConvertToLong() && said.isIntegralNumber()) {
            return said.longValue();
        }
        for (Entity app : manager.current().all(Kind.APP)) {
            if (app.settings().path("enabled").asBoolean(true)) {
                return Long.parseLong(app.key());
            }
        }
        throw ApiProblem.refused("app_id", "missing (expected: the id of an app; none is enabled)");
    }

    private static long esme(ObjectNode body) {
        JsonNode esme = body.path("esme");
        if (!esme.asText().matches("[0-9]{1,18}")) {
            throw ApiProblem.refused("esme", "(expected: the id of a link or pool)");
        }
        return esme.asLong();
    }

    private static String text(ObjectNode body, String field, int min, int max) {
        String text = body.path(field).asText("");
        if (text.length() < min || text.length() > max || Ucs2.indexOfLoneSurrogate(text) >= 0) {
            throw ApiProblem.refused(field, text.length() + " characters (expected: " + min + " to " + max + ")");
        }
        return text;
    }

    /** As a link with autodetection would: a name, a short code, an international number. */
    private static int ton(String source) {
        if (!source.matches("\\+?[0-9]+")) {
            return 5;
        }
        return source.length() <= 6 ? 3 : 1;
    }

    private static int npi(String source) {
        return ton(source) == 1 ? 1 : 0;
    }

    private void preview(Context context) {
        ObjectNode body = Json.objectBody(context);
        SegmentationRules rules = rulesOf.apply(esme(body));
        if (rules == null) {
            throw ApiProblem.refused("esme", "(expected: the id of a link or pool)");
        }
        TextPreview preview = TextPreview.of(text(body, "text", 1, MAX_TEXT), rules);
        ObjectNode answer = Json.object()
                .put("encoding", preview.encoding().name())
                .put("parts", preview.parts())
                .put("chars_left", preview.charsLeft());
        ArrayNode segments = answer.putArray("segments");
        for (TextPreview.Segment segment : preview.segments()) {
            segments.addObject().put("text", segment.text()).put("septets_or_octets", segment.lengthBytes());
        }
        Json.answer(context, 200, answer);
    }

    /** Whoever waits for what became of a test message. */
    private static final class Waiters implements ReplySink {
        private final ConcurrentHashMap<Long, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();
        private final AtomicLong handles = new AtomicLong();

        @Override
        public boolean offer(Reply reply) {
            CompletableFuture<ObjectNode> waiter = waiting.get(reply.handle());
            if (waiter != null) {
                waiter.complete(describe(reply));
            }
            return true;
        }

        private static ObjectNode describe(Reply reply) {
            ObjectNode fields = Json.object()
                    .put("id", MessageIds.format(reply.messageIdHi(), reply.messageIdLo()))
                    .put("status", reply.outcome().statusWord())
                    .put("error", Wording.error(reply))
                    .put("link_id", reply.linkId());
            ArrayNode ids = fields.putArray("smsc_ids");
            for (int i = 0; i < reply.partCount(); i++) {
                ids.add(reply.smscId(i));
            }
            return fields;
        }

        @Override
        public boolean isCancelled(long handle) {
            return !waiting.containsKey(handle);
        }
    }
}
