package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.GroupCursor;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitMultiTest {
    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig()
                .raw("one", SubmitMultiTest::byDestination, link -> link.window(100))
                .raw("two", SubmitMultiTest::byDestination, link -> link.window(100));
        rig.start(CoreConfigs.of(dataDir)
                .account(1, "acme", account -> account.messageIds(MessageIdSource.SMSC))
                .account(2, "slow", account -> account.rateLimit(new RateLimit(1, 3)))
                .account(3, "managed", account -> account.mode(AccountConfig.Mode.MANAGED))
                .route(new RouteConfig(Set.of(), List.of("1"), "", rig.id("one")))
                .route(new RouteConfig(Set.of(), List.of("2"), "", rig.id("two"))));
        rig.awaitBound("one");
        rig.awaitBound("two");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** Refuses a number that ends with 9 with ESME_RINVDSTADR, and does not answer one that ends with 8. */
    private static void byDestination(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        String dest = pdu.commandId() == CommandId.SUBMIT_SM ? pdu.part().destination() : "";
        if (dest.endsWith("9")) {
            connection.send(CommandId.SUBMIT_SM_RESP, CommandStatus.ESME_RINVDSTADR, pdu.sequence(), "");
        } else if (!dest.endsWith("8")) {
            connection.asUsual(pdu);
        }
    }

    private static CommandEncoder multi() {
        return new CommandEncoder()
                .reset(CommandId.SUBMIT_MULTI, 0, 0)
                .interfaceVersion(InterfaceVersion.V5_0)
                .set(Field.SOURCE_ADDR_TON, 5)
                .set(Field.SOURCE_ADDR, "BRAND")
                .set(Field.SHORT_MESSAGE, new byte[] {'h', 'i'}, 0, 2);
    }

    private static byte[] octets(CommandEncoder encoder) {
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        return ByteBufUtil.getBytes(out);
    }

    private static CommandFlyweight answerTo(String account, int version, CommandEncoder request) throws IOException {
        try (RawEsme esme = rig.esme(account, RawEsme.BIND_TX, version)) {
            RawEsme.Pdu answer = esme.ask(octets(request));
            assertEquals(CommandId.SUBMIT_MULTI_RESP, answer.commandId());
            ByteBuf pdu = Unpooled.buffer()
                    .writeInt(16 + answer.body().length)
                    .writeInt(answer.commandId())
                    .writeInt(answer.status())
                    .writeInt(answer.sequence())
                    .writeBytes(answer.body());
            return new CommandFlyweight().wrap(pdu, 0, pdu.readableBytes());
        }
    }

    private static Set<String> failures(CommandFlyweight answer) {
        Set<String> failures = new TreeSet<>();
        GroupCursor cursor = answer.groups(Field.UNSUCCESS_SME);
        while (cursor.next()) {
            failures.add(cursor.ton() + "/" + cursor.npi() + " " + cursor.text() + " "
                    + CommandStatus.name(cursor.errorStatusCode()));
        }
        return failures;
    }

    @Test
    void shouldSendOneMessageToEachDestination() throws Exception {
        int beforeOne = rig.raw("one").messages().size();
        int beforeTwo = rig.raw("two").messages().size();
        CommandFlyweight answer = answerTo(
                "acme",
                InterfaceVersion.V3_4,
                multi().addDestination(1, 1, "111").addDestination(2, 8, "222").addDestination(1, 1, "113"));
        assertEquals(0, answer.commandStatus());
        assertEquals(0, answer.number(Field.NO_UNSUCCESS));
        assertTrue(answer.string(Field.MESSAGE_ID).matches("[0-9a-f]{28}0300"), answer.string(Field.MESSAGE_ID));
        List<String> arrived = new ArrayList<>();
        for (RawSmsc.Pdu pdu : rig.raw("one").messages().subList(beforeOne, beforeOne + 2)) {
            arrived.add(pdu.part().destination() + " " + pdu.text());
        }
        assertEquals(List.of("111 hi", "113 hi"), arrived);
        RawSmsc.Pdu two = rig.raw("two").messages().get(beforeTwo);
        assertEquals(
                "2/8 222",
                two.part().destTon() + "/" + two.part().destNpi() + " "
                        + two.part().destination());
    }

    @Test
    void shouldCarryEveryFieldAndTlv() throws Exception {
        int before = rig.raw("one").messages().size();
        byte[] payload = "p".repeat(300).getBytes(StandardCharsets.US_ASCII);
        CommandEncoder request = multi().set(Field.SERVICE_TYPE, "WAP")
                .set(Field.SOURCE_ADDR_NPI, 9)
                .set(Field.ESM_CLASS, 0x80)
                .set(Field.PROTOCOL_ID, 2)
                .set(Field.PRIORITY_FLAG, 3)
                .set(Field.SCHEDULE_DELIVERY_TIME, "000000010000000R")
                .set(Field.VALIDITY_PERIOD, "000002000000000R")
                .set(Field.REGISTERED_DELIVERY, 0x11)
                .set(Field.REPLACE_IF_PRESENT_FLAG, 1)
                .set(Field.DATA_CODING, 0xF1)
                .set(Field.SM_DEFAULT_MSG_ID, 7)
                .set(Field.SHORT_MESSAGE, new byte[0], 0, 0)
                .addDestination(4, 6, "111")
                .tlv(TlvTag.MESSAGE_PAYLOAD, payload)
                .tlvNumber(0x1501, 2, 0xABCD);
        assertEquals(0, answerTo("acme", InterfaceVersion.V5_0, request).commandStatus());
        byte[] arrived = rig.raw("one").messages().get(before).octets().clone();
        System.arraycopy(new byte[4], 0, arrived, 12, 4);
        byte[] expected = EsmePduSamples.octets(EsmePduSamples.submitSm()
                .serviceType("WAP")
                .sourceAddr(5, 9, "BRAND")
                .destinationAddr(4, 6, "111")
                .esmClass(0x80)
                .protocolId(2)
                .priorityFlag(3)
                .scheduleDeliveryTime("000000010000000R")
                .validityPeriod("000002000000000R")
                .registeredDelivery(0x11)
                .replaceIfPresentFlag(1)
                .dataCoding(0xF1)
                .smDefaultMsgId(7)
                .messagePayload(payload, 0, payload.length)
                .tlvShort(0x1501, 0xABCD));
        assertArrayEquals(expected, arrived);
    }

    @Test
    void shouldNameTheDestinationsThatFailed() throws Exception {
        CommandFlyweight answer = answerTo(
                "acme",
                InterfaceVersion.V3_4,
                multi().addDestination(1, 1, "111")
                        .addDestination(1, 2, "119")
                        .addDestination(0, 0, "333")
                        .addDistributionList("friends")
                        .addDistributionList("")
                        .addDestination(1, 1, "218"));
        assertEquals(0, answer.commandStatus());
        assertEquals(5, answer.number(Field.NO_UNSUCCESS));
        assertTrue(answer.isWhole());
        assertEquals(
                Set.of(
                        "1/2 119 ESME_RINVDSTADR",
                        "0/0 333 ESME_RINVDSTADR",
                        "0/0 friends ESME_RCNTSUBDL",
                        "0/0  ESME_RINVDLNAME",
                        "1/1 218 ESME_RUNKNOWNERR"),
                failures(answer));
    }

    @Test
    void shouldRefuseWhenEveryDestinationFails() throws Exception {
        CommandFlyweight same = answerTo(
                "acme",
                InterfaceVersion.V3_4,
                multi().addDestination(1, 1, "119").addDestination(1, 1, "129"));
        assertEquals(CommandStatus.ESME_RINVDSTADR, same.commandStatus());
        assertEquals("", same.string(Field.MESSAGE_ID));
        assertEquals(2, same.number(Field.NO_UNSUCCESS));
        CommandFlyweight mixed = answerTo(
                "acme",
                InterfaceVersion.V3_4,
                multi().addDestination(1, 1, "119").addDistributionList("all"));
        assertEquals(CommandStatus.ESME_RSUBMITFAIL, mixed.commandStatus());
        CommandFlyweight none = answerTo("acme", InterfaceVersion.V3_4, multi());
        assertEquals(CommandStatus.ESME_RINVNUMDESTS, none.commandStatus());
    }

    @Test
    void shouldTakeAsManyDestinationsAsTheFieldCanCount() throws Exception {
        int before =
                rig.raw("one").messages().size() + rig.raw("two").messages().size();
        CommandEncoder request = multi();
        for (int i = 0; i < 255; i++) {
            request.addDestination(1, 1, (1 + i % 2) + "" + i + "0");
        }
        CommandFlyweight answer = answerTo("acme", InterfaceVersion.V5_0, request);
        assertEquals(0, answer.commandStatus());
        assertEquals(0, answer.number(Field.NO_UNSUCCESS));
        assertTrue(answer.string(Field.MESSAGE_ID).endsWith("ff00"));
        assertEquals(
                before + 255,
                rig.raw("one").messages().size() + rig.raw("two").messages().size());
    }

    @Test
    void shouldCountEveryDestinationAgainstTheAccountsLimit() throws Exception {
        CommandFlyweight tooMany = answerTo(
                "slow",
                InterfaceVersion.V3_4,
                multi().addDestination(1, 1, "1")
                        .addDestination(1, 1, "2")
                        .addDestination(1, 1, "3")
                        .addDestination(1, 1, "4"));
        assertEquals(CommandStatus.ESME_RTHROTTLED, tooMany.commandStatus());
    }

    @Test
    void shouldTellVersion33AnIdOfItsLength() throws Exception {
        CommandFlyweight answer = answerTo("acme", InterfaceVersion.V3_3, multi().addDestination(1, 1, "111"));
        assertTrue(answer.string(Field.MESSAGE_ID).matches("[0-9a-f]{8}"), answer.string(Field.MESSAGE_ID));
    }

    @Test
    void shouldSegmentForEachLinkInManagedMode() throws Exception {
        int before = rig.raw("one").messages().size();
        byte[] payload = "p".repeat(300).getBytes(StandardCharsets.US_ASCII);
        CommandFlyweight answer = answerTo(
                "managed",
                InterfaceVersion.V3_4,
                multi().set(Field.SHORT_MESSAGE, new byte[0], 0, 0)
                        .addDestination(1, 1, "111")
                        .addDestination(1, 1, "112")
                        .tlv(TlvTag.MESSAGE_PAYLOAD, payload));
        assertEquals(0, answer.commandStatus());
        assertEquals(before + 4, rig.raw("one").messages().size());
    }
}
