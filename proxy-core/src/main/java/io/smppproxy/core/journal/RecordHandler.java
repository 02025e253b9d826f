package io.smppproxy.core.journal;

import org.agrona.DirectBuffer;

/** Receives one record; the buffer is valid during the call only. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * @param recordType see {@link RecordType}
     * @param timestampMs wall clock at append
     * @param endPosition position after this record
     */
    void onRecord(int recordType, long timestampMs, long endPosition, DirectBuffer buffer, int offset, int lengthBytes);
}
