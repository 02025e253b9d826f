package io.smppproxy.app.config;

import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.core.config.CoreConfig;
import io.smppproxy.grpc.GrpcEdgeConfig;
import io.smppproxy.http.HttpEdgeConfig;
import io.smppproxy.http.sms.SmsApiConfig;
import java.util.List;

/**
 * Everything that a node is started with.
 *
 * @param source the file that was read, or "embedded defaults"
 * @param warnings what is odd but not wrong
 * @param core journal, stores, links, apps, policies
 * @param grpc the gRPC edge
 * @param auth who may call the gRPC edge
 * @param http metrics and health; null when switched off
 * @param smsApi SmsService as JSON; null when switched off
 * @param admin the administration API; null when switched off
 * @param log what is logged and how
 * @param tlvs names and types of TLVs, for whoever shows PDUs
 * @param store where the managed part of the configuration is kept; null when it is the file
 * @param drainTimeoutMs how long a stop may wait for messages in flight
 */
public record AppConfiguration(
        String source,
        List<String> warnings,
        CoreConfig core,
        GrpcEdgeConfig grpc,
        AuthSettings auth,
        HttpEdgeConfig http,
        SmsApiConfig smsApi,
        AdminSettings admin,
        LogSettings log,
        TlvDictionary tlvs,
        StoreSettings store,
        long drainTimeoutMs) {
    public AppConfiguration {
        warnings = List.copyOf(warnings);
    }

    AppConfiguration withWarnings(List<String> others) {
        return new AppConfiguration(
                source, others, core, grpc, auth, http, smsApi, admin, log, tlvs, store, drainTimeoutMs);
    }
}
