package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.json.Json;

/** SMPP connections as the API shows them. */
public final class Connections {
    private Connections() {}

    /** @param ownerField gateway_id or client_id */
    public static ObjectNode toFields(ConnectionInfo connection, String ownerField) {
        return Json.object()
                .put(ownerField, connection.ownerId())
                .put("bindType", connection.bindType())
                .put("systemType", connection.systemType())
                .put("status", connection.status())
                .put("connectionId", connection.connectionId())
                .put("localAddr", connection.localAddr())
                .put("remoteAddr", connection.remoteAddr())
                .put("inflightCount", connection.inflightCount())
                .put("queueCount", connection.queueCount())
                .put("connected", connection.connectedAtS())
                .put("window", connection.window());
    }
}
