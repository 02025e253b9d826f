package io.smppproxy.core.track;

/**
 * Bounds and times of the tracker, milliseconds.
 *
 * @param maxParkedReceipts receipts that may wait for their message
 * @param parkedReceiptMs how long they wait
 * @param expireAfterMs a part without a receipt ends after it
 * @param retentionMs a message is forgotten after it
 */
public record TrackerLimits(int maxParkedReceipts, long parkedReceiptMs, long expireAfterMs, long retentionMs) {}
