/**
 * Counters and latency recorders. Each has one writer, the loop that owns what is counted, but for those of accounts, which several
 * loops write; every thread may read.
 */
package io.smppproxy.core.metrics;
