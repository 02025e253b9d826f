package io.smppproxy.app.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGTERM and SIGINT. The first asks for an orderly stop, the second ends the process at once. A shutdown hook could do neither
 * the exit code nor the second signal, so {@code sun.misc.Signal} is used, by reflection because javac warns of it.
 */
public final class StopSignal {
    private static final int EXIT_AT_ONCE = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger signals = new AtomicInteger();

    /** Takes the signals over; where the JVM has no such class, an ordinary shutdown hook asks for the stop. */
    public static StopSignal install() {
        StopSignal stop = new StopSignal();
        try {
            stop.handle("TERM");
            stop.handle("INT");
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop::raise, "stop-signal"));
        }
        return stop;
    }

    private void handle(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                raise();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "StopSignal";
        };
        Object instance = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invocation);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), instance);
    }

    /** What a signal does. */
    void raise() {
        if (signals.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(EXIT_AT_ONCE);
        }
        asked.countDown();
    }

    /** Waits a little; true once a stop was asked for. */
    public boolean await(long timeoutMs) {
        try {
            return asked.await(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
