package io.smppproxy.http.admin.auth;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.smppproxy.configstore.Role;
import java.util.ArrayList;
import java.util.List;

/** Adds routes that only callers with a role reach, so that none can be left open by mistake. For one thread, at the start. */
public final class GuardedRoutes {
    private final RoutesConfig routes;
    private final Access access;
    private final List<Route> added = new ArrayList<>();

    public GuardedRoutes(RoutesConfig routes, Access access) {
        this.routes = routes;
        this.access = access;
    }

    /**
     * A route that was added.
     *
     * @param method GET, POST, PUT or DELETE
     * @param path with {parameters}
     * @param role that it takes; null when it is open to anyone
     */
    public record Route(String method, String path, Role role) {}

    /** Routes for anyone. */
    public final class Open {
        private Open() {}

        public void get(String path, Handler handler) {
            add(HandlerType.GET, path, null, handler);
        }

        public void post(String path, Handler handler) {
            add(HandlerType.POST, path, null, handler);
        }
    }

    public Open open() {
        return new Open();
    }

    public void get(String path, Role role, Handler handler) {
        add(HandlerType.GET, path, role, access.require(role, handler));
    }

    public void post(String path, Role role, Handler handler) {
        add(HandlerType.POST, path, role, access.require(role, handler));
    }

    public void put(String path, Role role, Handler handler) {
        add(HandlerType.PUT, path, role, access.require(role, handler));
    }

    public void delete(String path, Role role, Handler handler) {
        add(HandlerType.DELETE, path, role, access.require(role, handler));
    }

    private void add(HandlerType method, String path, Role role, Handler handler) {
        routes.addHttpHandler(method, path, handler);
        added.add(new Route(method.name(), path, role));
    }

    public List<Route> added() {
        return List.copyOf(added);
    }
}
