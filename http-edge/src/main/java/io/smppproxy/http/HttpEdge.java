package io.smppproxy.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * {@code /metrics}, {@code /healthy}, {@code /health/live} and {@code /health/ready}. Health answers from the first moment on;
 * metrics come with {@link #publish}. Safe for any thread.
 */
public final class HttpEdge implements AutoCloseable {
    private static final String OK = "{\"status\":\"ok\"}";

    private final NodeHealth health;
    private final Javalin javalin;
    private volatile MetricsPage metrics;

    private HttpEdge(HttpEdgeConfig config, NodeHealth health) {
        this.health = health;
        this.javalin = Javalin.create(javalinConfig -> configure(javalinConfig, config));
    }

    /**
     * Listens.
     *
     * @throws IOException naming host and port when the port cannot be opened
     */
    public static HttpEdge start(HttpEdgeConfig config, NodeHealth health) throws IOException {
        HttpEdge edge = new HttpEdge(config, health);
        Listener.start(edge.javalin, "http", config.host(), config.port());
        return edge;
    }

    private void configure(JavalinConfig javalinConfig, HttpEdgeConfig config) {
        Listener.configure(javalinConfig, "http", config.host(), config.port(), config.threads());
        javalinConfig.routes.get("/metrics", this::metrics);
        javalinConfig.routes.get("/healthy", context -> json(context, 200, OK));
        javalinConfig.routes.get("/health/live", context -> json(context, 200, OK));
        javalinConfig.routes.get("/health/ready", this::ready);
    }

    private void metrics(Context context) {
        MetricsPage page = metrics;
        if (page == null) {
            json(context, 503, status(health.state()));
            return;
        }
        context.status(200);
        context.res().setContentType(MetricsPage.CONTENT_TYPE);
        try {
            page.write(context.res().getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(Context context) {
        NodeState state = health.state();
        if (state == NodeState.READY) {
            json(context, 200, OK);
        } else {
            json(context, 503, status(state));
        }
    }

    private static String status(NodeState state) {
        return "{\"status\":\"" + state.word() + "\"}";
    }

    private static void json(Context context, int status, String body) {
        context.status(status).contentType("application/json").result(body);
    }

    /** The metrics to show from now on. The caller closes the page after this edge. */
    public void publish(MetricsPage page) {
        metrics = page;
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
