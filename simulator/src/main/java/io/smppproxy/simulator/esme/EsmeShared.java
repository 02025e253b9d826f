package io.smppproxy.simulator.esme;

import java.util.concurrent.atomic.AtomicLong;

/** What all sessions share; thread safe. */
final class EsmeShared implements AutoCloseable {
    final EsmeConfig config;
    final Load load;
    final ReceiptBook receipts;
    final EsmeLedger ledger;
    final EsmeCounters counters = new EsmeCounters();
    final AtomicLong sessionNumbers = new AtomicLong();
    final AtomicLong open = new AtomicLong();
    /** True once nothing is to be connected again. */
    volatile boolean ending;

    EsmeShared(EsmeConfig config) {
        this.config = config;
        load = new Load(config);
        receipts = new ReceiptBook(config.receiptIds());
        ledger = new EsmeLedger(config.systemId(), config.ledgerFile());
    }

    EsmeStats stats() {
        return counters.snapshot(config, load, receipts);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
