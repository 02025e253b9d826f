package io.smppproxy.http.admin;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Kind;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.core.pdulog.PduLogSide;
import io.smppproxy.http.Listener;
import io.smppproxy.http.admin.auth.Access;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.auth.SessionResource;
import io.smppproxy.http.admin.auth.Sessions;
import io.smppproxy.http.admin.auth.UserDirectory;
import io.smppproxy.http.admin.event.EventStreams;
import io.smppproxy.http.admin.event.Overview;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.log.Downloads;
import io.smppproxy.http.admin.log.LogResource;
import io.smppproxy.http.admin.message.MessageResource;
import io.smppproxy.http.admin.message.TestMessageResource;
import io.smppproxy.http.admin.resource.AppTokenResource;
import io.smppproxy.http.admin.resource.BlacklistResource;
import io.smppproxy.http.admin.resource.ClientResource;
import io.smppproxy.http.admin.resource.ConfigResource;
import io.smppproxy.http.admin.resource.EntityResource;
import io.smppproxy.http.admin.resource.GatewayResource;
import io.smppproxy.http.admin.resource.LogSettingResource;
import io.smppproxy.http.admin.resource.RouteListResource;
import io.smppproxy.http.admin.resource.UserResource;
import io.smppproxy.http.admin.schema.OpenApiResource;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import io.smppproxy.http.admin.schema.SettingsSchemaResource;
import io.smppproxy.http.panel.PanelFiles;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The administration API on its own port, with its own threads, so that no flood of it slows messages down. Safe for any thread. */
public final class AdminEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminEdge.class);
    private static final String NAME = "admin";
    /** More are not accepted until others end. */
    private static final int MAX_CONNECTIONS = 500;

    private final AdminEdgeConfig config;
    private final AdminContext context;
    private final Javalin javalin;
    private GuardedRoutes routes;
    private EventStreams events;

    private AdminEdge(AdminEdgeConfig config, AdminContext context) {
        this.config = config;
        this.context = context;
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Listens.
     *
     * @throws IOException naming host and port when the port cannot be opened
     */
    public static AdminEdge start(AdminEdgeConfig config, AdminContext context) throws IOException {
        AdminEdge edge = new AdminEdge(config, context);
        try {
            Listener.start(edge.javalin, NAME, config.host(), config.port());
            return edge;
        } catch (IOException e) {
            edge.events.close();
            throw e;
        }
    }

    private void configure(JavalinConfig javalinConfig) {
        Listener.configure(javalinConfig, NAME, config.host(), config.port(), config.threads());
        javalinConfig.jetty.modifyServer(server -> {
            server.setErrorHandler(new ListenerErrors());
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        });
        javalinConfig.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new ListenerErrors()));
        javalinConfig.http.prefer405over404 = true;
        // Logs are compressed where they are sent; beside secrets, compression tells of them.
        javalinConfig.http.compressionStrategy = CompressionStrategy.NONE;
        javalinConfig.routes.before(SecurityHeaders::add);
        addResources(javalinConfig);
        new PanelFiles().addTo(javalinConfig.routes);
        javalinConfig.routes.exception(ApiProblem.class, (problem, request) -> problem.answer(request));
        javalinConfig.routes.exception(StoreException.class, (e, request) -> {
            LOG.error("admin: {} {}: the configuration's database", request.method(), request.path(), e);
            ApiProblem.of(503, "the configuration's database cannot be used; the log says why")
                    .answer(request);
        });
        javalinConfig.routes.exception(Exception.class, (e, request) -> {
            LOG.error("admin: {} {}", request.method(), request.path(), e);
            ApiProblem.of(500, "the proxy failed; its log says why").answer(request);
        });
        for (int status : List.of(400, 404, 405, 413)) {
            javalinConfig.routes.error(status, AdminEdge::answerUnanswered);
        }
    }

    private void addResources(JavalinConfig javalinConfig) {
        ConfigManager manager = context.manager();
        SettingsCatalog catalog = context.catalog();
        UserDirectory users = UserDirectory.of(manager.users());
        Sessions sessions = new Sessions(users, context.clockMs());
        Access access = new Access(config.apiToken(), sessions, context.clockMs());
        routes = new GuardedRoutes(javalinConfig.routes, access);
        new HealthResource(context.health()).addTo(routes);
        new SessionResource(access, sessions, users, config.secureCookie()).addTo(routes);
        new UserResource(manager.users(), sessions).addTo(routes);
        Downloads downloads = new Downloads(config.maxDownloadBytes());
        new LogResource(context.pduLogs(), PduLogSide.LINKS, downloads).addTo(routes);
        new LogResource(context.pduLogs(), PduLogSide.ACCOUNTS, downloads).addTo(routes);
        new GatewayResource(manager, catalog, context.live()::linkConnections, context.live()::queuedParts)
                .addTo(routes);
        new ClientResource(manager, catalog, context.live()::accountConnections).addTo(routes);
        new EntityResource(manager, catalog, Kind.POOL).addTo(routes);
        new EntityResource(manager, catalog, Kind.APP).addTo(routes);
        new EntityResource(manager, catalog, Kind.STRATEGY).addTo(routes);
        new RouteListResource(manager, Kind.ROUTE).addTo(routes);
        new RouteListResource(manager, Kind.MO_ROUTE).addTo(routes);
        new BlacklistResource(manager).addTo(routes);
        new AppTokenResource(manager, context.issuer(), context.clockMs()).addTo(routes);
        new ConfigResource(manager).addTo(routes);
        new LogSettingResource(manager, catalog, Kind.LINK).addTo(routes);
        new LogSettingResource(manager, catalog, Kind.ACCOUNT).addTo(routes);
        new SettingsSchemaResource(catalog).addTo(routes);
        new OpenApiResource(catalog, context.version()).addTo(routes);
        new TestMessageResource(manager, context.submitPort(), context.segmentation()).addTo(routes);
        new MessageResource(context.searchPort()).addTo(routes);
        Overview overview = new Overview(context.version(), manager, catalog, context.live(), context.health());
        events = new EventStreams(overview, manager, context.live(), sessions);
        events.addTo(routes);
    }

    /** What the listener itself refuses, in the form of all other refusals. */
    private static void answerUnanswered(Context request) {
        if (!ApiProblem.CONTENT_TYPE.equals(request.res().getContentType())) {
            ApiProblem.of(request.statusCode(), "no such resource, or not with this method")
                    .answer(request);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** All routes of the API. */
    public List<GuardedRoutes.Route> routes() {
        return routes.added();
    }

    @Override
    public void close() {
        events.close();
        javalin.stop();
    }
}
