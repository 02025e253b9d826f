/**
 * Simulated ESMEs for demos, tests and load. A connection and all that it holds belong to its I/O loop; what the loops share
 * (load, receipts, counters, ledger) is thread-safe; {@link io.smppproxy.simulator.esme.EsmeSimulator} may be called from
 * any thread.
 */
package io.smppproxy.simulator.esme;
