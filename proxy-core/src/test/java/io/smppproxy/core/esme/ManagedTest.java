package io.smppproxy.core.esme;

import static io.smppproxy.core.esme.EsmePduSamples.octets;
import static io.smppproxy.core.esme.EsmePduSamples.submitSm;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageEncoder;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.GsmAlphabet;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.simulator.ledger.ReceivedMessages;
import io.smppproxy.simulator.ledger.ReceivedPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the messages of an account in managed mode: the link's rules apply. */
class ManagedTest {
    private static final String GSM = "Price: 5€ {[~]} ".repeat(40);
    private static final String CYRILLIC = "Привет, мир! 🌍🚀 ".repeat(20);

    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    private static final AtomicInteger THROTTLED = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        SegmentationRules rules = SegmentationRules.DEFAULT;
        rig = new MultiRig()
                .raw(
                        "udh",
                        RawSmsc.Connection::asUsual,
                        link -> link.segmentation(rules.withMaxParts(8))
                                .addresses(AddressRule.AUTODETECT, AddressRule.AUTODETECT))
                .raw(
                        "sar",
                        RawSmsc.Connection::asUsual,
                        link -> link.segmentation(rules.withMode(Mode.SAR))
                                .addresses(AddressRule.fixed(5, 9), AddressRule.fixed(2, 8))
                                .requestReceipts(false))
                .raw("payload", RawSmsc.Connection::asUsual, link -> link.segmentation(rules.withMode(Mode.PAYLOAD)))
                .raw(
                        "v33",
                        RawSmsc.Connection::asUsual,
                        link -> link.interfaceVersion(InterfaceVersion.V3_3).binds(1, 1, 0))
                .raw("busy", ManagedTest::throttleTwice, link -> link.throttle(10, 10, 20_000));
        CoreConfigs configs =
                CoreConfigs.of(dataDir).account(1, "acme", account -> account.mode(AccountConfig.Mode.MANAGED));
        List<String> links = List.of("udh", "sar", "payload", "v33", "busy");
        for (int i = 0; i < links.size(); i++) {
            configs.route(new RouteConfig(Set.of(), List.of("" + (i + 1)), "", rig.id(links.get(i))));
        }
        rig.start(configs);
        for (String link : links) {
            rig.awaitBound(link, link.equals("v33") ? 2 : 1);
        }
    }

    private static void throttleTwice(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws java.io.IOException {
        if (pdu.commandId() == CommandId.SUBMIT_SM && THROTTLED.incrementAndGet() <= 2) {
            connection.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RTHROTTLED, pdu.sequence(), "");
        } else {
            connection.asUsual(pdu);
        }
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** The parts that one request becomes. */
    private static List<ReceivedPart> send(String link, MessageEncoder<?> request) throws Exception {
        int before = rig.raw(link).messages().size();
        try (RawEsme esme = rig.esme("acme")) {
            RawEsme.Pdu answer = esme.ask(octets(request));
            assertEquals(0, answer.status(), CommandStatus.name(answer.status()));
            assertTrue(answer.text().matches("[0-9a-f]{32}\0"), answer.text());
        }
        List<RawSmsc.Pdu> pdus = rig.raw(link).messages();
        return pdus.subList(before, pdus.size()).stream().map(RawSmsc.Pdu::part).toList();
    }

    private static int refused(MessageEncoder<?> request) throws Exception {
        try (RawEsme esme = rig.esme("acme")) {
            return esme.ask(octets(request)).status();
        }
    }

    private static String text(List<ReceivedPart> parts) {
        List<String> texts =
                ReceivedMessages.reassemble(parts, DataCodingRules.DEFAULT).texts();
        assertEquals(1, texts.size());
        return texts.get(0);
    }

    private static <E extends MessageEncoder<E>> E to(String dest, E encoder) {
        return encoder.destinationAddr(0, 0, dest);
    }

    @Test
    void shouldSegmentPayloads() throws Exception {
        byte[] gsm = GsmAlphabet.encode(GSM);
        List<ReceivedPart> parts = send("udh", to("1", submitSm().messagePayload(gsm, 0, gsm.length)));
        assertEquals(6, parts.size());
        assertEquals(GSM, text(parts));
        assertEquals(0x40, parts.get(0).esmClass());
        assertEquals("050003", ByteBufUtil.hexDump(parts.get(0).userData(), 0, 3));
        byte[] ucs2 = CYRILLIC.getBytes(StandardCharsets.UTF_16BE);
        parts = send("sar", to("2", submitSm().dataCoding(8).messagePayload(ucs2, 0, ucs2.length)));
        assertTrue(parts.size() > 1);
        assertEquals(CYRILLIC, text(parts));
        assertEquals(parts.size(), parts.get(0).sarTotal());
        parts = send("payload", to("3", submitSm().dataCoding(8).messagePayload(ucs2, 0, ucs2.length)));
        assertEquals(1, parts.size());
        assertArrayEquals(ucs2, parts.get(0).userData());
        parts = send("v33", to("4", EsmePduSamples.dataSm("x".repeat(400))));
        assertEquals(3, parts.size());
        assertEquals("x".repeat(400), text(parts));
        assertEquals(CommandId.SUBMIT_SM, parts.get(0).commandId());
    }

    @Test
    void shouldTakeTheSmallestAlphabet() throws Exception {
        byte[] ucs2 = "plain text".getBytes(StandardCharsets.UTF_16BE);
        List<ReceivedPart> parts = send("udh", to("1", submitSm().dataCoding(8).shortMessage(ucs2, 0, ucs2.length)));
        assertEquals(0, parts.get(0).dataCoding());
        assertEquals("plain text", text(parts));
        byte[] latin1 = "façade".getBytes(StandardCharsets.ISO_8859_1);
        parts = send("udh", to("1", submitSm().dataCoding(3).shortMessage(latin1, 0, latin1.length)));
        assertEquals(8, parts.get(0).dataCoding());
        assertEquals("façade", text(parts));
    }

    @Test
    void shouldKeepAMessageClass() throws Exception {
        byte[] gsm = GsmAlphabet.encode("flash {€}");
        List<ReceivedPart> parts =
                send("udh", to("1", submitSm().dataCoding(0x10).shortMessage(gsm, 0, gsm.length)));
        assertEquals(0x10, parts.get(0).dataCoding());
        assertArrayEquals(gsm, parts.get(0).userData());
    }

    @Test
    void shouldApplyTheLinksAddressRules() throws Exception {
        ReceivedPart part = send("udh", submitSm("a").sourceAddr(1, 1, "BRAND").destinationAddr(0, 0, "+1234567890"))
                .get(0);
        assertEquals("5/0 BRAND 1/1 1234567890", addresses(part));
        part = send("udh", submitSm("a").sourceAddr(0, 0, "4321").destinationAddr(5, 5, "12345678"))
                .get(0);
        assertEquals("3/0 4321 1/1 12345678", addresses(part));
        part = send("sar", submitSm("a").sourceAddr(0, 0, "BRAND").destinationAddr(1, 1, "22"))
                .get(0);
        assertEquals("5/9 BRAND 2/8 22", addresses(part));
        // No source: the SMSC's default, whatever the rule.
        part = send("udh", submitSm("a").sourceAddr(0, 0, "").destinationAddr(1, 1, "12345678"))
                .get(0);
        assertEquals("0/0  1/1 12345678", addresses(part));
    }

    private static String addresses(ReceivedPart part) {
        return part.sourceTon() + "/" + part.sourceNpi() + " " + part.source() + " " + part.destTon() + "/"
                + part.destNpi() + " " + part.destination();
    }

    @Test
    void shouldPassPartsAsTheyAre() throws Exception {
        byte[] udh = {5, 0, 3, 9, 2, 1, 'a', 'b'};
        ReceivedPart part = send(
                        "sar", to("2", submitSm().esmClass(0x43).dataCoding(8).shortMessage(udh, 0, 8)))
                .get(0);
        assertArrayEquals(udh, part.userData());
        assertEquals(0x43, part.esmClass());
        assertEquals(8, part.dataCoding());
        assertEquals(2, part.destTon());
        part = send(
                        "udh",
                        to(
                                "1",
                                submitSm("part")
                                        .tlvShort(TlvTag.SAR_MSG_REF_NUM, 7)
                                        .tlvByte(TlvTag.SAR_TOTAL_SEGMENTS, 2)
                                        .tlvByte(TlvTag.SAR_SEGMENT_SEQNUM, 1)))
                .get(0);
        assertEquals("7/2/1", part.sarReference() + "/" + part.sarTotal() + "/" + part.sarSequence());
        byte[] payload = {5, 0, 3, 9, 2, 2, 'c'};
        part = send("udh", to("1", submitSm().esmClass(0x40).messagePayload(payload, 0, 7)))
                .get(0);
        assertArrayEquals(payload, part.userData());
        // A header that nobody can read, and nothing at all.
        byte[] odd = {9, 9, 9};
        part = send("udh", to("1", submitSm().esmClass(0x40).shortMessage(odd, 0, 3)))
                .get(0);
        assertArrayEquals(odd, part.userData());
        assertEquals(
                0, send("udh", to("1", submitSm().smDefaultMsgId(5))).get(0).userData().length);
    }

    @Test
    void shouldKeepAHeaderThatIsNoConcatenation() throws Exception {
        byte[] text = "p".repeat(300).getBytes(StandardCharsets.US_ASCII);
        byte[] data = new byte[7 + text.length];
        System.arraycopy(new byte[] {6, 5, 4, 0x0B, (byte) 0x84, 0x23, (byte) 0xF0}, 0, data, 0, 7);
        System.arraycopy(text, 0, data, 7, text.length);
        List<ReceivedPart> parts = send("udh", to("1", submitSm().esmClass(0x40).messagePayload(data, 0, data.length)));
        assertTrue(parts.size() >= 3);
        for (ReceivedPart part : parts) {
            assertTrue(ByteBufUtil.hexDump(part.userData()).contains("05040b8423f0"));
        }
        assertEquals("p".repeat(300), text(parts));
    }

    @Test
    void shouldSegmentBinary() throws Exception {
        byte[] data = new byte[300];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 7);
        }
        List<ReceivedPart> parts =
                send("udh", to("1", submitSm().dataCoding(0xF5).messagePayload(data, 0, 300)));
        assertEquals(3, parts.size());
        StringBuilder joined = new StringBuilder();
        for (ReceivedPart part : parts) {
            assertEquals(0xF5, part.dataCoding());
            joined.append(ByteBufUtil.hexDump(part.userData(), 6, part.userData().length - 6));
        }
        assertEquals(ByteBufUtil.hexDump(data), joined.toString());
        ReceivedPart single = send("udh", to("1", submitSm().dataCoding(2).shortMessage(data, 0, 140)))
                .get(0);
        assertEquals(2, single.dataCoding());
        assertEquals(140, single.userData().length);
    }

    @Test
    void shouldKeepTheOtherFieldsAndTlvs() throws Exception {
        send(
                "udh",
                to("1", submitSm("all"))
                        .serviceType("WAP")
                        .esmClass(0x83)
                        .protocolId(0x41)
                        .priorityFlag(2)
                        .scheduleDeliveryTime("991231235959000+")
                        .validityPeriod("000002000000000R")
                        .replaceIfPresentFlag(1)
                        .registeredDelivery(0x12)
                        .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 77)
                        .tlvByte(0x1401, 9));
        List<RawSmsc.Pdu> pdus = rig.raw("udh").messages();
        byte[] expected = octets(submitSm("all")
                .destinationAddr(3, 0, "1")
                .serviceType("WAP")
                .esmClass(0x83)
                .protocolId(0x41)
                .priorityFlag(2)
                .scheduleDeliveryTime("991231235959000+")
                .validityPeriod("000002000000000R")
                .replaceIfPresentFlag(1)
                // The link asks for receipts of both kinds; the intermediate notification is the ESME's wish.
                .registeredDelivery(0x11)
                .tlvShort(TlvTag.USER_MESSAGE_REFERENCE, 77)
                .tlvByte(0x1401, 9));
        byte[] arrived = pdus.get(pdus.size() - 1).octets().clone();
        System.arraycopy(new byte[4], 0, arrived, 12, 4);
        assertEquals(ByteBufUtil.hexDump(expected), ByteBufUtil.hexDump(arrived));
    }

    @Test
    void shouldLeaveReceiptsToTheEsmeWhereTheLinkAsksForNone() throws Exception {
        assertEquals(
                2,
                send("sar", to("2", submitSm("a").registeredDelivery(2))).get(0).registeredDelivery());
        assertEquals(
                0,
                send("sar", to("2", submitSm("a").registeredDelivery(0))).get(0).registeredDelivery());
        assertEquals(
                1,
                send("udh", to("1", submitSm("a").registeredDelivery(0))).get(0).registeredDelivery());
    }

    @Test
    void shouldTryAgainWhatTheSmscThrottles() throws Exception {
        assertEquals(3, send("busy", to("5", submitSm("patience"))).size());
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws Exception {
        byte[] long8 = new byte[1_300];
        assertEquals(
                CommandStatus.ESME_RINVMSGLEN, refused(to("1", submitSm().messagePayload(long8, 0, long8.length))));
        assertEquals(
                CommandStatus.ESME_RINVDSTADR,
                refused(EsmePduSamples.dataSm("a").destinationAddr(1, 1, "1".repeat(21))));
        assertEquals(
                CommandStatus.ESME_RINVSRCADR,
                refused(to("1", EsmePduSamples.dataSm("a").sourceAddr(1, 1, "1".repeat(21)))));
        // A part with too long a text for a link of v3.3.
        byte[] part = new byte[200];
        System.arraycopy(new byte[] {5, 0, 3, 9, 2, 1}, 0, part, 0, 6);
        assertEquals(
                CommandStatus.ESME_RINVMSGLEN,
                refused(to("4", submitSm().esmClass(0x40).shortMessage(part, 0, part.length))));
    }
}
