package io.smppproxy.simulator;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.ledger.Ledger;
import io.smppproxy.simulator.plan.FaultPlan;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the sessions of all loops share. Thread safe. */
final class Shared {
    private static final long IDS_PER_MS = 1_000;

    final SimulatorConfig config;
    final FaultPlan plan;
    final Ledger ledger;
    final Counters counters = new Counters();
    final Set<SmscSession> sessions = ConcurrentHashMap.newKeySet();
    final AtomicLong sessionNumbers = new AtomicLong();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final AtomicLong messageIds;

    Shared(SimulatorConfig config) {
        this.config = config;
        this.plan = config.plan();
        this.ledger = new Ledger(
                config.ledgerInMemory(), config.ledgerFile(), config.dataCodings(), config.messageListener());
        long first = config.firstMessageId();
        this.messageIds = new AtomicLong(first != 0 ? first : System.currentTimeMillis() * IDS_PER_MS);
    }

    long nextMessageId() {
        return messageIds.getAndIncrement();
    }

    Account account(String systemId) {
        return accounts.computeIfAbsent(systemId, Account::new);
    }

    /** command_status of a bind with these credentials. */
    int bindStatus(String systemId, String password) {
        if (plan.bindStatus() != CommandStatus.ESME_ROK) {
            return plan.bindStatus();
        }
        if (config.accounts().isEmpty()) {
            return CommandStatus.ESME_ROK;
        }
        String expected = config.accounts().get(systemId);
        if (expected == null) {
            return CommandStatus.ESME_RINVSYSID;
        }
        return expected.equals(password) ? CommandStatus.ESME_ROK : CommandStatus.ESME_RINVPASWD;
    }

    /** The accounts that have bound at least once. */
    Iterable<Account> accounts() {
        return accounts.values();
    }

    /** Wakes whoever waits for sessions to come or go. */
    synchronized void boundSessionsChanged() {
        notifyAll();
    }
}
