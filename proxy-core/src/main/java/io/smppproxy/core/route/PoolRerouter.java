package io.smppproxy.core.route;

import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.lane.LaneRecord;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.Pressure;
import io.smppproxy.core.lane.Rerouter;
import io.smppproxy.core.track.AcceptFlyweight;
import java.util.function.Supplier;
import org.agrona.MutableDirectBuffer;

/** Gives messages whose link went down, before any part was written, to another member of their pool. Any I/O loop. */
public final class PoolRerouter implements Rerouter {
    private final Supplier<RouteTable> routes;

    public PoolRerouter(Supplier<RouteTable> routes) {
        this.routes = routes;
    }

    @Override
    public boolean reroute(LinkConfig from, MutableDirectBuffer record, int lengthBytes) {
        Pool pool = routes.get().pool(AcceptFlyweight.esme(record, LaneRecord.ACCEPT_OFFSET));
        LinkGate to = pool == null ? null : pool.pickLike(from);
        if (to == null) {
            return false;
        }
        AcceptFlyweight.linkId(record, LaneRecord.ACCEPT_OFFSET, to.linkId());
        int parts = record.getInt(LaneRecord.PART_COUNT_OFFSET);
        if (to.offer(record, 0, lengthBytes, parts) == Pressure.NONE) {
            return true;
        }
        AcceptFlyweight.linkId(record, LaneRecord.ACCEPT_OFFSET, from.id());
        return false;
    }
}
