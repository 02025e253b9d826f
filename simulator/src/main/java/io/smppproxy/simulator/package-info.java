/**
 * A raw SMSC for demos, tests and load. A connection and all that it holds belong to its I/O loop; what loops share
 * (accounts, counters, ids, the ledger) is thread-safe; {@link io.smppproxy.simulator.SmscSimulator} may be called from
 * any thread.
 */
package io.smppproxy.simulator;
