package io.smppproxy.core.esme;

import static io.smppproxy.core.esme.EsmePduSamples.octets;
import static io.smppproxy.core.esme.EsmePduSamples.submitSm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.receipt.ReceiptIdForm;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.time.SmppTime;
import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfig.MessageIdSource;
import io.smppproxy.core.config.AddressRule;
import io.smppproxy.core.config.ForwardingRules;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import io.smppproxy.core.store.PartState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** query_sm, cancel_sm and replace_sm, from the tracker and from the SMSC. */
class EsmeQueriesTest {
    @TempDir
    static Path dataDir;

    private static MultiRig rig;
    private static final AtomicInteger IDS = new AtomicInteger(0xA00);

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig()
                .raw(
                        "known",
                        EsmeQueriesTest::script,
                        link -> link.forwarding(new ForwardingRules(false, false, false, Map.of())))
                .raw(
                        "asked",
                        EsmeQueriesTest::script,
                        link -> link.forwarding(new ForwardingRules(true, true, true, Map.of()))
                                .idForm(ReceiptIdForm.HEX)
                                .addresses(AddressRule.AUTODETECT, AddressRule.fixed(2, 3)));
        rig.start(CoreConfigs.of(dataDir)
                .account(1, "acme", account -> account)
                .account(2, "other", account -> account)
                .account(3, "smsc", account -> account.messageIds(MessageIdSource.SMSC))
                .account(4, "managed", account -> account.mode(AccountConfig.Mode.MANAGED))
                .route(new RouteConfig(Set.of(), List.of("1"), "", rig.id("known")))
                .route(new RouteConfig(Set.of(), List.of("2"), "", rig.id("asked"))));
        rig.awaitBound("known");
        rig.awaitBound("asked");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /** Accepts with ids in hexadecimal, and answers requests by what source_addr says. */
    private static void script(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        switch (pdu.commandId()) {
            case CommandId.SUBMIT_SM -> {
                if (pdu.text().equals("long id")) {
                    connection.accept(pdu, "x".repeat(70));
                } else if (pdu.text().equals("refuse")) {
                    connection.send(CommandId.SUBMIT_SM_RESP, 0x45, pdu.sequence(), "");
                } else {
                    connection.accept(
                            pdu, Integer.toHexString(IDS.incrementAndGet()).toUpperCase(Locale.ROOT));
                }
            }
            case CommandId.QUERY_SM, CommandId.CANCEL_SM, CommandId.REPLACE_SM -> {
                CommandFlyweight request = read(pdu.octets());
                String source = request.string(Field.SOURCE_ADDR);
                int resp = CommandId.responseOf(pdu.commandId());
                if (source.startsWith("FAIL")) {
                    connection.send(resp, 0x400, pdu.sequence(), "");
                } else if (source.startsWith("NACK")) {
                    connection.send(CommandId.GENERIC_NACK, 3, pdu.sequence(), "");
                } else if (source.startsWith("WRONG")) {
                    connection.send(CommandId.ENQUIRE_LINK_RESP, 0, pdu.sequence(), "");
                    connection.send(CommandId.UNBIND_RESP | 0x100, 0, pdu.sequence(), "");
                } else if (source.startsWith("CUT")) {
                    connection.close();
                } else if (!source.startsWith("SILENT")) {
                    String date = source.startsWith("LONG") ? "9".repeat(300) : "261121101112000+";
                    boolean query = pdu.commandId() == CommandId.QUERY_SM;
                    String body = query ? request.string(Field.MESSAGE_ID) + "\0" + date + "\0\5\141" : "";
                    connection.send(resp, 0, pdu.sequence(), body);
                }
            }
            default -> connection.asUsual(pdu);
        }
    }

    /** A transmitter, which gets no receipts between its answers. */
    private static RawEsme bound(String account) throws IOException {
        return rig.esme(account, RawEsme.BIND_TX, InterfaceVersion.V3_4);
    }

    private static CommandFlyweight read(byte[] pdu) {
        return new CommandFlyweight().wrap(Unpooled.wrappedBuffer(pdu), 0, pdu.length);
    }

    private static byte[] encode(CommandEncoder encoder) {
        ByteBuf out = Unpooled.buffer();
        encoder.interfaceVersion(InterfaceVersion.V5_0).encode(out);
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] query(String id, String source) {
        return encode(request(CommandId.QUERY_SM, id, source));
    }

    private static CommandEncoder request(int commandId, String id, String source) {
        return new CommandEncoder()
                .reset(commandId, 0, 0)
                .set(Field.MESSAGE_ID, id)
                .set(Field.SOURCE_ADDR_TON, 5)
                .set(Field.SOURCE_ADDR, source);
    }

    private static byte[] cancel(String id, String source) {
        return encode(request(CommandId.CANCEL_SM, id, source)
                .set(Field.DEST_ADDR_TON, 1)
                .set(Field.DESTINATION_ADDR, "2"));
    }

    private static byte[] replace(String id, String source) {
        return encode(request(CommandId.REPLACE_SM, id, source)
                .set(Field.VALIDITY_PERIOD, "000001000000000R")
                .set(Field.SHORT_MESSAGE, new byte[] {'n', 'e', 'w'}, 0, 3));
    }

    private static CommandFlyweight answer(RawEsme.Pdu pdu) {
        ByteBuf out = Unpooled.buffer()
                .writeInt(16 + pdu.body().length)
                .writeInt(pdu.commandId())
                .writeInt(pdu.status())
                .writeInt(pdu.sequence())
                .writeBytes(pdu.body());
        return read(ByteBufUtil.getBytes(out));
    }

    /** @return the message_id */
    private static String submit(RawEsme esme, String dest, String source, String text) throws IOException {
        RawEsme.Pdu pdu =
                esme.ask(octets(submitSm(text).sourceAddr(5, 0, source).destinationAddr(1, 1, dest)));
        assertEquals(0, pdu.status());
        return pdu.text().substring(0, pdu.text().length() - 1);
    }

    private static int state(RawEsme esme, String id, String source) throws IOException {
        CommandFlyweight told = answer(esme.ask(query(id, source)));
        return told.commandStatus() == 0 ? told.number(Field.MESSAGE_STATE) : -told.commandStatus();
    }

    /** Sends a receipt for the message that came last, over the link's connection. */
    private static void receipt(String link, String stat, String error) throws Exception {
        RawSmsc smsc = rig.raw(link);
        String id = Integer.toHexString(IDS.get()).toUpperCase(Locale.ROOT);
        String body = RawSmsc.deliverBody(0x04, RawSmsc.receiptText(id, stat, error), "");
        smsc.script((connection, pdu) -> {
            smsc.script(EsmeQueriesTest::script);
            connection.send(CommandId.DELIVER_SM, 0, 777, body);
            script(connection, pdu);
        });
        // Any PDU makes the script run.
        long before = smsc.count(CommandId.DELIVER_SM_RESP);
        try (RawEsme esme = bound("other")) {
            IDS.decrementAndGet();
            submitRefused(esme, link);
            IDS.incrementAndGet();
        }
        Await.until("the receipt is answered", () -> smsc.count(CommandId.DELIVER_SM_RESP) > before);
    }

    private static void submitRefused(RawEsme esme, String link) throws IOException {
        String dest = link.equals("known") ? "1" : "2";
        assertEquals(
                0x45,
                esme.ask(octets(submitSm("refuse").destinationAddr(1, 1, dest))).status());
    }

    @Test
    void shouldTellWhatIsKnownOfAMessage() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String id = submit(esme, "1", "BRAND", "hello");
            CommandFlyweight told = answer(esme.ask(query(id, "BRAND")));
            assertEquals(CommandId.QUERY_SM_RESP, told.commandId());
            assertEquals(0, told.commandStatus());
            assertEquals(id, told.string(Field.MESSAGE_ID));
            assertEquals("", told.string(Field.FINAL_DATE));
            assertEquals(MessageState.ENROUTE, told.number(Field.MESSAGE_STATE));
            assertEquals(0, told.number(Field.ERROR_CODE));
            receipt("known", "UNDELIV", "034");
            Await.until("the receipt is applied", () -> state(esme, id, "BRAND") != MessageState.ENROUTE);
            told = answer(esme.ask(query(id.toUpperCase(Locale.ROOT), "BRAND")));
            assertEquals(id.toUpperCase(Locale.ROOT), told.string(Field.MESSAGE_ID));
            assertEquals(MessageState.UNDELIVERABLE, told.number(Field.MESSAGE_STATE));
            assertEquals(34, told.number(Field.ERROR_CODE));
            SmppTime time = new SmppTime();
            assertEquals(SmppTime.Kind.ABSOLUTE, time.parseFinalDate(told.string(Field.FINAL_DATE)));
            assertTrue(Math.abs(time.epochMs() - System.currentTimeMillis()) < 60_000, told.string(Field.FINAL_DATE));
        }
        assertEquals(0, rig.raw("known").count(CommandId.QUERY_SM));
    }

    @Test
    void shouldTellOnlyTheAccountAndOnlyWithTheRightSource() throws Exception {
        try (RawEsme esme = bound("acme");
                RawEsme other = bound("other")) {
            String id = submit(esme, "1", "BRAND", "hello");
            assertEquals(MessageState.ENROUTE, state(esme, id, "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(other, id, "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, id, "BRANDS"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, id, ""));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, "", "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, "0".repeat(32), "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, id.substring(1), "BRAND"));
            // The SMSC's id is none that this account was told.
            String smscId = Integer.toHexString(IDS.get()).toUpperCase(Locale.ROOT);
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, smscId, "BRAND"));
        }
    }

    @Test
    void shouldFindMessagesByTheSmscsId() throws Exception {
        try (RawEsme esme = bound("smsc");
                RawEsme other = bound("acme")) {
            String onKnown = submit(esme, "1", "BRAND", "a");
            String onAsked = submit(esme, "2", "BRAND", "a");
            assertEquals(MessageState.ENROUTE, state(esme, onKnown, "BRAND"));
            // Forwarded, and the SMSC says UNDELIVERABLE; leading zeros and case do not count on this link.
            assertEquals(MessageState.UNDELIVERABLE, state(esme, "00" + onAsked.toLowerCase(Locale.ROOT), "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(other, onKnown, "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, onKnown, "OTHER"));
        }
    }

    @Test
    void shouldTellTheWorstOfAGroup() throws Exception {
        try (RawEsme esme = bound("acme")) {
            CommandEncoder multi = new CommandEncoder()
                    .reset(CommandId.SUBMIT_MULTI, 0, 0)
                    .set(Field.SOURCE_ADDR, "BRAND")
                    .set(Field.SHORT_MESSAGE, new byte[] {'h'}, 0, 1)
                    .addDestination(1, 1, "9")
                    .addDestination(1, 1, "10")
                    .addDestination(1, 1, "11");
            String id = answer(esme.ask(encode(multi))).string(Field.MESSAGE_ID);
            assertEquals(MessageState.ENROUTE, state(esme, id, "BRAND"));
            receipt("known", "EXPIRED", "000");
            Await.until("the receipt is applied", () -> state(esme, id, "BRAND") != MessageState.ENROUTE);
            assertEquals(MessageState.EXPIRED, state(esme, id, "BRAND"));
            assertEquals(-CommandStatus.ESME_RINVMSGID, state(esme, id, "OTHER"));
            assertEquals(
                    CommandStatus.ESME_RCANCELFAIL,
                    esme.ask(cancel(id, "BRAND")).status());
        }
    }

    @Test
    void shouldAskTheSmscWhereTheLinkSaysSo() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String id = submit(esme, "2", "BRAND", "a");
            String smscId = Integer.toHexString(IDS.get()).toUpperCase(Locale.ROOT);
            CommandFlyweight told = answer(esme.ask(query(id, "BRAND")));
            assertEquals(id, told.string(Field.MESSAGE_ID));
            assertEquals("261121101112000+", told.string(Field.FINAL_DATE));
            assertEquals(MessageState.UNDELIVERABLE, told.number(Field.MESSAGE_STATE));
            assertEquals('a', told.number(Field.ERROR_CODE));
            assertEquals(smscId, read(last("asked").octets()).string(Field.MESSAGE_ID));
        }
    }

    private static RawSmsc.Pdu last(String link) {
        List<RawSmsc.Pdu> received = rig.raw(link).received;
        return received.get(received.size() - 1);
    }

    @Test
    void shouldForwardCancelAndReplace() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String id = submit(esme, "2", "BRAND", "a");
            String smscId = Integer.toHexString(IDS.get()).toUpperCase(Locale.ROOT);
            RawEsme.Pdu cancelled = esme.ask(cancel(id, "BRAND"));
            assertEquals(CommandId.CANCEL_SM_RESP, cancelled.commandId());
            assertEquals(0, cancelled.status());
            assertEquals("", cancelled.text());
            // Octet for octet, but for sequence_number and message_id.
            assertEquals(body(cancel(smscId, "BRAND")), last("asked").body());
            RawEsme.Pdu replaced = esme.ask(replace(id, "BRAND"));
            assertEquals(CommandId.REPLACE_SM_RESP, replaced.commandId());
            assertEquals(0, replaced.status());
            assertEquals(body(replace(smscId, "BRAND")), last("asked").body());
        }
    }

    private static String body(byte[] pdu) {
        return new String(pdu, 16, pdu.length - 16, StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldNameTheAddressesThatTheSmscGotInManagedMode() throws Exception {
        try (RawEsme esme = bound("managed")) {
            String id = submit(esme, "+20000000", "4321", "a");
            byte[] request = encode(new CommandEncoder()
                    .reset(CommandId.CANCEL_SM, 0, 0)
                    .set(Field.MESSAGE_ID, id)
                    .set(Field.SOURCE_ADDR_TON, 1)
                    .set(Field.SOURCE_ADDR, "4321")
                    .set(Field.DEST_ADDR_TON, 1)
                    .set(Field.DESTINATION_ADDR, "+20000000"));
            assertEquals(0, esme.ask(request).status());
            CommandFlyweight sent = read(last("asked").octets());
            assertEquals(3, sent.number(Field.SOURCE_ADDR_TON));
            assertEquals("4321", sent.string(Field.SOURCE_ADDR));
            assertEquals(2, sent.number(Field.DEST_ADDR_TON));
            assertEquals(3, sent.number(Field.DEST_ADDR_NPI));
            assertEquals("20000000", sent.string(Field.DESTINATION_ADDR));
        }
    }

    @Test
    void shouldRefuseCancelAndReplaceWhereTheLinkSaysSo() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String id = submit(esme, "1", "BRAND", "a");
            assertEquals(
                    CommandStatus.ESME_RCANCELFAIL,
                    esme.ask(cancel(id, "BRAND")).status());
            assertEquals(
                    CommandStatus.ESME_RREPLACEFAIL,
                    esme.ask(replace(id, "BRAND")).status());
            assertEquals(
                    CommandStatus.ESME_RINVMSGID, esme.ask(cancel(id, "OTHER")).status());
            assertEquals(
                    CommandStatus.ESME_RINVMSGID, esme.ask(cancel("", "BRAND")).status());
        }
        assertEquals(0, rig.raw("known").count(CommandId.CANCEL_SM));
    }

    @Test
    void shouldPassTheSmscsRefusalOn() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String fail = submit(esme, "2", "FAIL", "a");
            assertEquals(-0x400, state(esme, fail, "FAIL"));
            assertEquals(0x400, esme.ask(cancel(fail, "FAIL")).status());
            assertEquals(0x400, esme.ask(replace(fail, "FAIL")).status());
            String nack = submit(esme, "2", "NACK", "a");
            RawEsme.Pdu answer = esme.ask(cancel(nack, "NACK"));
            assertEquals(CommandId.CANCEL_SM_RESP, answer.commandId());
            assertEquals(3, answer.status());
        }
    }

    @Test
    void shouldFailWhenTheSmscDoesNotAnswer() throws Exception {
        try (RawEsme esme = bound("acme")) {
            for (String source : List.of("SILENT", "WRONG")) {
                String id = submit(esme, "2", source, "a");
                int first = esme.sendRequest(query(id, source));
                int second = esme.sendRequest(cancel(id, source));
                int third = esme.sendRequest(replace(id, source));
                Map<Integer, Integer> expected = Map.of(
                        first, CommandStatus.ESME_RQUERYFAIL,
                        second, CommandStatus.ESME_RCANCELFAIL,
                        third, CommandStatus.ESME_RREPLACEFAIL);
                for (int i = 0; i < 3; i++) {
                    RawEsme.Pdu answer = esme.readOther();
                    assertEquals(expected.get(answer.sequence()), answer.status());
                }
            }
            String cut = submit(esme, "2", "CUT", "a");
            assertEquals(
                    CommandStatus.ESME_RCANCELFAIL, esme.ask(cancel(cut, "CUT")).status());
            rig.awaitBound("asked", 0);
            assertEquals(-CommandStatus.ESME_RQUERYFAIL, state(esme, cut, "CUT"));
            rig.awaitBound("asked");
        }
    }

    @Test
    void shouldFailWhereNoFieldIsLongEnough() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String id = submit(esme, "2", "LONG", "a");
            assertEquals(-CommandStatus.ESME_RQUERYFAIL, state(esme, id, "LONG"));
            id = submit(esme, "2", "BRAND", "long id");
            assertEquals(-CommandStatus.ESME_RQUERYFAIL, state(esme, id, "BRAND"));
            assertEquals(
                    CommandStatus.ESME_RCANCELFAIL,
                    esme.ask(cancel(id, "BRAND")).status());
        }
        try (RawEsme esme = bound("smsc")) {
            assertEquals("x".repeat(64), submit(esme, "2", "BRAND", "long id"));
        }
    }

    @Test
    void shouldHaveFewSlotsOfItsOwn() throws Exception {
        try (RawEsme esme = bound("acme")) {
            String id = submit(esme, "2", "SILENT", "a");
            for (int i = 0; i < 12; i++) {
                esme.sendRequest(cancel(id, "SILENT"));
            }
            long before = System.nanoTime();
            // The two that find no slot fail at once, the others after the response time.
            for (int i = 0; i < 2; i++) {
                assertEquals(CommandStatus.ESME_RCANCELFAIL, esme.readOther().status());
            }
            assertTrue(System.nanoTime() - before < 900_000_000L, "too late");
            for (int i = 0; i < 10; i++) {
                assertEquals(CommandStatus.ESME_RCANCELFAIL, esme.readOther().status());
            }
        }
    }

    @Test
    void shouldUseTheStatesOfTheVersion() {
        KnownMessage queued = known(PartState.QUEUED);
        assertEquals(MessageState.ENROUTE, queued.messageState(InterfaceVersion.V3_4));
        assertEquals(MessageState.SCHEDULED, queued.messageState(InterfaceVersion.V5_0));
        KnownMessage refused = known(PartState.REFUSED);
        assertEquals(MessageState.UNDELIVERABLE, refused.messageState(InterfaceVersion.V3_3));
        assertEquals(MessageState.REJECTED, refused.messageState(InterfaceVersion.V3_4));
        assertEquals(MessageState.UNKNOWN, known(PartState.AMBIGUOUS).messageState(0x34));
        assertEquals(MessageState.EXPIRED, known(PartState.TIMED_OUT).messageState(0x34));
        assertEquals(MessageState.DELIVERED, known(PartState.DELIVERED).messageState(0x34));
    }

    private static KnownMessage known(PartState state) {
        return new KnownMessage(1, state, 0, 0, new byte[0]);
    }
}
