package io.smppproxy.core.esme;

import io.smppproxy.core.deliver.Receivers;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sessions that can receive, by account. Loops write when a session binds or ends; any thread reads. */
public final class EsmeDirectory implements Receivers {
    private static final SessionGate[] NONE = {};

    private final ConcurrentHashMap<Long, SessionGate[]> receivers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** The account's sessions that can receive, in the order in which they bound; must not be changed. */
    @Override
    public SessionGate[] receivers(long accountId) {
        return receivers.getOrDefault(accountId, NONE);
    }

    /** @param listener told on the loop's thread after every change; must return at once */
    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void add(SessionGate gate) {
        receivers.merge(gate.accountId(), new SessionGate[] {gate}, EsmeDirectory::joined);
        listeners.forEach(Runnable::run);
    }

    private static SessionGate[] joined(SessionGate[] all, SessionGate[] added) {
        SessionGate[] joined = Arrays.copyOf(all, all.length + 1);
        joined[all.length] = added[0];
        return joined;
    }

    void remove(SessionGate gate) {
        receivers.computeIfPresent(gate.accountId(), (account, all) -> without(all, gate));
        listeners.forEach(Runnable::run);
    }

    private static SessionGate[] without(SessionGate[] all, SessionGate gate) {
        SessionGate[] left = Arrays.stream(all).filter(other -> other != gate).toArray(SessionGate[]::new);
        return left.length == 0 ? null : left;
    }
}
