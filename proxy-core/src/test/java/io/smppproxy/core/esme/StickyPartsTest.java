package io.smppproxy.core.esme;

import static io.smppproxy.core.esme.EsmePduSamples.octets;
import static io.smppproxy.core.esme.EsmePduSamples.submitSm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.TlvTag;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of one concatenated message that come as PDUs of their own keep to one link of a pool. */
class StickyPartsTest {
    private static final int PARTS = 3;
    private static final int MESSAGES = 60;

    @TempDir
    Path dataDir;

    private interface PartMaker {
        byte[] part(int message, int number);
    }

    private static byte[] udh8(int message, int number) {
        byte[] data = {5, 0, 3, (byte) message, PARTS, (byte) number, 'x'};
        return octets(submitSm().esmClass(0x40).shortMessage(data, 0, data.length));
    }

    private static byte[] udh16(int message, int number) {
        byte[] data = {6, 8, 4, 1, (byte) message, PARTS, (byte) number, 'x'};
        return octets(submitSm().esmClass(0x40).shortMessage(data, 0, data.length));
    }

    private static byte[] sar(int message, int number) {
        return octets(submitSm("x")
                .tlvShort(TlvTag.SAR_MSG_REF_NUM, message)
                .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, PARTS)
                .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, number));
    }

    private static byte[] dataSm(int message, int number) {
        return octets(EsmePduSamples.dataSm("x")
                .tlvShort(TlvTag.SAR_MSG_REF_NUM, message)
                .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, PARTS)
                .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, number));
    }

    private static String messageOf(ReceivedPart part) {
        if (part.sarReference() >= 0) {
            return part.commandId() + " " + part.sarReference();
        }
        return part.userData().length == 7 ? "8 " + part.userData()[3] : "16 " + part.userData()[4];
    }

    private static Map<String, Set<String>> linksOfMessages(MultiRig rig, String... links) {
        Map<String, Set<String>> found = new HashMap<>();
        for (String link : links) {
            for (RawSmsc.Pdu pdu : rig.raw(link).messages()) {
                found.computeIfAbsent(messageOf(pdu.part()), key -> new HashSet<>())
                        .add(link);
            }
        }
        return found;
    }

    @Test
    void shouldKeepTheParts() throws Exception {
        try (MultiRig rig = start()) {
            try (RawEsme esme = rig.esme("acme")) {
                PartMaker[] kinds = {
                    StickyPartsTest::udh8, StickyPartsTest::udh16, StickyPartsTest::sar, StickyPartsTest::dataSm
                };
                // All first parts, then all second ones: as far apart as they can be.
                for (int number = 1; number <= PARTS; number++) {
                    for (PartMaker kind : kinds) {
                        for (int message = 1; message <= MESSAGES; message++) {
                            esme.sendRequest(kind.part(message, number));
                        }
                        for (int message = 1; message <= MESSAGES; message++) {
                            assertEquals(0, esme.readOther().status());
                        }
                    }
                }
            }
            Map<String, Set<String>> links = linksOfMessages(rig, "a", "b", "c");
            assertEquals(4 * MESSAGES, links.size());
            Set<String> used = new HashSet<>();
            links.forEach((message, its) -> {
                assertEquals(1, its.size(), message + " took " + its);
                used.addAll(its);
            });
            assertEquals(Set.of("a", "b", "c"), used);
        }
    }

    @Test
    void shouldGoAnotherWayWhenTheLinkIsDown() throws Exception {
        try (MultiRig rig = start()) {
            try (RawEsme esme = rig.esme("acme")) {
                assertEquals(0, esme.ask(udh8(1, 1)).status());
                String first = linksOfMessages(rig, "a", "b", "c")
                        .get("8 1")
                        .iterator()
                        .next();
                rig.raw(first).script((connection, pdu) -> connection.close());
                // The link notices with the next part, whose answer is lost.
                assertTrue(esme.ask(udh8(1, 2)).status() != 0);
                rig.awaitBound(first, 0);
                assertEquals(0, esme.ask(udh8(1, 3)).status());
                Set<String> links = linksOfMessages(rig, "a", "b", "c").get("8 1");
                assertEquals(2, links.size(), () -> links.toString());
            }
        }
    }

    private MultiRig start() throws Exception {
        MultiRig rig = new MultiRig();
        for (String link : new String[] {"a", "b", "c"}) {
            rig.raw(link, RawSmsc.Connection::asUsual, config -> config.window(100));
        }
        rig.pool("pool", "a", "b", "c");
        rig.start(CoreConfigs.of(dataDir).account(1, "acme", account -> account).route(rig.id("pool")));
        for (String link : new String[] {"a", "b", "c"}) {
            rig.awaitBound(link);
        }
        return rig;
    }
}
