package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.core.config.EsmeServerTls;
import io.smppproxy.core.harness.Await;
import io.smppproxy.core.harness.RawEsme;
import io.smppproxy.core.harness.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TLS port: which versions it speaks, which accounts need it, and certificates that change under it. */
class ServerTlsTest {
    @TempDir
    static Path dir;

    private static TestCertificates first;
    private static TestCertificates second;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = TestCertificates.make(dir, "first", "dns:proxy.example");
        second = TestCertificates.make(dir, "second", "dns:proxy.example");
    }

    private static EsmeServerTls copyOf(TestCertificates certificates, String name) throws IOException {
        Path certificate = dir.resolve(name + "-certificate.pem");
        Path key = dir.resolve(name + "-key.pem");
        Files.copy(certificates.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(certificates.key(), key, StandardCopyOption.REPLACE_EXISTING);
        return new EsmeServerTls(0, certificate, key);
    }

    private static SSLSocket connect(EsmeRig rig, String... protocols) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (TestCertificates known : List.of(first, second)) {
            try (InputStream pem = Files.newInputStream(known.certificate())) {
                trusted.setCertificateEntry(
                        known.certificate().toString(),
                        CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), rig.server.tlsPort());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static String issuer(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getIssuerX500Principal()
                .getName();
    }

    @Test
    void shouldSpeakTls12And13AndNothingOlder() throws Exception {
        EsmeServerTls tls = copyOf(first, "versions");
        try (EsmeRig rig = EsmeRig.start(server -> server.tls(tls), account -> account.tlsRequired(true))) {
            for (String version : List.of("TLSv1.2", "TLSv1.3")) {
                try (RawEsme esme = new RawEsme(connect(rig, version))) {
                    assertEquals(
                            0,
                            esme.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD)
                                    .status());
                    assertEquals(
                            0,
                            esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
                    assertEquals(
                            version, ((SSLSocket) esme.socket()).getSession().getProtocol());
                }
            }
            try (SSLSocket old = connect(rig, "TLSv1.1")) {
                assertThrows(IOException.class, old::startHandshake);
            }
            try (RawEsme plain = rig.connect()) {
                assertEquals(
                        CommandStatus.ESME_RBINDFAIL,
                        plain.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD).status());
            }
        }
    }

    @Test
    void shouldTakeNewFilesAndKeepTheLastGoodOnes() throws Exception {
        EsmeServerTls tls = copyOf(first, "reload");
        try (EsmeRig rig = EsmeRig.start(server -> server.tls(tls), account -> account);
                SSLSocket old = connect(rig)) {
            RawEsme esme = new RawEsme(old);
            assertEquals(
                    0, esme.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD).status());
            assertTrue(issuer(old).contains("first"));
            Files.writeString(tls.certificate(), "no certificate");
            // Whether it was seen or not, connections go on as before.
            assertTrue(issuerOfNext(rig).contains("first"));
            copyOf(second, "reload");
            Await.until("the new certificate", () -> issuerOfNext(rig).contains("second"));
            assertEquals(0, esme.ask(RawEsme.SUBMIT_SM, RawEsme.submitBody("x")).status());
        }
    }

    private static String issuerOfNext(EsmeRig rig) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect(rig)) {
            return issuer(socket);
        }
    }

    @Test
    void shouldCutAHandshakeThatTakesTooLong() throws Exception {
        EsmeServerTls tls = copyOf(first, "stalled");
        try (EsmeRig rig = EsmeRig.start(server -> server.tls(tls).bindTimeoutMs(1_000), account -> account);
                RawEsme silent = new RawEsme(RawEsme.connect(rig.server.tlsPort()));
                RawEsme garbage = new RawEsme(RawEsme.connect(rig.server.tlsPort()));
                Socket handshaken = connect(rig)) {
            ((SSLSocket) handshaken).startHandshake();
            garbage.send(RawEsme.BIND_TRX, 1, RawEsme.bindBody("esme", EsmeRig.PASSWORD, 0x34));
            garbage.readToEnd();
            assertEquals(0, silent.readToEnd().length);
            assertEquals(-1, handshaken.getInputStream().read());
            rig.awaitCount("unbound connections", 0, m -> m.unboundConnections);
        }
    }

    @Test
    void shouldTakeTheProxyHeaderBeforeTheHandshake() throws Exception {
        EsmeServerTls tls = copyOf(first, "proxied");
        try (EsmeRig rig = EsmeRig.start(
                        server -> server.tls(tls).trustedProxies(List.of("127.0.0.1")),
                        account -> account.allowedAddresses(List.of("192.0.2.7")));
                Socket plain = RawEsme.connect(rig.server.tlsPort())) {
            plain.getOutputStream()
                    .write(io.netty.buffer.ByteBufUtil.decodeHexDump(
                            "0d0a0d0a000d0a515549540a2111000cc0000207c000020112670ad7"));
            SSLContext trustAll = SSLContext.getInstance("TLS");
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (InputStream pem = Files.newInputStream(first.certificate())) {
                trusted.setCertificateEntry(
                        "first", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
            managers.init(trusted);
            trustAll.init(null, managers.getTrustManagers(), null);
            try (RawEsme esme =
                    new RawEsme(trustAll.getSocketFactory().createSocket(plain, "proxy.example", 1, true))) {
                assertEquals(
                        0, esme.bind(RawEsme.BIND_TRX, "esme", EsmeRig.PASSWORD).status());
            }
        }
    }

    @Test
    void shouldNotStartWithFilesThatCannotBeUsed() throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.pem"), "no key");
        EsmeServerTls noKey = new EsmeServerTls(0, first.certificate(), broken);
        EsmeServerTls noFile = new EsmeServerTls(0, dir.resolve("absent.pem"), first.key());
        for (EsmeServerTls tls : List.of(noKey, noFile)) {
            IOException e =
                    assertThrows(IOException.class, () -> EsmeRig.start(server -> server.tls(tls), account -> account));
            assertTrue(e.getMessage().startsWith("smpp-server tls: "), e.getMessage());
        }
    }
}
