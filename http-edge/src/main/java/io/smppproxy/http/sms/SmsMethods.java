package io.smppproxy.http.sms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.edge.LinkInfo;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.core.edge.Submission;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.core.edge.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The five methods of SmsService. The listener's threads. */
final class SmsMethods {
    /** One sentence for an unknown id, another app's and another link's, so that nobody learns what exists. */
    static final String NO_SUCH_MESSAGE = "id: no such message of this app on this esme";

    private static final int MAX_DIGITS = 18;

    private final SmsApiConfig config;
    private final TokenVerifier verifier;
    private final SubmitPort submitPort;
    private final QueryPort queryPort;
    private final ReplyWaiters waiters;
    private final RequestReader reader;

    SmsMethods(
            SmsApiConfig config,
            TokenVerifier verifier,
            SubmitPort submitPort,
            QueryPort queryPort,
            ReplyWaiters waiters) {
        this.config = config;
        this.verifier = verifier;
        this.submitPort = submitPort;
        this.queryPort = queryPort;
        this.waiters = waiters;
        this.reader = new RequestReader(config.maxBatch());
    }

    /** What came of a submission: an answer that will come, or one that is there. */
    private record Attempt(Verdict verdict, String reason, long retryAfterNs, CompletableFuture<ObjectNode> answer) {}

    void send(Context context) {
        Caller caller = Caller.of(context, verifier);
        SmsRequest request = reader.sms(body(context)).identified();
        requireApp(request, caller, "");
        Attempt attempt = submit(request);
        Problem refusal = refusal(attempt);
        if (refusal != null) {
            if (attempt.verdict().isTemporary()) {
                long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(attempt.retryAfterNs()));
                context.header("Retry-After", Long.toString(seconds));
            }
            throw refusal;
        }
        later(context, attempt.answer());
    }

    /** Each message has an answer of its own, in the order of the request; one refusal does not cost the others anything. */
    void sendBatch(Context context) {
        Caller caller = Caller.of(context, verifier);
        List<SmsRequest> requests = reader.batch(body(context));
        for (int i = 0; i < requests.size(); i++) {
            requireApp(requests.get(i), caller, "messages[" + i + "].");
        }
        List<CompletableFuture<ObjectNode>> answers = new ArrayList<>(requests.size());
        for (SmsRequest request : requests) {
            answers.add(submit(request.identified()).answer());
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        later(context, all.thenApply(done -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            answers.forEach(answer -> json.withArray("responses").add(answer.join()));
            return json;
        }));
    }

    private static void requireApp(SmsRequest request, Caller caller, String prefix) {
        if (request.appId() != caller.appId()) {
            throw new Problem(
                    403,
                    "forbidden",
                    prefix + "app_id",
                    prefix + "app_id: " + request.appId() + " (expected: " + caller.appId()
                            + ", as in token and header)");
        }
    }

    private Attempt submit(SmsRequest request) {
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        long handle = waiters.enter(new ReplyWaiters.Waiter(request, answer));
        if (handle == ReplyWaiters.NONE) {
            String reason = "too many messages in flight; nothing was sent";
            answer.complete(SmsJson.refused(request, 0, Verdict.BUSY.statusWord(), reason));
            return new Attempt(Verdict.BUSY, reason, 0, answer);
        }
        Submission submission = new Submission();
        request.fill(submission);
        submission
                .deadlineNs(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.maxWaitMs()))
                .replyTo(waiters.sinkId(), handle);
        Verdict verdict = submitPort.submit(submission);
        if (verdict == Verdict.ACCEPTED) {
            return new Attempt(verdict, "", 0, answer);
        }
        waiters.leave(handle);
        String reason = Wording.reason(verdict, submission);
        answer.complete(SmsJson.refused(request, submission.linkId(), verdict.statusWord(), reason));
        return new Attempt(verdict, reason, submission.retryAfterNs(), answer);
    }

    /** How a single message's request ends when it was not accepted; null when it ends with a response, as it does over gRPC. */
    private static Problem refusal(Attempt attempt) {
        int httpStatus = switch (attempt.verdict()) {
            case ACCEPTED, DAILY_CAP, WEEKLY_CAP, DUPLICATE, BLACKLISTED -> 0;
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case KEY_CONFLICT -> 409;
            case RATE_LIMITED, BUSY -> 429;
            case STORE_FULL, LINK_DOWN, STOPPING -> 503;
        };
        if (httpStatus == 0) {
            return null;
        }
        String reason = attempt.reason();
        int colon = reason.indexOf(':');
        boolean namesField =
                httpStatus == 400 && colon > 0 && reason.substring(0, colon).matches("[a-z_]+");
        return new Problem(
                httpStatus, attempt.verdict().statusWord(), namesField ? reason.substring(0, colon) : "", reason);
    }

    void checkText(Context context) {
        Caller.of(context, verifier);
        String text = reader.text(body(context));
        if (text.isEmpty()) {
            throw Problem.invalid("text", "text: empty (expected: at least 1 character)");
        }
        Segmenter segmenter = new Segmenter();
        boolean tooLong = segmenter.analyse(text, SegmentationRules.DEFAULT) == Segmenter.TOO_LONG;
        String error = tooLong
                ? "text: " + segmenter.partCount() + " segments (expected: at most " + SegmentationRules.MAX_PARTS + ")"
                : "";
        answer(context, SmsJson.of(segmenter, error));
    }

    void checkEsme(Context context) {
        Caller.of(context, verifier);
        long esme = number("id", context.pathParam("id"));
        LinkInfo link = queryPort.linkInfo(esme);
        if (link == null) {
            throw new Problem(404, "not_found", "id", "id: " + esme + " (expected: the id of a link or pool)");
        }
        answer(context, SmsJson.of(link));
    }

    void smsInfo(Context context) {
        Caller caller = Caller.of(context, verifier);
        UUID id = MessageIds.parse(context.pathParam("id"));
        if (id == null) {
            throw Problem.invalid("id", "id: malformed (expected: the message_id that was answered, 36 characters)");
        }
        String esme = context.queryParam("esme");
        if (esme == null) {
            throw Problem.invalid("esme", "esme: missing (expected: ?esme= and the link or pool it was sent over)");
        }
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        queryPort.messageInfo(
                caller.appId(),
                number("esme", esme),
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                info -> {
                    if (info == null) {
                        answer.completeExceptionally(new Problem(404, "not_found", "id", NO_SUCH_MESSAGE));
                    } else {
                        answer.complete(SmsJson.of(info));
                    }
                });
        later(context, answer);
    }

    private static long number(String name, String text) {
        if (!text.matches("[0-9]{1," + MAX_DIGITS + "}")) {
            throw Problem.invalid(name, name + ": not a number (expected: the id of a link or pool)");
        }
        return Long.parseLong(text);
    }

    private byte[] body(Context context) {
        try {
            byte[] body = context.req().getInputStream().readNBytes(config.maxRequestBytes() + 1);
            if (body.length > config.maxRequestBytes()) {
                throw new Problem(
                        413,
                        "invalid",
                        "",
                        "body: longer than " + config.maxRequestBytes() + " octets (expected: less)");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer is written by a thread of the pool, not by the one that completes it, which has others to serve. */
    private static void later(Context context, CompletableFuture<ObjectNode> answer) {
        context.future(() -> answer.thenAcceptAsync(json -> answer(context, json)));
    }

    private static void answer(Context context, ObjectNode json) {
        context.status(200).contentType("application/json").result(json.toString());
    }
}
