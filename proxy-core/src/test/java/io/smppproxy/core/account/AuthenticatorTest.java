package io.smppproxy.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.config.AccountConfig;
import io.smppproxy.core.config.AccountConfigBuilder;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private record Verdict(
            AccountConfig account,
            BindRefusal refusal,
            @SuppressWarnings("ArrayRecordComponent") byte[] password,
            Thread thread) {}

    private final BlockingQueue<Verdict> verdicts = new LinkedBlockingQueue<>();

    private static AccountConfig account(long id, String systemId, UnaryOperator<AccountConfigBuilder> change) {
        return change.apply(AccountConfig.builder(id, systemId)
                        .passwordHash(PasswordHash.make("secret08", PasswordHash.MIN_ITERATIONS)))
                .build();
    }

    private static Accounts esme(UnaryOperator<AccountConfigBuilder> change) {
        return new Accounts(List.of(account(1, "esme", change)));
    }

    private BindAttempt attempt(String systemId, String password, boolean isTls) {
        byte[] octets = password.getBytes(StandardCharsets.ISO_8859_1);
        return new BindAttempt(
                systemId,
                octets,
                HERE,
                isTls,
                Runnable::run,
                () -> false,
                (account, refusal) -> verdicts.add(new Verdict(account, refusal, octets, Thread.currentThread())));
    }

    private Verdict check(Authenticator authenticator, String systemId, String password) throws InterruptedException {
        return check(authenticator, attempt(systemId, password, false));
    }

    private Verdict check(Authenticator authenticator, BindAttempt attempt) throws InterruptedException {
        authenticator.check(attempt);
        Verdict verdict = verdicts.poll(20, TimeUnit.SECONDS);
        assertNotNull(verdict);
        for (byte octet : verdict.password) {
            assertEquals(0, octet, "the password is cleared");
        }
        return verdict;
    }

    @Test
    void shouldLookAtAPasswordOnceAndKnowItThen() throws Exception {
        try (Authenticator authenticator = new Authenticator(esme(a -> a), 1, 10)) {
            Verdict first = check(authenticator, "esme", "secret08");
            assertEquals("esme", first.account.systemId());
            assertTrue(first.thread.getName().startsWith("bind-verifier"), first.thread.getName());
            Verdict second = check(authenticator, "esme", "secret08");
            assertEquals("esme", second.account.systemId());
            assertEquals(Thread.currentThread(), second.thread);
            Verdict wrong = check(authenticator, "esme", "secret09");
            assertEquals(BindRefusal.WRONG_PASSWORD, wrong.refusal);
            assertTrue(wrong.thread.getName().startsWith("bind-verifier"), wrong.thread.getName());
        }
    }

    @Test
    void shouldNotKnowAnOldPasswordAnyMore() throws Exception {
        try (Authenticator authenticator = new Authenticator(esme(a -> a), 1, 10)) {
            assertNotNull(check(authenticator, "esme", "secret08").account);
            authenticator.accounts(esme(a -> a.passwordHash(PasswordHash.make("new", PasswordHash.MIN_ITERATIONS))));
            assertEquals(BindRefusal.WRONG_PASSWORD, check(authenticator, "esme", "secret08").refusal);
            assertNotNull(check(authenticator, "esme", "new").account);
        }
    }

    @Test
    void shouldVerifySomethingForAnUnknownSystemIdToo() throws Exception {
        try (Authenticator authenticator = new Authenticator(esme(a -> a), 1, 10)) {
            Verdict unknown = check(authenticator, "nobody", "");
            assertEquals(BindRefusal.UNKNOWN_SYSTEM_ID, unknown.refusal);
            assertTrue(unknown.thread.getName().startsWith("bind-verifier"), unknown.thread.getName());
        }
    }

    @Test
    void shouldTellOnlyThoseWhoKnowThePasswordWhatElseIsWrong() throws Exception {
        try (Authenticator authenticator = new Authenticator(esme(a -> a.enabled(false)), 1, 10)) {
            assertEquals(BindRefusal.WRONG_PASSWORD, check(authenticator, "esme", "wrong").refusal);
            assertEquals(BindRefusal.DISABLED, check(authenticator, "esme", "secret08").refusal);
            authenticator.accounts(esme(a -> a.tlsRequired(true)));
            assertEquals(BindRefusal.WRONG_PASSWORD, check(authenticator, "esme", "wrong").refusal);
            assertEquals(BindRefusal.TLS_REQUIRED, check(authenticator, "esme", "secret08").refusal);
            assertNotNull(check(authenticator, attempt("esme", "secret08", true)).account);
        }
    }

    @Test
    void shouldNotLookAtPasswordsFromElsewhere() throws Exception {
        try (Authenticator authenticator =
                new Authenticator(esme(a -> a.allowedAddresses(List.of("192.0.2.1"))), 1, 10)) {
            Verdict verdict = check(authenticator, "esme", "secret08");
            assertEquals(BindRefusal.ADDRESS_NOT_ALLOWED, verdict.refusal);
            assertEquals(Thread.currentThread(), verdict.thread);
            for (int i = 0; i < 4; i++) {
                check(authenticator, "esme", "secret08");
            }
            assertEquals(BindRefusal.GUARDED, check(authenticator, "esme", "secret08").refusal);
        }
    }

    @Test
    void shouldSayThatItIsBusyAndCountNothingAgainstAnybody() throws Exception {
        List<AccountConfig> accounts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            accounts.add(account(1 + i, "esme" + i, a -> a));
        }
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Authenticator authenticator = new Authenticator(new Accounts(accounts), 1, 1)) {
            authenticator.check(new BindAttempt(
                    "esme0",
                    new byte[1],
                    HERE,
                    false,
                    Runnable::run,
                    () -> isVerifier() && isHeld(busy, go),
                    (account, refusal) -> {}));
            assertTrue(busy.await(20, TimeUnit.SECONDS));
            authenticator.check(attempt("esme1", "secret08", false));
            for (int i = 2; i < 12; i++) {
                assertEquals(BindRefusal.BUSY, check(authenticator, attempt("esme" + i, "secret08", false)).refusal);
            }
            go.countDown();
            assertEquals("esme1", verdicts.poll(20, TimeUnit.SECONDS).account.systemId());
            for (int i = 0; i < 12; i++) {
                assertNotNull(check(authenticator, "esme" + i, "secret08").account);
            }
        }
    }

    private static boolean isVerifier() {
        return Thread.currentThread().getName().startsWith("bind-verifier");
    }

    /** Holds a verifier; its attempt is gone then. */
    private static boolean isHeld(CountDownLatch busy, CountDownLatch go) {
        busy.countDown();
        try {
            return go.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldLookOnceForABurstOfRightPasswords() throws Exception {
        try (Authenticator authenticator = new Authenticator(esme(a -> a), 2, 10)) {
            for (int i = 0; i < 200; i++) {
                authenticator.check(attempt("esme", "secret08", false));
            }
            for (int i = 0; i < 200; i++) {
                Verdict verdict = verdicts.poll(20, TimeUnit.SECONDS);
                assertNotNull(verdict.account, () -> "refused: " + verdict.refusal);
            }
        }
    }

    @Test
    void shouldLookAtFiveOfABurstOfWrongOnes() throws Exception {
        try (Authenticator authenticator = new Authenticator(esme(a -> a), 2, 10)) {
            for (int i = 0; i < 200; i++) {
                authenticator.check(attempt("esme", "wrong" + i, false));
            }
            int looked = 0;
            for (int i = 0; i < 200; i++) {
                BindRefusal refusal = verdicts.poll(20, TimeUnit.SECONDS).refusal;
                looked += refusal == BindRefusal.WRONG_PASSWORD ? 1 : 0;
            }
            assertEquals(5, looked);
            // Not even the right one is looked at, although it may be known.
            assertEquals(BindRefusal.GUARDED, check(authenticator, "esme", "secret08").refusal);
        }
    }

    @Test
    void shouldStopLookingForAnAddressThatFailsWithManyAccounts() throws Exception {
        List<AccountConfig> accounts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            accounts.add(account(1 + i, "esme" + i, a -> a));
        }
        try (Authenticator authenticator = new Authenticator(new Accounts(accounts), 1, 1_000)) {
            for (int i = 0; i < 100; i++) {
                authenticator.check(attempt("esme" + i, "wrong", false));
            }
            int looked = 0;
            for (int i = 0; i < 100; i++) {
                BindRefusal refusal = verdicts.poll(20, TimeUnit.SECONDS).refusal;
                looked += refusal == BindRefusal.WRONG_PASSWORD ? 1 : 0;
            }
            assertEquals(5, looked);
        }
    }

    @Test
    void shouldRefuseAccountsThatCannotBeTold() {
        AccountConfig one = account(1, "esme", a -> a);
        for (AccountConfig other : List.of(account(1, "other", a -> a), account(2, "esme", a -> a))) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> new Accounts(List.of(one, other)));
            assertTrue(e.getMessage().contains("that no other has"), e.getMessage());
        }
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> esme(a -> a.passwordHash("secret08")));
        assertTrue(e.getMessage().startsWith("account 1 (esme): password hash"), e.getMessage());
    }
}
