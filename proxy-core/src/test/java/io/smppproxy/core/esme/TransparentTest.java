package io.smppproxy.core.esme;

import static io.smppproxy.core.esme.EsmePduSamples.octets;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account in transparent mode sends, octet for octet, at the SMSC. */
class TransparentTest {
    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig()
                .raw("v34", RawSmsc.Connection::asUsual, link -> link.window(100))
                .raw(
                        "v33",
                        RawSmsc.Connection::asUsual,
                        link -> link.interfaceVersion(InterfaceVersion.V3_3).binds(1, 1, 0));
        rig.start(CoreConfigs.of(dataDir)
                .account(1, "ours", account -> account.messageIds(MessageIdSource.PROXY))
                .account(2, "theirs", account -> account.messageIds(MessageIdSource.SMSC))
                .account(3, "byversion", account -> account)
                .account(4, "old", account -> account)
                .route(new RouteConfig(Set.of(4L), List.of(), "", rig.id("v33")))
                .route(rig.id("v34")));
        rig.awaitBound("v34");
        rig.awaitBound("v33", 2);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** Sends requests at once and reads their answers. */
    private static Map<Integer, RawEsme.Pdu> exchange(RawEsme esme, List<byte[]> pdus) throws IOException {
        for (byte[] pdu : pdus) {
            esme.sendRequest(pdu);
        }
        Map<Integer, RawEsme.Pdu> answers = new HashMap<>();
        for (int i = 0; i < pdus.size(); i++) {
            RawEsme.Pdu answer = esme.readOther();
            answers.put(answer.sequence(), answer);
        }
        return answers;
    }

    private static byte[] withSequence(byte[] pdu, int sequence) {
        byte[] copy = pdu.clone();
        ByteBuffer.wrap(copy).putInt(12, sequence);
        return copy;
    }

    /** What came at the SMSC since it had seen so many messages. */
    private static List<byte[]> arrived(String smsc, int from) {
        return rig.raw(smsc).messages().stream()
                .skip(from)
                .map(pdu -> withSequence(pdu.octets(), 0))
                .toList();
    }

    @Test
    void shouldPassEveryOctet() throws Exception {
        int before = rig.raw("v34").messages().size();
        List<byte[]> sent = new ArrayList<>();
        for (long seed = 0; seed < 400; seed++) {
            sent.add(EsmePduSamples.random(new SplittableRandom(seed)));
        }
        try (RawEsme esme = rig.esme("ours")) {
            Map<Integer, RawEsme.Pdu> answers = new HashMap<>();
            for (int from = 0; from < sent.size(); from += 50) {
                answers.putAll(exchange(esme, sent.subList(from, from + 50)));
            }
            assertEquals(400, answers.size());
            Set<String> ids = new HashSet<>();
            answers.values().forEach(answer -> {
                assertEquals(0, answer.status());
                assertTrue(answer.text().matches("[0-9a-f]{32}\0"), answer.text());
                ids.add(answer.text());
            });
            assertEquals(400, ids.size());
        }
        List<byte[]> arrived = arrived("v34", before);
        assertEquals(sent.size(), arrived.size());
        for (int i = 0; i < sent.size(); i++) {
            // One link, one session: the order is kept too.
            assertArrayEquals(sent.get(i), arrived.get(i), "seed " + i);
        }
    }

    @Test
    void shouldPassPaddingBehindTheTlvs() throws Exception {
        int before = rig.raw("v34").messages().size();
        byte[] pdu = octets(EsmePduSamples.submitSm("padded").tlvByte(TlvTag.PRIVACY_INDICATOR, 1));
        byte[] padded = Arrays.copyOf(pdu, pdu.length + 2);
        ByteBuffer.wrap(padded).putInt(0, padded.length);
        try (RawEsme esme = rig.esme("ours")) {
            assertEquals(0, esme.ask(padded).status());
        }
        assertArrayEquals(padded, arrived("v34", before).get(0));
    }

    @Test
    void shouldAnswerInKind() throws Exception {
        try (RawEsme esme = rig.esme("ours")) {
            RawEsme.Pdu submitted = esme.ask(octets(EsmePduSamples.submitSm("a")));
            assertEquals(CommandId.SUBMIT_SM_RESP, submitted.commandId());
            RawEsme.Pdu data = esme.ask(octets(EsmePduSamples.dataSm("a")));
            assertEquals(CommandId.DATA_SM_RESP, data.commandId());
            assertTrue(data.text().matches("[0-9a-f]{32}\0"), data.text());
        }
    }

    @Test
    void shouldTellTheSmscsIdsWhereTheyAreWanted() throws Exception {
        try (RawEsme esme = rig.esme("theirs")) {
            assertTrue(esme.ask(octets(EsmePduSamples.submitSm("a"))).text().matches("raw-[0-9]+\0"));
            assertTrue(esme.ask(octets(EsmePduSamples.dataSm("a"))).text().matches("raw-[0-9]+\0"));
        }
        // An id of v3.3 has at most eight characters, and ours has 32.
        try (RawEsme esme = rig.esme("byversion", RawEsme.BIND_TX, InterfaceVersion.V3_3)) {
            assertTrue(esme.ask(octets(EsmePduSamples.submitSm("a"))).text().matches("raw-[0-9]+\0"));
        }
        try (RawEsme esme = rig.esme("byversion", RawEsme.BIND_TX, InterfaceVersion.V5_0)) {
            assertTrue(esme.ask(octets(EsmePduSamples.submitSm("a"))).text().matches("[0-9a-f]{32}\0"));
        }
    }

    @Test
    void shouldLeaveOutTlvsTowardsVersion33() throws Exception {
        int before = rig.raw("v33").messages().size();
        SmEncoder plain = EsmePduSamples.submitSm("no tlv");
        SmEncoder withTlv = EsmePduSamples.submitSm("tlv")
                .validityPeriod("000001000000000R")
                .protocolId(3)
                .priorityFlag(2)
                .replaceIfPresentFlag(1)
                .smDefaultMsgId(4)
                .dataCoding(3)
                .serviceType("CMT")
                .esmClass(0x43);
        byte[] expected = octets(withTlv);
        withTlv.tlvByte(TlvTag.PRIVACY_INDICATOR, 1);
        try (RawEsme esme = rig.esme("old")) {
            assertEquals(0, esme.ask(octets(plain)).status());
            assertEquals(0, esme.ask(octets(withTlv)).status());
        }
        List<byte[]> arrived = arrived("v33", before);
        assertArrayEquals(octets(plain), arrived.get(0));
        assertEquals(ByteBufUtil.hexDump(expected), ByteBufUtil.hexDump(arrived.get(1)));
    }

    @Test
    void shouldTurnDataSmAndPayloadsIntoWhatVersion33Has() throws Exception {
        int before = rig.raw("v33").messages().size();
        byte[] text = "x".repeat(160).getBytes(StandardCharsets.US_ASCII);
        try (RawEsme esme = rig.esme("old")) {
            RawEsme.Pdu data = esme.ask(octets(EsmePduSamples.dataSm("hello")));
            assertEquals(CommandId.DATA_SM_RESP, data.commandId());
            assertEquals(0, data.status());
            assertEquals(
                    0,
                    esme.ask(octets(EsmePduSamples.withPayload(EsmePduSamples.submitSm(), text)))
                            .status());
        }
        List<byte[]> arrived = arrived("v33", before);
        assertArrayEquals(octets(EsmePduSamples.submitSm("hello")), arrived.get(0));
        assertArrayEquals(octets(EsmePduSamples.submitSm("x".repeat(160))), arrived.get(1));
    }

    @Test
    void shouldRefuseWhatVersion33CannotCarry() throws Exception {
        int before = rig.raw("v33").messages().size();
        try (RawEsme esme = rig.esme("old")) {
            assertEquals(
                    CommandStatus.ESME_RINVMSGLEN,
                    esme.ask(octets(EsmePduSamples.withPayload(EsmePduSamples.submitSm(), new byte[161])))
                            .status());
            assertEquals(
                    CommandStatus.ESME_RTLVNOTALLWD,
                    esme.ask(octets(EsmePduSamples.submitSm("part")
                                    .tlvShort(TlvTag.SAR_MSG_REF_NUM, 1)
                                    .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, 2)
                                    .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, 1)))
                            .status());
            RawEsme.Pdu source = esme.ask(octets(EsmePduSamples.dataSm("a").sourceAddr(1, 1, "1".repeat(21))));
            assertEquals(CommandStatus.ESME_RINVSRCADR, source.status());
            RawEsme.Pdu dest = esme.ask(octets(EsmePduSamples.dataSm("a").destinationAddr(1, 1, "1".repeat(21))));
            assertEquals(CommandStatus.ESME_RINVDSTADR, dest.status());
            // A data_sm_resp has its body also when it refuses, and this one says why.
            assertEquals(CommandId.DATA_SM_RESP, dest.commandId());
            assertEquals("\0" + "\0\035\0\065" + "this message does not fit the way that it would take\0", dest.text());
        }
        assertEquals(before, rig.raw("v33").messages().size());
    }
}
