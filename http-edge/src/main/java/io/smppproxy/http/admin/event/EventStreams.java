package io.smppproxy.http.admin.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.VersionInfo;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.auth.Sessions;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import io.smppproxy.http.admin.resource.Connections;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/events} (server-sent events) and {@code /api/overview}. One thread makes each event once, for all streams; streams are written
 * without blocking, and one that does not read is ended. Any thread.
 */
public final class EventStreams implements AutoCloseable {
    static final int MAX_STREAMS = 32;
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final Overview overview;
    private final ConfigManager manager;
    private final LiveState live;
    private final Sessions sessions;
    private final OverviewHistory history = new OverviewHistory();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "admin-events");
        thread.setDaemon(true);
        return thread;
    });
    /** By side and connection: its last status. Thread admin-events only. */
    private Map<String, String> statuses = new HashMap<>();

    public EventStreams(Overview overview, ConfigManager manager, LiveState live, Sessions sessions) {
        this.overview = overview;
        this.manager = manager;
        this.live = live;
        this.sessions = sessions;
        manager.onChange(document -> submit(() -> tellChange(document.version())));
        timer.scheduleAtFixedRate(() -> guarded(this::tick), 1, 1, TimeUnit.SECONDS);
    }

    public void addTo(GuardedRoutes routes) {
        routes.get("/api/overview", Role.VIEWER, context -> Json.answer(context, 200, overview.now()));
        routes.get("/api/overview/history", Role.VIEWER, context -> Json.answer(context, 200, history.describe()));
        routes.get("/api/events", Role.VIEWER, this::open);
    }

    private void open(Context context) {
        if (streams.size() >= MAX_STREAMS) {
            throw ApiProblem.tooMany(MAX_STREAMS + " event streams are open already", 10);
        }
        Caller caller = Caller.of(context);
        context.res().setContentType("text/event-stream; charset=utf-8");
        context.header("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(() -> caller.session() == null || sessions.stands(caller.session()));
        context.future(() -> {
            stream.begin(context.res());
            streams.add(stream);
            submit(() -> stream.send(event("overview", overview.now())));
            return stream.ended().whenComplete((nothing, e) -> streams.remove(stream));
        });
    }

    private void submit(Runnable task) {
        if (!timer.isShutdown()) {
            timer.execute(() -> guarded(task));
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("an event could not be made", e);
        }
    }

    private void tick() {
        Map<String, String> before = statuses;
        statuses = new HashMap<>();
        tellConnections("link", live.linkConnections(), before);
        tellConnections("account", live.accountConnections(), before);
        streams.forEach(EventStream::endIfOver);
        long nowS = System.currentTimeMillis() / 1_000;
        if (!streams.isEmpty() || history.isDue(nowS)) {
            ObjectNode now = overview.now();
            history.add(nowS, now);
            tell("overview", now);
        }
    }

    private void tellConnections(String side, List<ConnectionInfo> connections, Map<String, String> before) {
        for (ConnectionInfo connection : connections) {
            String key = side + " " + connection.ownerId() + " " + connection.connectionId() + " "
                    + connection.remoteAddr() + " " + connection.bindType();
            statuses.put(key, connection.status());
            if (!connection.status().equals(before.get(key)) && !streams.isEmpty()) {
                ObjectNode event = Connections.toFields(connection, side.equals("link") ? "gateway_id" : "client_id");
                tell("connection", event.put("side", side));
            }
        }
    }

    private void tellChange(long version) {
        if (streams.isEmpty()) {
            return;
        }
        ObjectNode event = Json.object().put("version", version);
        for (VersionInfo info : manager.versions()) {
            if (info.version() == version) {
                event.put("who", info.who()).put("what", info.what());
            }
        }
        tell("config", event);
    }

    private void tell(String name, JsonNode data) {
        byte[] event = event(name, data);
        streams.forEach(stream -> stream.send(event));
    }

    /** Our JSON has no line breaks, so one data line carries it. */
    private static byte[] event(String name, JsonNode data) {
        String json = new String(Json.write(data), StandardCharsets.UTF_8);
        return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Streams that are open. */
    int open() {
        return streams.size();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        streams.forEach(EventStream::end);
    }
}
