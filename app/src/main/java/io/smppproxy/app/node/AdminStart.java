package io.smppproxy.app.node;

import io.smppproxy.app.config.AdminSettings;
import io.smppproxy.app.config.AppConfiguration;
import io.smppproxy.app.config.ConfigurationException;
import io.smppproxy.app.manage.ManagedConfig;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.Role;
import io.smppproxy.configstore.Users;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.edge.ConnectionInfo;
import io.smppproxy.core.metrics.DeliveryMetrics;
import io.smppproxy.core.metrics.LinkMetrics;
import io.smppproxy.core.metrics.LinkRates;
import io.smppproxy.http.NodeHealth;
import io.smppproxy.http.admin.AdminContext;
import io.smppproxy.http.admin.AdminEdge;
import io.smppproxy.http.admin.AdminEdgeConfig;
import io.smppproxy.http.admin.event.LiveState;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the administration API over a running core: resolves its secrets, sees to the first user, connects the parts. */
final class AdminStart {
    private static final Logger LOG = LoggerFactory.getLogger("io.smppproxy.Admin");
    private static final String SYSTEM = "system";

    private AdminStart() {}

    /** @throws IOException if the port cannot be listened on, or a secret's file cannot be used */
    static AdminEdge start(
            AppConfiguration configuration, ManagedConfig managed, ProxyCore core, NodeHealth health, String version)
            throws IOException {
        AdminSettings settings = configuration.admin();
        AdminEdgeConfig config = new AdminEdgeConfig(
                settings.host(),
                settings.port(),
                settings.threads(),
                settings.resolveToken(),
                settings.secureCookie(),
                settings.maxDownloadBytes());
        firstUser(settings, managed.manager().users());
        AdminContext context = new AdminContext(
                version,
                managed.manager(),
                managed.catalog(),
                new CoreState(core),
                core.pduLogs(),
                core.searchPort(),
                core.submitPort(),
                esme -> segmentation(managed, esme),
                configuration.auth().issuer(),
                health,
                System::currentTimeMillis);
        return AdminEdge.start(config, context);
    }

    /** A configured password holds from each start on; without one, the first start makes a user with a made password. */
    private static void firstUser(AdminSettings settings, Users users) throws IOException {
        String name = settings.username();
        try {
            if (users.list().isEmpty()) {
                users.create(name, settings.resolvePassword(), Role.ADMIN, SYSTEM);
                LOG.info(
                        "admin: made the user {}, with the {}",
                        name,
                        settings.hasPassword()
                                ? "configured password"
                                : "password in " + settings.dataDir().resolve("admin.password"));
            } else if (settings.hasPassword()) {
                if (users.find(name).isEmpty()) {
                    users.create(name, settings.password(), Role.ADMIN, SYSTEM);
                } else if (users.verify(name, settings.password()).isEmpty()) {
                    users.changePassword(name, settings.password(), SYSTEM);
                }
            }
        } catch (ChangeRefused e) {
            LOG.warn("admin: the user {} could not be made or changed: {}", name, e.getMessage());
        }
    }

    /** Of a link, or of the first link of a pool. */
    private static SegmentationRules segmentation(ManagedConfig managed, long esme) {
        try {
            AppConfiguration now = managed.configuration();
            long linkId = esme;
            for (PoolConfig pool : now.core().pools()) {
                linkId = pool.id() == esme ? pool.members().get(0).linkId() : linkId;
            }
            for (LinkConfig link : now.core().links()) {
                if (link.id() == linkId) {
                    return link.segmentation();
                }
            }
            return null;
        } catch (ConfigurationException e) {
            throw new IllegalStateException("what runs was read without problems", e);
        }
    }

    /** The core, as the administration API looks at it. */
    private record CoreState(ProxyCore core) implements LiveState {
        @Override
        public List<ConnectionInfo> linkConnections() {
            return core.linkConnections();
        }

        @Override
        public List<ConnectionInfo> accountConnections() {
            return core.accountConnections();
        }

        @Override
        public List<LinkMetrics> linkMetrics() {
            return core.linkMetrics();
        }

        @Override
        public List<DeliveryMetrics> deliveryMetrics() {
            return core.deliveryMetrics();
        }

        @Override
        public LinkRates rates() {
            return core.rates();
        }
    }
}
