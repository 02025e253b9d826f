package io.smppproxy.bench.compare;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How far one {@link Contender#pump} is. {@link #takeOne} and {@link #answered} belong to the one thread that handles answers; failures
 * may come from any thread.
 */
final class Countdown {
    private static final long STALL_SECONDS = 120;

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long toSend;
    private long toAnswer;

    Countdown(long messages) {
        this.toSend = messages;
        this.toAnswer = messages;
    }

    /** True if one more message is to be sent; it is then counted as sent. */
    boolean takeOne() {
        if (toSend == 0) {
            return false;
        }
        toSend--;
        return true;
    }

    void answered() {
        if (--toAnswer == 0) {
            done.complete(null);
        }
    }

    void failed(Throwable cause) {
        done.completeExceptionally(cause);
    }

    void await() throws Exception {
        done.get(STALL_SECONDS, TimeUnit.SECONDS);
    }
}
