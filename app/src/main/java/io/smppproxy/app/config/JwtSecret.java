package io.smppproxy.app.config;

import io.smppproxy.core.auth.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The HS256 secret: from the configuration, from a file, or made once. */
final class JwtSecret {
    private static final int GENERATED_BYTES = 48;

    private JwtSecret() {}

    /**
     * The secret's octets, empty when tokens are verified with public keys only. A missing file is created, readable by its
     * owner only, where the configuration allows it.
     */
    static byte[] resolve(AuthSettings auth) throws IOException {
        if (!auth.secret().isEmpty()) {
            return auth.secret().getBytes(StandardCharsets.UTF_8);
        }
        if (auth.secretFile() == null) {
            return new byte[0];
        }
        if (auth.generateSecret() && !Files.exists(auth.secretFile())) {
            generate(auth.secretFile());
        }
        return KeyFiles.readSecret(auth.secretFile());
    }

    private static void generate(Path file) throws IOException {
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text + "\n");
        } catch (FileAlreadyExistsException e) {
            // Another process of the same installation was faster; its secret is as good.
        }
    }
}
