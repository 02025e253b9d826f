package io.smppproxy.app.manage;

import io.smppproxy.app.config.StoreSettings;
import io.smppproxy.configstore.StoreException;
import io.smppproxy.configstore.secret.SecretBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** The key that secrets in the database are encrypted with: from the environment, from a file, or made once. */
final class StoreKey {
    static final String VARIABLE = "SMPP_PROXY_CONFIG_KEY";

    private StoreKey() {}

    /** @throws StoreException when there is none, or it is no key */
    static SecretBox resolve(StoreSettings settings, Map<String, String> environment) {
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isEmpty()) {
            return box(VARIABLE, variable);
        }
        Path file = settings.keyFile();
        try {
            if (!Files.exists(file)) {
                make(settings);
            }
            return box(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new StoreException(
                    "config-store.key-file: " + file + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    private static void make(StoreSettings settings) throws IOException {
        Path file = settings.keyFile();
        if (!settings.generateKey()) {
            throw new StoreException("config-store.key-file: " + file + " (expected: a file that is there)");
        }
        if (settings.database().isEmbedded()
                && Files.exists(Path.of(settings.database().file() + ".mv.db"))) {
            throw new StoreException("config-store: " + file + " is missing (expected: the key that "
                    + settings.database() + " was written under, from a backup)");
        }
        byte[] random = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(random) + "\n");
        } catch (FileAlreadyExistsException e) {
            // Another process of the same installation was faster; its key is as good.
        }
    }

    private static SecretBox box(String source, String text) {
        String trimmed = text.trim();
        try {
            boolean hexadecimal = trimmed.length() == 2 * SecretBox.KEY_BYTES;
            return new SecretBox(
                    hexadecimal
                            ? HexFormat.of().parseHex(trimmed)
                            : Base64.getDecoder().decode(trimmed));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    source + ": no key (expected: " + SecretBox.KEY_BYTES + " octets in base64 or hexadecimal)", e);
        }
    }
}
