package io.smppproxy.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * {@code /metrics}, {@code /healthy}, {@code /health/live} and {@code /health/ready}. Health answers from the first moment on;
 * metrics come with {@link #publish}. Safe for any thread.
 */
public final class HttpEdge implements AutoCloseable {
    private static final String OK = "{\"status\":\"ok\"}";
    private static final int MIN_THREADS = 4;
    private static final int THREAD_IDLE_MS = 60_000;
    private static final int CONNECTION_IDLE_MS = 30_000;

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
        try {
            edge.javalin.start();
        } catch (RuntimeException e) {
            edge.javalin.stop();
            throw new IOException(
                    "http: cannot listen on " + config.host() + ":" + config.port() + " (" + rootMessage(e) + ")", e);
        }
        return edge;
    }

    private void configure(JavalinConfig javalinConfig, HttpEdgeConfig config) {
        QueuedThreadPool pool = new QueuedThreadPool(Math.max(config.threads(), MIN_THREADS), 1, THREAD_IDLE_MS);
        pool.setName("http");
        pool.setReservedThreads(0);
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.startup.showOldJavalinVersionWarning = false;
        javalinConfig.startup.startupWatcherEnabled = false;
        javalinConfig.jetty.threadPool = pool;
        javalinConfig.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        javalinConfig.jetty.addConnector((server, http) -> connector(server, http, config));
        javalinConfig.routes.get("/metrics", this::metrics);
        javalinConfig.routes.get("/healthy", context -> json(context, 200, OK));
        javalinConfig.routes.get("/health/live", context -> json(context, 200, OK));
        javalinConfig.routes.get("/health/ready", this::ready);
    }

    private static Connector connector(Server server, HttpConfiguration http, HttpEdgeConfig config) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MS);
        return connector;
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

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
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
