/**
 * PDUs for people: one line, JSON, log entries; secrets masked and text escaped. A
 * {@link io.smppproxy.codec.print.PduPrinter} belongs to one thread, whichever it is. Not made for the hot path.
 */
package io.smppproxy.codec.print;
