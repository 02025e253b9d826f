package io.smppproxy.core.esme;

import static io.smppproxy.core.esme.EsmePduSamples.octets;
import static io.smppproxy.core.esme.EsmePduSamples.submitSm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.core.config.ForwardingRules;
import io.smppproxy.core.config.RateLimit;
import io.smppproxy.core.config.RouteConfig;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.CoreConfigs;
import io.smppproxy.core.harness.MultiRig;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.RawSmsc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ESME is answered, whatever becomes of its message. */
class EsmeAnswersTest {
    private static final long ACME = 1;

    @TempDir
    static Path dataDir;

    private static MultiRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new MultiRig()
                .raw("smsc", EsmeAnswersTest::byText, link -> link)
                .raw(
                        "mapped",
                        EsmeAnswersTest::byText,
                        link -> link.forwarding(
                                new ForwardingRules(false, true, true, Map.of(0x45, 0x14, 0x400, 0x0B))))
                .raw("slow", EsmeAnswersTest::byText, link -> link.rateLimit(new RateLimit(1, 2)))
                .link("down", 1, link -> link);
        rig.start(CoreConfigs.of(dataDir)
                .account(ACME, "acme", account -> account)
                .account(2, "bank", account -> account.allowedSenders(List.of("BANK*", "4911")))
                .account(3, "careful", account -> account.strategy("cp1"))
                .account(4, "blocked", account -> account.strategy("blacklist"))
                .route(prefix("1", rig.id("mapped")))
                .route(prefix("2", rig.id("slow")))
                .route(prefix("3", rig.id("down")))
                .route(prefix("4", RouteConfig.REJECT))
                .route(prefix("998", rig.id("smsc"))));
        for (String link : List.of("smsc", "mapped", "slow")) {
            rig.awaitBound(link);
        }
    }

    private static RouteConfig prefix(String digits, long esme) {
        return new RouteConfig(Set.of(), List.of(digits), "", esme);
    }

    @AfterAll
    static void stop() {
        assertNull(rig.core.failure());
        rig.close();
    }

    /** Does with a message what its text says. */
    private static void byText(RawSmsc.Connection connection, RawSmsc.Pdu pdu) throws IOException {
        if (pdu.commandId() != CommandId.SUBMIT_SM && pdu.commandId() != CommandId.DATA_SM) {
            connection.asUsual(pdu);
            return;
        }
        String[] words = pdu.text().split(" ", -1);
        switch (words[0]) {
            case "status" ->
                connection.send(CommandId.responseOf(pdu.commandId()), Integer.decode(words[1]), pdu.sequence(), "");
            case "nack" -> connection.send(CommandId.GENERIC_NACK, Integer.decode(words[1]), pdu.sequence(), "");
            case "drop" -> connection.close();
            case "silent" -> {}
            case "noid" -> connection.send(CommandId.responseOf(pdu.commandId()), 0, pdu.sequence(), "");
            default -> connection.asUsual(pdu);
        }
    }

    private static byte[] to(String dest, String text) {
        return octets(submitSm(text).destinationAddr(1, 1, dest));
    }

    private static byte[] text(String text) {
        return octets(submitSm(text));
    }

    private static long arrived(String link, String text) {
        return rig.raw(link).messages().stream()
                .filter(pdu -> pdu.text().equals(text))
                .count();
    }

    @Test
    void shouldPassTheSmscsRefusalsOn() throws Exception {
        try (RawEsme esme = rig.esme("acme")) {
            for (int status : new int[] {0x01, 0x0B, 0x14, 0x45, 0x58, 0x61, 0xFF, 0x400, 0x4FF, 0x12345678}) {
                String text = "status " + status;
                RawEsme.Pdu answer = esme.ask(text(text));
                assertEquals(CommandId.SUBMIT_SM_RESP, answer.commandId());
                assertEquals(status, answer.status());
                assertEquals("", answer.text());
                // Also those that say "not now" are the ESME's to judge.
                assertEquals(1, arrived("smsc", text));
            }
            RawEsme.Pdu data = esme.ask(octets(EsmePduSamples.dataSm("status 11")));
            assertEquals(CommandId.DATA_SM_RESP, data.commandId());
            assertEquals(CommandStatus.ESME_RINVDSTADR, data.status());
            assertEquals("\0", data.text());
        }
    }

    @Test
    void shouldPassNacksOn() throws Exception {
        try (RawEsme esme = rig.esme("acme")) {
            RawEsme.Pdu answer = esme.ask(text("nack 3"));
            assertEquals(CommandId.SUBMIT_SM_RESP, answer.commandId());
            assertEquals(CommandStatus.ESME_RINVCMDID, answer.status());
            // A nack never means success.
            assertEquals(
                    CommandStatus.ESME_RUNKNOWNERR, esme.ask(text("nack 0")).status());
        }
    }

    @Test
    void shouldMapRefusals() throws Exception {
        try (RawEsme esme = rig.esme("acme")) {
            assertEquals(
                    CommandStatus.ESME_RMSGQFUL,
                    esme.ask(to("1", "status 0x45")).status());
            assertEquals(
                    CommandStatus.ESME_RINVDSTADR,
                    esme.ask(to("1", "status 0x400")).status());
            assertEquals(0x401, esme.ask(to("1", "status 0x401")).status());
            assertEquals(0, esme.ask(to("1", "fine")).status());
        }
    }

    @Test
    void shouldTellAnEmptyIdWhereTheSmscGaveNone() throws Exception {
        try (RawEsme esme = rig.esme("acme", RawEsme.BIND_TX, InterfaceVersion.V3_3)) {
            RawEsme.Pdu answer = esme.ask(text("noid"));
            assertEquals(0, answer.status());
            assertEquals("\0", answer.text());
        }
    }

    @Test
    void shouldSayThatNobodyKnowsWhenTheAnswerIsLost() throws Exception {
        try (RawEsme esme = rig.esme("acme", RawEsme.BIND_TRX, InterfaceVersion.V5_0);
                RawEsme old = rig.esme("acme", RawEsme.BIND_TX, InterfaceVersion.V3_4)) {
            RawEsme.Pdu silent = esme.ask(text("silent"));
            assertEquals(CommandStatus.ESME_RUNKNOWNERR, silent.status());
            assertEquals(
                    "\0\0\035\0\137the SMSC's answer did not arrive in time; the message may or may not have been sent\0",
                    withLength(silent.text()));
            RawEsme.Pdu dropped = esme.ask(text("drop"));
            assertEquals(CommandStatus.ESME_RUNKNOWNERR, dropped.status());
            assertTrue(dropped.text().contains("the connection broke"), dropped.text());
            rig.awaitBound("smsc");
            // v3.4 knows the text in data_sm_resp only.
            RawEsme.Pdu terse = old.ask(text("drop"));
            assertEquals(CommandStatus.ESME_RUNKNOWNERR, terse.status());
            assertEquals("", terse.text());
            rig.awaitBound("smsc");
        }
    }

    /** The length octet of the only TLV, as 0137 when it is right. */
    private static String withLength(String body) {
        return body.charAt(4) == body.length() - 5 ? body.substring(0, 4) + "\137" + body.substring(5) : body;
    }

    @Test
    void shouldRefuseWhatHasNoWay() throws Exception {
        try (RawEsme esme = rig.esme("acme", RawEsme.BIND_TRX, InterfaceVersion.V5_0)) {
            assertEquals(CommandStatus.ESME_RMSGQFUL, esme.ask(to("3", "down")).status());
            RawEsme.Pdu rejected = esme.ask(to("4", "rejected"));
            assertEquals(CommandStatus.ESME_RINVDSTADR, rejected.status());
            assertTrue(rejected.text().endsWith("destination_addr: no route for it\0"), rejected.text());
            assertEquals(
                    CommandStatus.ESME_RINVDSTADR, esme.ask(to("5", "nowhere")).status());
            assertEquals(
                    CommandStatus.ESME_RINVDSTADR, esme.ask(to("", "nobody")).status());
        }
    }

    @Test
    void shouldRefuseSendersThatAreNotTheAccounts() throws Exception {
        try (RawEsme esme = rig.esme("bank", RawEsme.BIND_TRX, InterfaceVersion.V5_0)) {
            RawEsme.Pdu answer = esme.ask(text("not mine"));
            assertEquals(CommandStatus.ESME_RINVSRCADR, answer.status());
            assertTrue(answer.text().contains("source_addr"), answer.text());
            assertEquals(
                    0,
                    esme.ask(octets(submitSm("a").sourceAddr(5, 0, "BANKING"))).status());
            assertEquals(
                    0, esme.ask(octets(submitSm("a").sourceAddr(1, 1, "4911"))).status());
            assertEquals(
                    CommandStatus.ESME_RINVSRCADR,
                    esme.ask(octets(submitSm("a").sourceAddr(1, 1, "49110"))).status());
        }
    }

    /** Octets as characters: the third has a Cyrillic letter, the fourth a zero width space before it, both in UTF-8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bANKING",
                "8ANKING",
                "\u00d0\u0092ANKING",
                "\u00e2\u0080\u008bBANKING",
                " BANKING",
                "B\u00c0NKING"
            })
    void shouldRefuseSendersThatOnlyLookLikeTheAccounts(String sender) throws Exception {
        try (RawEsme esme = rig.esme("bank", RawEsme.BIND_TRX, InterfaceVersion.V5_0)) {
            String body = RawEsme.submitBody("x");
            assertEquals(
                    CommandStatus.ESME_RINVSRCADR,
                    esme.ask(RawEsme.SUBMIT_SM, body.replace("BRAND", sender)).status());
            assertEquals(
                    0,
                    esme.ask(RawEsme.SUBMIT_SM, body.replace("BRAND", "BANKING"))
                            .status());
        }
    }

    @Test
    void shouldThrottleAtTheLinksLimit() throws Exception {
        try (RawEsme esme = rig.esme("acme")) {
            assertEquals(0, esme.ask(to("2", "first")).status());
            assertEquals(0, esme.ask(to("2", "second")).status());
            RawEsme.Pdu third = esme.ask(to("2", "third"));
            assertEquals(CommandStatus.ESME_RTHROTTLED, third.status());
            assertEquals("", third.text());
        }
        assertEquals(0, arrived("slow", "third"));
    }

    @Test
    void shouldKeepToTheContactPolicy() throws Exception {
        try (RawEsme esme = rig.esme("careful", RawEsme.BIND_TRX, InterfaceVersion.V5_0)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(0, esme.ask(to("998901110000", "m" + i)).status());
            }
            RawEsme.Pdu fourth = esme.ask(to("998901110000", "m3"));
            assertEquals(CommandStatus.ESME_RSUBMITFAIL, fourth.status());
            assertTrue(fourth.text().contains("this number has had its 3 message(s) of the day"), fourth.text());
            // All parts of one message count once.
            for (int part = 1; part <= 5; part++) {
                byte[] udh = {5, 0, 3, 77, 5, (byte) part, 'x'};
                byte[] pdu = octets(submitSm()
                        .esmClass(0x40)
                        .destinationAddr(1, 1, "998901110001")
                        .shortMessage(udh, 0, 7));
                assertEquals(0, esme.ask(pdu).status());
            }
            assertEquals(0, esme.ask(to("998901110001", "second")).status());
            assertEquals(0, esme.ask(to("998901110001", "third")).status());
            assertEquals(
                    CommandStatus.ESME_RSUBMITFAIL,
                    esme.ask(to("998901110001", "fourth")).status());
        }
        try (RawEsme esme = rig.esme("blocked")) {
            assertEquals(
                    CommandStatus.ESME_RINVDSTADR,
                    esme.ask(to("998900000000", "a")).status());
            assertEquals(0, esme.ask(to("998900000001", "a")).status());
        }
    }

    @Test
    void shouldGiveBackWhatARefusedMessageCounted() throws Exception {
        try (RawEsme esme = rig.esme("careful")) {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        0x45, esme.ask(to("998901110002", "status 0x45 " + i)).status());
            }
            // The tracker gives the count back a moment after the answer.
            Await.until(
                    "the number may be written to",
                    () -> esme.ask(to("998901110002", "fine")).status() == 0);
        }
    }

    @Test
    void shouldLoseOnlyTheAnswerWhenTheSessionIsGone() throws Exception {
        try (RawEsme esme = rig.esme("acme")) {
            esme.sendRequest(text("late 1"));
            esme.sendRequest(text("silent 2"));
            esme.hangUp();
        }
        Await.until("both came", () -> arrived("smsc", "late 1") == 1 && arrived("smsc", "silent 2") == 1);
        try (RawEsme esme = rig.esme("acme")) {
            assertEquals(0, esme.ask(text("next")).status());
        }
    }

    @Test
    void shouldSwapRoutesAsAWhole() throws Exception {
        long before = rig.raw("mapped").messages().size();
        try (RawEsme esme = rig.esme("acme")) {
            assertEquals(CommandStatus.ESME_RINVDSTADR, esme.ask(to("77", "a")).status());
            List<RouteConfig> routes = List.of(
                    prefix("1", rig.id("mapped")),
                    prefix("2", rig.id("slow")),
                    prefix("3", rig.id("down")),
                    prefix("4", RouteConfig.REJECT),
                    prefix("77", rig.id("mapped")),
                    prefix("998", rig.id("smsc")));
            rig.reconfigure(change -> change.routes(routes));
            assertEquals(0, esme.ask(to("77", "a")).status());
            assertEquals(before + 1, rig.raw("mapped").messages().size());
            List<RouteConfig> fewer = routes.stream()
                    .filter(route -> !route.destPrefixes().contains("77"))
                    .toList();
            rig.reconfigure(change -> change.routes(fewer));
            assertEquals(CommandStatus.ESME_RINVDSTADR, esme.ask(to("77", "a")).status());
        }
    }
}
