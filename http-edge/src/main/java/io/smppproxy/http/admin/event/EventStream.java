package io.smppproxy.http.admin.event;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** One browser that listens. Nobody waits for it: what it does not read in time ends it. Any thread. */
final class EventStream implements WriteListener {
    private static final int MAX_PENDING = 16;

    private final BooleanSupplier mayGoOn;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<byte[]> pending = new ArrayDeque<>();
    private ServletOutputStream out;
    private boolean unflushed;

    /** @param mayGoOn false as soon as whoever listens may not any more */
    EventStream(BooleanSupplier mayGoOn) {
        this.mayGoOn = mayGoOn;
    }

    /** Once, after the request has become asynchronous. */
    synchronized void begin(HttpServletResponse response) {
        try {
            out = response.getOutputStream();
            out.setWriteListener(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void send(byte[] event) {
        if (pending.size() >= MAX_PENDING) {
            end();
        } else if (!ended.isDone()) {
            pending.add(event);
            write();
        }
    }

    private void write() {
        try {
            while (!ended.isDone() && out.isReady()) {
                if (!pending.isEmpty()) {
                    out.write(pending.poll());
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    @Override
    public void onError(Throwable e) {
        end();
    }

    void endIfOver() {
        if (!mayGoOn.getAsBoolean()) {
            end();
        }
    }

    void end() {
        ended.complete(null);
    }

    CompletableFuture<Void> ended() {
        return ended;
    }
}
