package io.smppproxy.core.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    private static final String SECRET = "correct horse battery staple 0123456789";

    @TempDir
    private Path dir;

    @Test
    void shouldReadPemPublicKeys() throws IOException {
        String both =
                "a comment\n" + Tokens.pem("PUBLIC KEY", Tokens.RSA.getPublic().getEncoded()) + "\n"
                        + Tokens.pem("PUBLIC KEY", Tokens.EC.getPublic().getEncoded());
        List<VerificationKey> keys = KeyFiles.read(write(both), "k");
        assertEquals("[RS256 k, ES256 k]", keys.toString());
    }

    @Test
    void shouldReadAJwkAndASet() throws IOException {
        assertEquals("[RS256 r1]", KeyFiles.read(write(Tokens.rsaJwk()), "k").toString());
        String secret = "{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"" + "QWJj".repeat(16) + "\"}";
        String encryption = Tokens.rsaJwk().replace("\"r1\"", "\"r2\",\"use\":\"enc\"");
        String set = "{\"keys\":[" + Tokens.rsaJwk() + "," + secret + "," + encryption + "]}";
        assertEquals("[RS256 r1, HS256 k]", KeyFiles.read(write(set), "k").toString());
    }

    @Test
    void shouldRefuseOtherKeys() throws IOException {
        refuse(Tokens.pem("PRIVATE KEY", Tokens.RSA.getPrivate().getEncoded()), "a private key");
        refuse(Tokens.pem("PUBLIC KEY", Tokens.rsa(1024).getPublic().getEncoded()), "1024 bits (expected: 2048");
        refuse(
                Tokens.pem("PUBLIC KEY", Tokens.ec("secp384r1").getPublic().getEncoded()),
                "expected: RSA, or EC on P-256");
        refuse(Tokens.pem("PUBLIC KEY", new byte[20]), "not readable as PEM or JWK");
        refuse(Tokens.pem("CERTIFICATE", new byte[20]), "not readable as PEM or JWK");
        refuse(Tokens.pem("RSA PUBLIC KEY", new byte[20]), "PEM block RSA PUBLIC KEY (expected: PUBLIC KEY");
        refuse("", "no keys");
        refuse("{}", "not readable as PEM or JWK");
        refuse("{\"keys\":[]}", "no keys");
        refuse("{\"kty\":\"oct\",\"k\":\"QWJj\"}", "3 octets (expected: 32");
        refuse(Tokens.rsaJwk().replace("\"kid\"", "\"alg\":\"RS512\",\"kid\""), "alg RS512 of a key (expected: RS256)");
        refuse(Tokens.rsaJwk().replace("\"kid\"", "\"d\":\"QWJj\",\"kid\""), "a private key");
        refuse("x".repeat(300_000), "300000 octets");
    }

    @Test
    void shouldReadASecretWithoutItsLineBreak() throws IOException {
        byte[] expected = SECRET.getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(expected, KeyFiles.readSecret(write(SECRET + "\r\n")));
        assertArrayEquals(expected, KeyFiles.readSecret(write(SECRET)));
        IOException refusal = assertThrows(IOException.class, () -> KeyFiles.readSecret(write("short secret\n")));
        assertTrue(refusal.getMessage().contains("12 octets (expected: 32 or more"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("short secret"));
    }

    @Test
    void shouldOnlyEverThrowIoExceptions() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String[] good = {
            Tokens.rsaJwk(), Tokens.pem("PUBLIC KEY", Tokens.EC.getPublic().getEncoded())
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(good[random.nextInt(good.length)]);
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x20, 0x7F));
            }
            Path file = write(text.toString());
            try {
                KeyFiles.read(file, null);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), "seed " + seed + ": " + e.getMessage());
            }
        }
    }

    private void refuse(String content, String expected) throws IOException {
        Path file = write(content);
        IOException refusal = assertThrows(IOException.class, () -> KeyFiles.read(file, null));
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    private Path write(String content) throws IOException {
        return Files.writeString(dir.resolve("key"), content);
    }
}
