package io.smppproxy.configstore.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String PREFIX = "$aes-256-gcm$";
    private final SecretBox box = new SecretBox(new byte[32]);

    @Test
    void shouldDecryptWhatItEncrypted() {
        for (String text : List.of("", "password", "p\u00e4ss \u20ac \ud83d\ude00")) {
            String encrypted = box.encrypt(text);
            assertTrue(SecretBox.isEncrypted(encrypted));
            assertEquals(text, box.decrypt(encrypted));
            assertEquals(text, new SecretBox(new byte[32]).decrypt(encrypted), "the key alone decides");
        }
        assertFalse(SecretBox.isEncrypted("password"));
    }

    @Test
    void shouldEncryptDifferentlyEachTime() {
        assertNotEquals(box.encrypt("password"), box.encrypt("password"));
    }

    @Test
    void shouldRefuseWhatAnotherKeyEncrypted() {
        String encrypted = SecretBox.random().encrypt("password");
        assertThrows(IllegalArgumentException.class, () -> box.decrypt(encrypted));
    }

    @Test
    void shouldRefuseEveryChangedBit() {
        byte[] octets = Base64.getDecoder().decode(box.encrypt("pw").substring(PREFIX.length()));
        for (int i = 0; i < 8 * octets.length; i++) {
            byte[] changed = octets.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            String text = PREFIX + Base64.getEncoder().encodeToString(changed);
            assertThrows(IllegalArgumentException.class, () -> box.decrypt(text));
        }
    }

    @Test
    void shouldRefuseWhatIsNotEncrypted() {
        for (String text : List.of("password", PREFIX, PREFIX + "AAAA", PREFIX + "*")) {
            assertThrows(IllegalArgumentException.class, () -> box.decrypt(text), text);
        }
    }

    @Test
    void shouldSealForOnePurpose() {
        assertEquals(box.seal("audit", "text"), new SecretBox(new byte[32]).seal("audit", "text"));
        assertEquals(64, box.seal("audit", "text").length());
        assertNotEquals(box.seal("audit", "text"), box.seal("other", "text"));
        assertNotEquals(box.seal("audit", "text"), box.seal("audit", "text2"));
        assertNotEquals(box.seal("audit", "text"), SecretBox.random().seal("audit", "text"));
    }

    @Test
    void shouldRefuseShortKeys() {
        assertThrows(IllegalArgumentException.class, () -> new SecretBox(new byte[16]));
    }
}
