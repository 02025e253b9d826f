package io.smppproxy.core.pdulog;

import io.smppproxy.core.metrics.Counter;

/** What is counted of all PDU logs. Written by the thread {@code pdu-log}. */
public final class PduLogMetrics {
    public final Counter written = new Counter();
    /** Not logged because the writer could not follow. */
    public final Counter droppedBusy = new Counter();
    /** Not logged because the file could not be written, or the disk is nearly full. */
    public final Counter droppedDisk = new Counter();
    /** Not logged because the day's file has its full size. */
    public final Counter droppedSize = new Counter();

    /** Entries that are lost, for whatever reason. */
    public long dropped() {
        return droppedBusy.get() + droppedDisk.get() + droppedSize.get();
    }
}
