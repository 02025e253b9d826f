package io.smppproxy.core.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The right password of every account that has bound, so that the next bind costs microseconds. Kept in memory only, as HMAC-SHA256 under
 * a key that is drawn at the start and never leaves the process. One entry for each account at most. Any thread.
 */
final class VerifiedPasswords {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final ConcurrentHashMap<Long, byte[]> macs = new ConcurrentHashMap<>();

    VerifiedPasswords() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        key = new SecretKeySpec(octets, ALGORITHM);
    }

    void remember(Account account, byte[] password) {
        macs.put(account.config().id(), mac(account, password));
    }

    /** False means only that it is not known to be right. */
    boolean isRight(Account account, byte[] password) {
        byte[] remembered = macs.get(account.config().id());
        return remembered != null && MessageDigest.isEqual(remembered, mac(account, password));
    }

    /** Over the stored hash as well: a new password makes the entry useless. */
    private byte[] mac(Account account, byte[] password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(account.config().passwordHash().getBytes(StandardCharsets.ISO_8859_1));
            mac.update((byte) 0);
            return mac.doFinal(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
