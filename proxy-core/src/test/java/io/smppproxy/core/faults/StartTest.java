package io.smppproxy.core.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.core.ProxyCore;
import io.smppproxy.core.config.LinkConfigBuilder;
import io.smppproxy.core.config.LinkTls;
import io.smppproxy.core.config.PoolConfig;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.CoreRig;
import io.smppproxy.core.harness.TestEdge;
import io.smppproxy.core.journal.JournalException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that must fail with a clear word, and leave the data directory to the next one. */
class StartTest {
    @TempDir
    Path dir;

    private String refusal(LinkConfigBuilder link, PoolConfig... pools) {
        RuntimeException e = assertThrows(
                RuntimeException.class,
                () -> ProxyCore.start(CoreConfigs.core(dir.resolve("data"), List.of(link.build()), List.of(pools)))
                        .close());
        return e.getMessage();
    }

    @Test
    void shouldNameTheLinkThatContradictsItselfAndReleaseTheDataDirectory() throws Exception {
        LinkConfigBuilder v33 = CoreConfigs.link(101, 1).binds(1, 0, 0).interfaceVersion(InterfaceVersion.V3_3);
        assertEquals(
                "link 101 (smsc-101) esme@127.0.0.1:1 segmentation: SAR"
                        + " (expected: UDH8 or UDH16, because version 3.3 has no TLVs)",
                refusal(v33.segmentation(SegmentationRules.DEFAULT.withMode(SegmentationRules.Mode.SAR))));
        assertEquals(
                "link 101 (smsc-101) esme@127.0.0.1:1 trx binds: 1"
                        + " (expected: 0, because version 3.3 has no bind_transceiver)",
                refusal(CoreConfigs.link(101, 1).interfaceVersion(InterfaceVersion.V3_3)));
        assertEquals(
                "pool 901: 7 (expected: id of a link)",
                refusal(CoreConfigs.link(101, 1), new PoolConfig(901, "p", List.of(new PoolConfig.Member(7, 1)))));
        Path noCertificate = Files.writeString(dir.resolve("empty.pem"), "nothing");
        String reason = refusal(CoreConfigs.link(101, 1).tls(new LinkTls(noCertificate, true, null, null, null)));
        assertTrue(reason.startsWith("link 101 (smsc-101) esme@127.0.0.1:1 tls: "), reason);
        assertTrue(reason.contains("empty.pem"), reason);

        try (CoreRig rig = CoreRig.start(dir.resolve("data"))) {
            assertEquals(
                    ReplyOutcome.SUBMITTED,
                    rig.edge
                            .send(TestEdge.message(CoreConfigs.LINK, "998901234567", "x"))
                            .await()
                            .outcome());
        }
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() throws Exception {
        try (CoreRig rig = CoreRig.start(dir.resolve("data"))) {
            String reason = refusal(CoreConfigs.link(101, 1));
            assertTrue(reason.contains("is in use by the process"), reason);
            assertEquals(
                    ReplyOutcome.SUBMITTED,
                    rig.edge
                            .send(TestEdge.message(CoreConfigs.LINK, "998901234567", "x"))
                            .await()
                            .outcome());
        }
    }

    @Test
    void shouldRefuseAJournalThatIsDamagedInTheMiddle() throws Exception {
        try (CoreRig rig = CoreRig.start(dir.resolve("data"))) {
            for (int i = 0; i < 50; i++) {
                rig.edge
                        .sendPatiently(TestEdge.message(CoreConfigs.LINK, "998901234567", "x"))
                        .await();
            }
        }
        Path segment;
        try (Stream<Path> files = Files.walk(dir.resolve("data").resolve("journal"))) {
            segment = files.filter(
                            file -> file.getParent().getFileName().toString().equals("stream-1"))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(2_000);
            int octet = file.read();
            file.seek(2_000);
            file.write(octet ^ 0x10);
        }
        JournalException e = assertThrows(
                JournalException.class, () -> CoreRig.start(dir.resolve("data")).close());
        assertTrue(e.getMessage().contains("stream-1"), e.getMessage());
    }
}
