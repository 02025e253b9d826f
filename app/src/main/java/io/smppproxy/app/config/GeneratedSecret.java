package io.smppproxy.app.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret in a file that its owner alone can read, made when it is first needed. */
final class GeneratedSecret {
    private static final int RANDOM_BYTES = 24;
    private static final int MIN_LENGTH = 16;

    private GeneratedSecret() {}

    /** @throws IOException naming the file when it cannot be used or holds too little */
    static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        String secret = Files.readString(file).strip();
        if (secret.length() < MIN_LENGTH) {
            throw new IOException(
                    file + ": *** (expected: " + MIN_LENGTH + " characters or more; delete it to have one made)");
        }
        return secret;
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        } catch (FileAlreadyExistsException e) {
            // Another process of the same installation was faster; its secret is as good.
        }
    }
}
