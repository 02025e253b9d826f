/**
 * PDU logs: what links and ESMEs send and are sent, one file a day for each. I/O loops copy octets into a ring of their own ({@code
 * PduTap}, {@code PduLogRing}); one thread, {@code pdu-log}, makes text of them and writes it ({@code PduLogWriter}); files are read by
 * whoever asks ({@code PduLogs}).
 */
package io.smppproxy.core.pdulog;
