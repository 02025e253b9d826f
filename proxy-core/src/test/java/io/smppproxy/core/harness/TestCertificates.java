package io.smppproxy.core.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;

/**
 * A self-signed certificate made by the JDK's keytool.
 *
 * @param certificate PEM file
 * @param key PEM file
 * @param keyManagers key and certificate for a TLS server
 */
public record TestCertificates(Path certificate, Path key, KeyManagerFactory keyManagers) {
    private static final String PASSWORD = "changeit";

    /** @param subjectAltName as keytool's ext san takes it, such as dns:smsc.example */
    public static TestCertificates make(Path dir, String name, String subjectAltName)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = dir.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + subjectAltName,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD.toCharArray());
        }
        Path certificate = pem(
                dir.resolve(name + ".pem"),
                "CERTIFICATE",
                keyStore.getCertificate(name).getEncoded());
        Path key = pem(
                dir.resolve(name + ".key"),
                "PRIVATE KEY",
                keyStore.getKey(name, PASSWORD.toCharArray()).getEncoded());
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keyStore, PASSWORD.toCharArray());
        return new TestCertificates(certificate, key, keyManagers);
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
    }
}
