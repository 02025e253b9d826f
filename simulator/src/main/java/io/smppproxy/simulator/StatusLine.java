package io.smppproxy.simulator;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Prints one line of counters a second: over the last one on a terminal, below it elsewhere, and there only when something
 * changed. Its own thread prints.
 */
final class StatusLine {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final SmscSimulator simulator;
    private final PrintStream out;
    private final boolean terminal = isTerminal();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "status");
    private SimulatorStats last;
    private boolean started;

    StatusLine(SmscSimulator simulator, PrintStream out) {
        this.simulator = simulator;
        this.out = out;
    }

    void start() {
        started = true;
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops printing; on a terminal the last line stays. */
    void stop() {
        stopped.countDown();
        if (!started) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One line; {@code before} is a second older. */
    static String format(SimulatorStats before, SimulatorStats now, double seconds) {
        return String.format(
                Locale.ROOT,
                "%,.0f msg/s | messages %,d ok %,d refused %,d throttled %,d in flight %,d |"
                        + " receipts %,d acked %,d waiting %,d | bound %,d of %,d | mo %,d | drops %,d"
                        + " | malformed %,d not strict %,d",
                (now.messages() - before.messages()) / seconds,
                now.messages(),
                now.accepted(),
                now.refused() - now.throttled(),
                now.throttled(),
                now.inFlight(),
                now.receiptsSent(),
                now.receiptsAcknowledged(),
                now.receiptsWaiting(),
                now.boundSessions(),
                now.connections(),
                now.moSent(),
                now.drops(),
                now.malformed(),
                now.againstTheLetter());
    }

    private void run() {
        last = simulator.stats();
        long lastNs = System.nanoTime();
        boolean running = true;
        while (running) {
            try {
                running = !stopped.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                running = false;
            }
            long nowNs = System.nanoTime();
            print(simulator.stats(), (nowNs - lastNs) * 1e-9);
            lastNs = nowNs;
        }
        if (terminal) {
            out.println();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // from Java 22 on isTerminal tells, before that null did
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private void print(SimulatorStats now, double seconds) {
        if (terminal) {
            out.print(CLEAR_LINE + format(last, now, seconds));
            out.flush();
        } else if (!now.equals(last)) {
            out.println(format(last, now, seconds));
        }
        last = now;
    }
}
