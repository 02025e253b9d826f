package io.smppproxy.core.pdulog;

import io.smppproxy.codec.print.PrintOptions;
import io.smppproxy.core.config.PduLogConfig;
import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PduLogSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The PDU logs: switches them and reads them. Any thread, but for start and close. A file is known by its date and name without anything
 * between them, such as {@code 2024-08-25mysmsc.log}; whatever else is given as one is refused before any file is looked at.
 */
public final class PduLogs implements AutoCloseable {
    private final PduLogConfig config;
    private final LongSupplier clockMs;
    private final PduLogRegistry logs;
    private final PduLogWriter writer;

    private PduLogs(PduLogConfig config, PrintOptions print, PduLogDisk disk, LongSupplier clockMs) {
        this.config = config;
        this.clockMs = clockMs;
        this.logs = new PduLogRegistry(config.rules());
        this.writer = new PduLogWriter(config, print, logs, disk, clockMs);
    }

    /** Starts the writer; directories are made when there is something to write. */
    public static PduLogs start(PduLogConfig config) {
        return start(config, new PduLogDisk(), System::currentTimeMillis);
    }

    static PduLogs start(PduLogConfig config, PduLogDisk disk, LongSupplier clockMs) {
        PduLogs logs = new PduLogs(config, PrintOptions.DEFAULT.withTlvs(config.tlvs()), disk, clockMs);
        logs.writer.start();
        return logs;
    }

    /** For one more I/O loop. */
    public PduTaps taps() {
        PduLogRing ring = new PduLogRing(config.ringBytes(), clockMs);
        writer.add(ring);
        return new PduTaps(logs, ring);
    }

    /** Switches all logs; connections follow with their next PDU. */
    public void rules(PduLogRules rules) {
        logs.rules(rules);
        writer.wakeUp();
    }

    public PduLogSetting setting(PduLogSide side, long ownerId) {
        return logs.settingOf(side, ownerId);
    }

    public PduLogMetrics metrics() {
        return writer.metrics();
    }

    /**
     * The files of some days, both included.
     *
     * @param owners smsc_ids, or account ids as text; empty for all
     * @return by date and name
     */
    public List<PduLogFile> list(PduLogSide side, LocalDate from, LocalDate to, Set<String> owners) throws IOException {
        return files(side).list(from, to, owners);
    }

    /**
     * One file.
     *
     * @return null if there is none
     * @throws IllegalArgumentException if the id is no date and name of a log
     */
    public PduLogFile find(PduLogSide side, String fileId) throws IOException {
        return files(side).describe(PduLogFileId.parse(fileId));
    }

    /**
     * What a file has at this moment; it ends there, even if the file grows meanwhile.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IllegalArgumentException if the id is no date and name of a log
     */
    public InputStream open(PduLogSide side, String fileId) throws IOException {
        return files(side).open(PduLogFileId.parse(fileId));
    }

    /**
     * Entries of a file, of which one call looks at 16 MiB at most.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IllegalArgumentException if the id is no date and name of a log
     */
    public PduLogPage view(PduLogSide side, String fileId, PduLogQuery query) throws IOException {
        try (FileChannel file = files(side).channel(PduLogFileId.parse(fileId))) {
            return new PduLogView(query).read(file);
        }
    }

    private PduLogFiles files(PduLogSide side) {
        return new PduLogFiles(side.directory(config), config.zone());
    }

    /** Writes what loops have said, waiting two seconds at most. */
    @Override
    public void close() {
        writer.close();
    }
}
