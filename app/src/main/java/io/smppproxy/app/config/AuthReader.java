package io.smppproxy.app.config;

import io.smppproxy.core.auth.KeyFiles;
import io.smppproxy.core.auth.TokenRules;
import io.smppproxy.core.auth.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code auth}. */
final class AuthReader {
    private static final String HS256 = "HS256";

    private AuthReader() {}

    static AuthSettings read(Section section, Path dataDir) {
        String secret = secret(section);
        List<VerificationKey> keys = new ArrayList<>();
        for (Section key : section.sections("public-keys", null)) {
            keys.addAll(publicKeys(key));
        }
        boolean generate = section.bool("generate-secret");
        Path file = section.optionalPath("hs256-secret-file");
        if (!secret.isEmpty() && file != null) {
            section.problem("hs256-secret-file", "not with hs256-secret (expected: one of the two)");
        }
        if (file == null && secret.isEmpty() && keys.isEmpty()) {
            if (generate) {
                file = dataDir.resolve("jwt.secret");
            } else {
                section.problem("hs256-secret", "missing (expected: hs256-secret, hs256-secret-file or public-keys)");
            }
        }
        checkSecretFile(section, file, generate);
        checkDistinct(section, keys);
        Set<String> usable = new TreeSet<>();
        keys.forEach(key -> usable.add(key.algorithm()));
        if (!secret.isEmpty() || file != null) {
            usable.add(HS256);
        }
        return new AuthSettings(secret, file, generate, keys, rules(section, usable));
    }

    private static String secret(Section section) {
        String secret = section.text("hs256-secret", 0, 4_096);
        try {
            if (!secret.isEmpty()) {
                VerificationKey.secret(secret.getBytes(StandardCharsets.UTF_8), null);
            }
        } catch (IllegalArgumentException e) {
            section.unexpected("hs256-secret", "32 octets or more, random ones");
        }
        return secret;
    }

    private static void checkSecretFile(Section section, Path file, boolean generate) {
        if (file == null || (generate && !Files.exists(file))) {
            return;
        }
        try {
            KeyFiles.readSecret(file);
        } catch (IOException e) {
            section.problem("hs256-secret-file", reason(e));
        }
    }

    private static List<VerificationKey> publicKeys(Section section) {
        String id = section.has("id") ? section.text("id", 1, 200) : null;
        Path file = section.optionalPath("file");
        if (file == null) {
            section.unexpected("file", "a file with a public key, a certificate or JWKs");
            return List.of();
        }
        try {
            return KeyFiles.read(file, id);
        } catch (IOException e) {
            section.problem("file", reason(e));
            return List.of();
        }
    }

    /** Two keys under one kid would leave it to chance which one verifies. */
    private static void checkDistinct(Section section, List<VerificationKey> keys) {
        Set<String> named = new TreeSet<>();
        for (VerificationKey key : keys) {
            if (key.kid() != null && !named.add(key.toString())) {
                section.problem("public-keys", key + " twice (expected: each id once)");
            }
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? e.getMessage() + " (expected: a file that exists)" : e.getMessage();
    }

    private static TokenRules rules(Section section, Set<String> usable) {
        String issuer = section.text("issuer", 0, 1_000);
        return new TokenRules(
                algorithms(section, usable),
                issuer.isEmpty() ? null : issuer,
                Set.copyOf(section.texts("audiences")),
                (int) (section.durationMs("clock-skew", "0s", TokenRules.MAX_SKEW_SECONDS + "s") / 1_000));
    }

    /** Those that are configured; when none is, those that there are keys for. */
    private static Set<String> algorithms(Section section, Set<String> usable) {
        Set<String> algorithms = new TreeSet<>(section.texts("algorithms"));
        for (String algorithm : algorithms) {
            if (!usable.contains(algorithm)) {
                section.problem("algorithms", algorithm + " (expected: some of those with a key: " + usable + ")");
            }
        }
        algorithms.retainAll(usable);
        if (algorithms.isEmpty()) {
            algorithms.addAll(usable);
        }
        return algorithms.isEmpty() ? Set.of(HS256) : algorithms;
    }
}
