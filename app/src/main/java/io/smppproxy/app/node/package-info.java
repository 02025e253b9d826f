/**
 * Wiring: a node is the core and its edges, started and stopped in order. Owned by the main thread; only {@code StopSignal} is
 * also called by the JVM's signal thread.
 */
package io.smppproxy.app.node;
