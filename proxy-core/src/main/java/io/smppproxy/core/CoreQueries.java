package io.smppproxy.core;

import io.smppproxy.core.edge.LinkInfo;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.route.Pool;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.track.Tracker;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers edges' questions from the published link state and, through the tracker, from the maps. Any thread. */
final class CoreQueries implements QueryPort {
    private final Supplier<RouteTable> routes;
    private final Tracker tracker;

    CoreQueries(Supplier<RouteTable> routes, Tracker tracker) {
        this.routes = routes;
        this.tracker = tracker;
    }

    @Override
    public void messageInfo(long appId, long esme, long messageIdHi, long messageIdLo, Consumer<MessageInfo> answer) {
        tracker.query(
                appId,
                (asked, requested, linkId) -> asked == linkId || asked == requested,
                esme,
                messageIdHi,
                messageIdLo,
                answer);
    }

    @Override
    public LinkInfo linkInfo(long esme) {
        RouteTable table = routes.get();
        LinkGate link = table.link(esme);
        if (link != null) {
            return new LinkInfo(esme, link.boundSessions() > 0, link.systemId());
        }
        Pool pool = table.pool(esme);
        return pool == null ? null : new LinkInfo(esme, pool.isBound(), pool.systemId());
    }
}
