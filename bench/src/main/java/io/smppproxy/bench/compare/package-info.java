/**
 * {@code scripts/bench compare}: one run that measures bare transports, other SMPP libraries and this proxy side by side.
 *
 * <p>Every {@link io.smppproxy.bench.compare.Contender} lives in a JVM of its own ({@link io.smppproxy.bench.compare.ContenderHost}), so
 * that no row profits or suffers from another one's JIT profile; the parent ({@link io.smppproxy.bench.compare.Compare})
 * gives one of them at a time a fixed number of messages, round after round. The main thread of each process owns everything that
 * is not said to belong to an event loop.
 */
package io.smppproxy.bench.compare;
