package io.smppproxy.http.sms;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.smppproxy.core.auth.TokenVerifier;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.http.Listener;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * SmsService as JSON: {@code POST /v1/sms}, {@code /v1/sms/batch} and {@code /v1/sms/check-text}, {@code GET /v1/esme/{id}} and {@code
 * /v1/sms/{id}}. The same pipeline, tokens and words as over gRPC. Safe for any thread.
 */
public final class SmsApi implements AutoCloseable {
    /** What the core may take after a message's deadline to tell what became of it. */
    private static final long GRACE_MS = 120_000;

    /** What a stop leaves for answers that are being written. */
    private static final long LAST_ANSWERS_MS = 1_000;

    private static final String PROBLEM = "application/problem+json";

    private final ReplyWaiters waiters;
    private final Javalin javalin;

    private SmsApi(SmsApiConfig config, TokenVerifier verifier, SubmitPort submitPort, QueryPort queryPort) {
        waiters = new ReplyWaiters(config, submitPort);
        SmsMethods methods = new SmsMethods(config, verifier, submitPort, queryPort, waiters);
        javalin = Javalin.create(javalinConfig -> {
            Listener.configure(javalinConfig, "sms-api", config.host(), config.port(), config.threads());
            javalinConfig.jetty.modifyServer(server -> server.setStopTimeout(LAST_ANSWERS_MS));
            javalinConfig.http.asyncTimeout = config.maxWaitMs() + GRACE_MS;
            routes(javalinConfig, methods);
        });
    }

    /**
     * Listens.
     *
     * @throws IOException naming host and port when the port cannot be opened
     */
    public static SmsApi start(SmsApiConfig config, TokenVerifier verifier, SubmitPort submitPort, QueryPort queryPort)
            throws IOException {
        SmsApi api = new SmsApi(config, verifier, submitPort, queryPort);
        try {
            Listener.start(api.javalin, "sms-api", config.host(), config.port());
            return api;
        } catch (IOException e) {
            api.close();
            throw e;
        }
    }

    private static void routes(JavalinConfig config, SmsMethods methods) {
        config.routes.post("/v1/sms", methods::send);
        config.routes.post("/v1/sms/batch", methods::sendBatch);
        config.routes.post("/v1/sms/check-text", methods::checkText);
        config.routes.get("/v1/esme/{id}", methods::checkEsme);
        config.routes.get("/v1/sms/{id}", methods::smsInfo);
        config.routes.exception(Problem.class, (problem, context) -> answer(context, problem));
        config.routes.exception(CompletionException.class, (e, context) -> {
            if (e.getCause() instanceof Problem problem) {
                answer(context, problem);
            } else {
                throw e;
            }
        });
        config.routes.error(
                404,
                context -> unlessAnswered(
                        context,
                        "path: no such method (expected: POST /v1/sms, "
                                + "/v1/sms/batch, /v1/sms/check-text, GET /v1/esme/{id}, /v1/sms/{id})"));
        config.routes.error(405, context -> unlessAnswered(context, "method: not allowed here"));
        config.routes.error(500, context -> unlessAnswered(context, "the proxy failed; its log says why"));
    }

    private static void unlessAnswered(Context context, String detail) {
        if (!PROBLEM.equals(context.res().getContentType())) {
            answer(context, new Problem(context.statusCode(), "invalid", "", detail));
        }
    }

    private static void answer(Context context, Problem problem) {
        String title = HttpStatus.forStatus(problem.httpStatus()).getMessage();
        context.status(problem.httpStatus())
                .contentType(PROBLEM)
                .result(SmsJson.of(problem, title).toString());
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** Messages that wait for their answer. */
    public int inFlight() {
        return waiters.size();
    }

    @Override
    public void close() {
        waiters.close();
        javalin.stop();
    }
}
