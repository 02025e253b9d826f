/**
 * SMPP sessions towards message centres: framing, window, sequence numbers, timers. Owned by one I/O loop each; no lock, no\n * volatile, no call from another thread.
 */
package io.smppproxy.core.session;
