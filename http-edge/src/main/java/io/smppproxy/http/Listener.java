package io.smppproxy.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What the proxy's HTTP listeners have in common: a small pool each, no banner, an error that names the port. */
public final class Listener {
    private static final int MIN_THREADS = 4;
    private static final int THREAD_IDLE_MS = 60_000;
    private static final int CONNECTION_IDLE_MS = 30_000;
    /** A stop that is graceful waits so long for connections that are kept alive and idle. */
    private static final int SHUTDOWN_IDLE_MS = 100;

    private Listener() {}

    /**
     * Sets address and threads.
     *
     * @param name of the threads
     * @param port 0 for any free one
     * @param threads at most; fewer than 4 count as 4
     */
    public static void configure(JavalinConfig config, String name, String host, int port, int threads) {
        QueuedThreadPool pool = new QueuedThreadPool(Math.max(threads, MIN_THREADS), 1, THREAD_IDLE_MS);
        pool.setName(name);
        pool.setReservedThreads(0);
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = pool;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    }

    private static Connector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(CONNECTION_IDLE_MS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MS);
        return connector;
    }

    /** @throws IOException naming host and port when the port cannot be opened; what was started is stopped then */
    public static void start(Javalin javalin, String name, String host, int port) throws IOException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            javalin.stop();
            throw new IOException(name + ": cannot listen on " + host + ":" + port + " (" + rootMessage(e) + ")", e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
