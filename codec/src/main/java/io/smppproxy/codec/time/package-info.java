/**
 * Times as SMPP writes them, and the calendar behind them. A {@link io.smppproxy.codec.time.SmppTime} belongs to one
 * thread, whichever it is; everything else is pure functions.
 */
package io.smppproxy.codec.time;
