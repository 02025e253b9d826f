package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.smppproxy.core.config.LinkTls;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.Load;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.harness.TestCertificates;
import io.smppproxy.simulator.plan.DelayDistribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links over TLS: the right certificate is taken, every other one is not. */
class TlsLinkTest {
    @TempDir
    static Path dir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        TestCertificates smsc = TestCertificates.make(dir, "smsc", "dns:smsc.example");
        TestCertificates other = TestCertificates.make(dir, "other", "dns:smsc.example");
        SslContext server = SslContextBuilder.forServer(smsc.keyManagers()).build();
        rig = new MultiRig();
        tls("good", server, new LinkTls(smsc.certificate(), true, "smsc.example", null, null));
        tls("unnamed", server, new LinkTls(smsc.certificate(), false, null, null, null));
        tls("wrong-name", server, new LinkTls(smsc.certificate(), true, "elsewhere.example", null, null));
        tls("wrong-host", server, new LinkTls(smsc.certificate(), true, null, null, null));
        tls("untrusted", server, new LinkTls(other.certificate(), true, "smsc.example", null, null));
        tls("public", server, new LinkTls(null, true, "smsc.example", null, null));
        rig.simulated(
                "plain-server",
                link -> link.tls(new LinkTls(smsc.certificate(), false, null, null, null))
                        .bindTimeoutMs(300));
        rig.raw(
                "stalled",
                (connection, pdu) -> {},
                link -> link.tls(new LinkTls(smsc.certificate(), false, null, null, null))
                        .bindTimeoutMs(300));
        rig.start(dir.resolve("data"));
    }

    private static void tls(String name, SslContext server, LinkTls client) {
        rig.simulated(name, MultiRig.simulator().sslContext(server).build(), link -> link.tls(client));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void shouldCarryLoadOverTls() throws Exception {
        for (String link : new String[] {"good", "unnamed"}) {
            rig.awaitBound(link);
            Load load = Load.start(rig.edge, rig.id(link), link, 3, 500).await();
            load.audit(Load.texts(rig.smsc(link)), rig.metrics(link));
            assertEquals(Map.of(ReplyOutcome.SUBMITTED, 500), load.outcomes());
        }
    }

    @Test
    void shouldHoldWhatWasInTheWindowWhenATlsConnectionIsReset() throws Exception {
        rig.awaitBound("unnamed");
        rig.smsc("unnamed").plan().answerDelay(DelayDistribution.fixed(Duration.ofMillis(5)));
        Load load = Load.start(rig.edge, rig.id("unnamed"), "reset", 3, 600);
        load.awaitSent(200);
        rig.smsc("unnamed").dropConnections(true);
        load.await();
        load.audit(Load.texts(rig.smsc("unnamed")), rig.metrics("unnamed"));
        rig.smsc("unnamed").plan().answerDelay(DelayDistribution.NONE);
    }

    @Test
    void shouldRefuseCertificatesOfAnotherNameOrFromNobodyItTrusts() throws Exception {
        for (String link : new String[] {"wrong-name", "wrong-host", "untrusted", "public"}) {
            Await.until(
                    link + ": two attempts",
                    () -> rig.metrics(link).bindFailures.get() >= 2);
            assertFalse(rig.edge.isBound(rig.id(link)), link);
            assertEquals(0, rig.smsc(link).stats().binds(), link + ": no password was sent");
        }
    }

    @Test
    void shouldGiveUpAHandshakeThatDoesNotEnd() throws Exception {
        RawSmsc stalled = rig.raw("stalled");
        Await.until("a second attempt", () -> stalled.connections() >= 2);
        assertFalse(rig.edge.isBound(rig.id("stalled")));
        assertFalse(rig.edge.isBound(rig.id("plain-server")));
        assertTrue(rig.smsc("plain-server").stats().binds() == 0);
    }
}
