package io.smppproxy.core.config;

import io.smppproxy.codec.spec.TlvDictionary;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Where PDU logs are written and how much room they may take.
 *
 * @param linkDirectory where the logs of links lie, a directory for each day; made when it is needed
 * @param accountDirectory where those of accounts lie; not the same
 * @param zone whose days and times they have
 * @param retentionDays days that are kept beside today
 * @param maxFileBytes at which a day's file takes no more, 0 for no bound
 * @param minFreeBytes below which nothing is written, so that the disk has room for the journal
 * @param ringBytes of each I/O loop for what is not written yet, a power of two from {@link #MIN_RING_BYTES}
 * @param tlvs names and types of TLVs
 * @param rules whose PDUs are logged at the start
 */
public record PduLogConfig(
        Path linkDirectory,
        Path accountDirectory,
        ZoneId zone,
        int retentionDays,
        long maxFileBytes,
        long minFreeBytes,
        int ringBytes,
        TlvDictionary tlvs,
        PduLogRules rules) {
    /** The longest PDU must fit the eighth of it. */
    public static final int MIN_RING_BYTES = 1 << 20;

    private static final int RETENTION_DAYS = 30;
    private static final long MAX_FILE_BYTES = 4L << 30;
    private static final long MIN_FREE_BYTES = 1L << 30;

    /** The defaults: no logs yet, and below the data directory. */
    public static PduLogConfig below(Path dataDir) {
        Path root = dataDir.resolve("pdu-logs");
        return new PduLogConfig(
                root.resolve("links"),
                root.resolve("accounts"),
                ZoneId.systemDefault(),
                RETENTION_DAYS,
                MAX_FILE_BYTES,
                MIN_FREE_BYTES,
                MIN_RING_BYTES,
                TlvDictionary.standard(),
                PduLogRules.NONE);
    }

    public PduLogConfig withRules(PduLogRules value) {
        return new PduLogConfig(
                linkDirectory,
                accountDirectory,
                zone,
                retentionDays,
                maxFileBytes,
                minFreeBytes,
                ringBytes,
                tlvs,
                value);
    }
}
