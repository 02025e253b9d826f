package io.smppproxy.http.admin.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** {@code /api/gateways}: the links. Any thread. */
public final class GatewayResource extends PeerResource {
    private static final List<String> REQUIRED = List.of(
            "smsc_id",
            "host",
            "port",
            "username",
            "enq_interval",
            "src_autodetect",
            "dst_autodetect",
            "tx_binds",
            "rx_binds",
            "trx_binds",
            "smpp_version",
            "is_gsm7",
            "is_secure",
            "enabled");

    private final LongUnaryOperator queueCount;

    /** @param queueCount messages that wait for a link's window, by its id */
    public GatewayResource(
            ConfigManager manager,
            SettingsCatalog catalog,
            Supplier<List<ConnectionInfo>> connections,
            LongUnaryOperator queueCount) {
        super(
                new EntityEditing(new Changes(manager), new GatewayShape(catalog), "gateway"),
                connections,
                "gateways",
                "gateway_id",
                "smsc_id",
                REQUIRED);
        this.queueCount = queueCount;
    }

    /** These users expect a window of 1, not the default of the configuration file. */
    @Override
    void prepare(ObjectNode body) {
        if (!body.hasNonNull("window_size") && !body.hasNonNull("window")) {
            body.put("window_size", 1);
        }
    }

    @Override
    void complete(ObjectNode fields, long id) {
        fields.put("queue_count", queueCount.applyAsLong(id));
    }
}
