package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.harness.RawEsme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The PROXY protocol: who may say that he speaks for somebody else (haproxy's proxy-protocol.txt, §2.2). */
class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    /** 192.0.2.7:4711 to 192.0.2.1:2775 over TCP. */
    private static final String FROM_192_0_2_7 = SIGNATURE + "2111000c" + "c0000207" + "c0000201" + "1267" + "0ad7";
    /** 2001:db8::7 to 2001:db8::1. */
    private static final String FROM_V6 = SIGNATURE + "21210024" + "20010db8000000000000000000000007"
            + "20010db8000000000000000000000001" + "1267" + "0ad7";

    private static final String LOCAL = SIGNATURE + "20000000";

    private static EsmeRig rig(List<String> trusted, List<String> allowed) throws IOException {
        return EsmeRig.start(server -> server.trustedProxies(trusted), account -> account.allowedAddresses(allowed));
    }

    private static byte[] octets(String hex) {
        return ByteBufUtil.decodeHexDump(hex);
    }

    /** The status of a bind behind a header, or -1 when the connection is closed without an answer. */
    private static int bind(EsmeRig rig, byte[] header) throws IOException {
        try (RawEsme esme = rig.connect()) {
            esme.send(header);
            esme.send(RawEsme.BIND_TRX, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
            byte[] answer = readAnswer(esme);
            return answer.length == 0 ? -1 : answer[11];
        }
    }

    private static byte[] readAnswer(RawEsme esme) throws IOException {
        try {
            RawEsme.Pdu pdu = esme.read();
            return RawEsme.pdu(pdu.commandId(), pdu.status(), pdu.sequence(), "");
        } catch (java.io.EOFException | java.net.SocketException e) {
            return new byte[0];
        }
    }

    @Test
    void shouldTakeTheAddressFromATrustedProxy() throws Exception {
        try (EsmeRig rig = rig(List.of("127.0.0.1"), List.of("192.0.2.7", "2001:db8::/64"))) {
            assertEquals(0, bind(rig, octets(FROM_192_0_2_7)));
            assertEquals(0, bind(rig, octets(FROM_V6)));
            // The proxy itself, as for a health check, has its own address.
            assertEquals(CommandStatus.ESME_RBINDFAIL, bind(rig, octets(LOCAL)));
        }
        try (EsmeRig rig = rig(List.of("127.0.0.0/8"), List.of("127.0.0.1"))) {
            assertEquals(CommandStatus.ESME_RBINDFAIL, bind(rig, octets(FROM_192_0_2_7)));
            assertEquals(0, bind(rig, octets(LOCAL)));
        }
    }

    @Test
    void shouldNotBelieveAnybodyElse() throws Exception {
        for (List<String> trusted : List.of(List.<String>of(), List.of("192.0.2.1"))) {
            try (EsmeRig rig = rig(trusted, List.of("192.0.2.7"))) {
                // To who is not trusted the header is a PDU of 218 million octets.
                int status = bind(rig, octets(FROM_192_0_2_7));
                assertTrue(status == CommandStatus.ESME_RINVCMDLEN || status == -1, "status " + status);
                rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
                assertEquals(0, rig.count(m -> m.binds));
            }
        }
    }

    @Test
    void shouldCloseATrustedConnectionWithoutAProperHeader() throws Exception {
        try (EsmeRig rig = EsmeRig.start(
                server -> server.trustedProxies(List.of("127.0.0.1")).bindTimeoutMs(1_500), account -> account)) {
            byte[][] headers = {
                // None at all.
                {},
                "PROXY TCP4 192.0.2.7 192.0.2.1 4711 2775\r\n".getBytes(StandardCharsets.US_ASCII),
                // A version that does not exist, a command that does not exist, fewer octets than the addresses have.
                octets(SIGNATURE + "3111000c" + "c0000207c000020112670ad7"),
                octets(SIGNATURE + "2f11000c" + "c0000207c000020112670ad7"),
                octets(SIGNATURE + "21110004" + "c0000207"),
                // A UNIX socket's path is no address.
                octets(SIGNATURE + "213100d8" + "2f".repeat(216)),
                // More TLVs than a connection may bring before it has bound.
                octets(SIGNATURE + "21118000" + "c0000207c000020112670ad7")
            };
            for (byte[] header : headers) {
                assertEquals(-1, bind(rig, header), ByteBufUtil.hexDump(header));
            }
            rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
            assertEquals(0, bind(rig, octets(FROM_192_0_2_7)));
        }
    }

    @Test
    void shouldLimitByTheAddressBehindTheProxy() throws Exception {
        try (EsmeRig rig = EsmeRig.start(
                server -> server.trustedProxies(List.of("127.0.0.1")).maxConnections(100, 1), account -> account)) {
            try (RawEsme first = rig.connect();
                    RawEsme second = rig.connect();
                    RawEsme other = rig.connect()) {
                first.send(octets(FROM_192_0_2_7));
                assertEquals(
                        0,
                        first.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD).status());
                second.send(octets(FROM_192_0_2_7));
                assertEquals(0, second.readToEnd().length);
                other.send(octets(FROM_V6));
                assertEquals(
                        0,
                        other.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD).status());
            }
            rig.awaitCount("bound sessions", 0, m -> m.boundSessions);
        }
    }

    @Test
    void shouldCutAHeaderThatTakesTooLong() throws Exception {
        try (EsmeRig rig = EsmeRig.start(
                        server -> server.trustedProxies(List.of("127.0.0.1")).bindTimeoutMs(200), account -> account);
                RawEsme esme = rig.connect()) {
            esme.send(octets(SIGNATURE));
            assertEquals(0, esme.readToEnd().length);
            rig.awaitCount("cut connections", 1, m -> m.cutUnbound);
        }
    }
}
