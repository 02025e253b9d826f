/**
 * Counters and latency recorders. Each has one writer, the loop that owns what is counted; every thread may read.
 */
package io.smppproxy.core.metrics;
