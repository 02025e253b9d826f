/**
 * Metrics and health over HTTP. Owned by the {@code http-N} threads, a small pool of their own; they read the counters of other
 * threads and never write anything that those threads read, so a slow scrape cannot slow a message down.
 */
package io.smppproxy.http;
