package io.smppproxy.http.admin.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.Role;
import io.smppproxy.core.edge.FoundMessage;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.MessageTimeline;
import io.smppproxy.core.edge.SearchBusyException;
import io.smppproxy.core.edge.SearchPort;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import io.smppproxy.http.admin.resource.Query;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code /api/messages}: by number, and one with the timeline of its parts. Any thread. */
public final class MessageResource {
    private static final long ANSWER_S = 10;
    private static final int LIMIT = 50;

    private final SearchPort search;

    public MessageResource(SearchPort search) {
        this.search = search;
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/messages", Role.VIEWER, this::find);
        routes.get("/api/messages/{id}", Role.VIEWER, this::show);
    }

    private void find(Context context) {
        String msisdn = context.queryParam("msisdn");
        // A plus sign in a query string means a space.
        String number = msisdn == null ? "" : msisdn.strip();
        if (!number.matches("\\+?[0-9]{3,20}")) {
            throw ApiProblem.refused("msisdn", "(expected: 3 to 20 digits, optionally with a leading +)");
        }
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        try {
            int limit = Query.integer(context, "limit", LIMIT, 1, SearchPort.MAX_LIMIT);
            for (FoundMessage message : search.search(number, limit)) {
                items.add(describe(message).put("destination", number).put("parts", message.parts()));
            }
        } catch (SearchBusyException e) {
            throw ApiProblem.tooMany(e.getMessage(), 1);
        }
        Json.answer(context, 200, answer);
    }

    private void show(Context context) throws InterruptedException {
        UUID id = MessageIds.parse(context.pathParam("id"));
        if (id == null) {
            throw ApiProblem.notFound("there is no message with this id");
        }
        CompletableFuture<MessageTimeline> answer = new CompletableFuture<>();
        search.timeline(id.getMostSignificantBits(), id.getLeastSignificantBits(), answer::complete);
        MessageTimeline timeline = await(answer);
        if (timeline == null) {
            throw ApiProblem.notFound("there is no message with this id");
        }
        ObjectNode fields = describe(timeline.message());
        ArrayNode parts = fields.putArray("parts");
        timeline.parts().forEach(part -> parts.add(describe(part)));
        Json.answer(context, 200, fields);
    }

    static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw ApiProblem.of(503, "no answer within " + ANSWER_S + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ObjectNode describe(FoundMessage message) {
        return Json.object()
                .put("id", MessageIds.format(message.messageIdHi(), message.messageIdLo()))
                .put("account_or_app", (message.isOfAccount() ? "account " : "app ") + message.ownerId())
                .put("account_id", message.isOfAccount() ? message.ownerId() : null)
                .put("app_id", message.isOfAccount() ? null : message.ownerId())
                .put("transaction_id", message.transactionId())
                .put("task_id", message.taskId())
                .put("esme", message.esme())
                .put("link_id", message.linkId())
                .put("status", message.status())
                .put("part_count", message.parts())
                .put("accepted_at", Instant.ofEpochMilli(message.acceptedAtMs()).toString())
                .put("updated_at", Instant.ofEpochMilli(message.updatedAtMs()).toString());
    }

    private static ObjectNode describe(MessageTimeline.Part part) {
        ObjectNode fields = Json.object()
                .put("part", part.part())
                .put("status", part.status())
                .put("smsc_id", part.smscId())
                .put("link_id", part.linkId());
        ArrayNode timeline = fields.putArray("timeline");
        for (MessageTimeline.Event event : part.events()) {
            timeline.addObject()
                    .put("at", Instant.ofEpochMilli(event.atMs()).toString())
                    .put("event", event.kind().name().toLowerCase(Locale.ROOT))
                    .put("detail", event.detail());
        }
        return fields;
    }
}
