package io.smppproxy.simulator;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;

/**
 * A key and its certificate for 127.0.0.1, made by the JDK's own tool.
 *
 * @param certificate PEM file
 */
public record SelfSigned(KeyManagerFactory keys, Path certificate) {
    private static final String PASSWORD = "changeit";

    public static SelfSigned make(Path dir) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = Files.createTempDirectory(dir, "key").resolve("key.p12");
        String[] command = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            "smsc"
        };
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore keyStore = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore, PASSWORD.toCharArray());
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keyStore.getCertificate("smsc").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return new SelfSigned(keys, Files.writeString(store.resolveSibling("certificate.pem"), pem));
    }

    public SslContext serverContext() throws IOException {
        return SslContextBuilder.forServer(keys).build();
    }
}
