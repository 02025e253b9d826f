package io.smppproxy.http.admin;

import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.core.auth.TokenIssuer;
import io.smppproxy.core.edge.SearchPort;
import io.smppproxy.core.edge.SubmitPort;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.admin.event.LiveState;
import io.smppproxy.http.admin.schema.SettingsCatalog;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * What the administration API shows and changes.
 *
 * @param version of the program
 * @param manager the managed configuration, users, tokens and blacklists
 * @param catalog every setting of every kind of entity
 * @param live what runs
 * @param pduLogs of links and accounts
 * @param searchPort messages
 * @param submitPort where test messages go
 * @param segmentation rules for texts by the id of a link or pool; null for other ids
 * @param issuer of apps' tokens; null when they are signed elsewhere
 * @param health of the node
 * @param clockMs Unix milliseconds
 */
public record AdminContext(
        String version,
        ConfigManager manager,
        SettingsCatalog catalog,
        LiveState live,
        PduLogs pduLogs,
        SearchPort searchPort,
        SubmitPort submitPort,
        LongFunction<SegmentationRules> segmentation,
        TokenIssuer issuer,
        NodeHealth health,
        LongSupplier clockMs) {}
