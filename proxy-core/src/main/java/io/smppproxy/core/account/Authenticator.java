package io.smppproxy.core.account;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.smppproxy.core.config.AccountConfig;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Decides who may bind. Whatever takes longer than microseconds runs on its own few threads, fed by a bounded queue, so that guessing
 * costs loops nothing. A system_id that is unknown costs a verification too. Any thread.
 */
public final class Authenticator implements AutoCloseable {
    private static final long NS_PER_MS = 1_000_000L;

    private final ThreadPoolExecutor verifiers;
    private final BindGuard guard = new BindGuard();
    private final VerifiedPasswords verified = new VerifiedPasswords();
    private final PasswordHash nobody = PasswordHash.parse(PasswordHash.make("", PasswordHash.DEFAULT_ITERATIONS));
    private volatile Accounts accounts;

    /**
     * @param threads that verify passwords
     * @param queue attempts that may wait for them
     */
    public Authenticator(Accounts accounts, int threads, int queue) {
        this.accounts = accounts;
        this.verifiers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                new DefaultThreadFactory("bind-verifier", true));
    }

    public Accounts accounts() {
        return accounts;
    }

    /** Attempts from now on are checked against these. */
    public void accounts(Accounts newAccounts) {
        accounts = newAccounts;
    }

    /** Gives the verdict, before it returns when the password is known to be right, else later; none when nobody waits for it. */
    public void check(BindAttempt attempt) {
        if (attempt.isGone().getAsBoolean()) {
            return;
        }
        Account account = accounts.bySystemId(attempt.systemId());
        long id = account == null ? 0 : account.config().id();
        boolean isListed = account != null && account.addresses().names(attempt.address());
        Runnable again = () -> attempt.executor().execute(() -> check(attempt));
        BindGuard.Decision decision = guard.begin(attempt.address(), id, isListed, again, nowMs());
        if (decision.permit() != null) {
            look(attempt, account, decision.permit());
        } else if (!decision.waits()) {
            finish(attempt, null, BindRefusal.GUARDED);
        }
    }

    private void look(BindAttempt attempt, Account account, BindGuard.Permit permit) {
        if (account != null && !account.addresses().contains(attempt.address())) {
            permit.failed(nowMs());
            finish(attempt, null, BindRefusal.ADDRESS_NOT_ALLOWED);
        } else if (account != null && verified.isRight(account, attempt.password())) {
            permit.succeeded();
            finish(attempt, account.config(), null);
        } else {
            lookLater(attempt, account, permit);
        }
    }

    private void lookLater(BindAttempt attempt, Account account, BindGuard.Permit permit) {
        try {
            verifiers.execute(() -> verify(attempt, account, permit));
        } catch (RejectedExecutionException e) {
            permit.abandoned();
            finish(attempt, null, BindRefusal.BUSY);
        }
    }

    private void verify(BindAttempt attempt, Account account, BindGuard.Permit permit) {
        if (attempt.isGone().getAsBoolean()) {
            permit.abandoned();
            return;
        }
        if (!permit.isValid(nowMs())) {
            permit.abandoned();
            attempt.executor().execute(() -> finish(attempt, null, BindRefusal.GUARDED));
            return;
        }
        boolean isRight = (account == null ? nobody : account.password()).matches(attempt.password());
        if (account == null || !isRight) {
            permit.failed(nowMs());
            BindRefusal refusal = account == null ? BindRefusal.UNKNOWN_SYSTEM_ID : BindRefusal.WRONG_PASSWORD;
            attempt.executor().execute(() -> finish(attempt, null, refusal));
        } else {
            verified.remember(account, attempt.password());
            permit.succeeded();
            attempt.executor().execute(() -> finish(attempt, account.config(), null));
        }
    }

    /** Only who knows the password hears that the account is disabled or wants TLS. */
    private static void finish(BindAttempt attempt, AccountConfig account, BindRefusal refusal) {
        Arrays.fill(attempt.password(), (byte) 0);
        if (account == null) {
            attempt.answer().onVerdict(null, refusal);
        } else if (!account.enabled()) {
            attempt.answer().onVerdict(null, BindRefusal.DISABLED);
        } else if (account.tlsRequired() && !attempt.isTls()) {
            attempt.answer().onVerdict(null, BindRefusal.TLS_REQUIRED);
        } else {
            attempt.answer().onVerdict(account, null);
        }
    }

    private static long nowMs() {
        return System.nanoTime() / NS_PER_MS;
    }

    @Override
    public void close() {
        verifiers.shutdownNow();
    }
}
