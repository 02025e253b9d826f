/**
 * Links: binds and their reconnects, the pull from lane to window, throttling, the batch that is journaled before it is\n * flushed. Everything here runs on the I/O loop that owns the link.
 */
package io.smppproxy.core.link;
