package io.smppproxy.core.pdulog;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.print.PduLogEntry;
import io.smppproxy.codec.print.PduLogEntry.Direction;
import io.smppproxy.codec.print.PrintOptions;
import io.smppproxy.core.config.PduLogConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes text of what the rings hold and writes it. A disk that is slow makes it late, and the rings full; one that
 * fails costs the entries that could not be written. Nobody waits for it.
 */
final class PduLogWriter implements PduLogRing.Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(PduLogWriter.class);
    private static final int BATCH = 256;
    private static final int FLUSH_CHARS = 256 * 1024;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long OFF_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long HOUSEKEEPING_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long STOP_MS = 2_000;

    private final PduLogConfig config;
    private final PduLogRegistry logs;
    private final PduLogDisk disk;
    private final LongSupplier clockMs;
    private final PduLogMetrics metrics = new PduLogMetrics();
    private final PduLogTrouble trouble = new PduLogTrouble();
    private final List<PduLogRing> rings = new CopyOnWriteArrayList<>();
    private final PduLogEntry plain;
    private final PduLogEntry masked;
    private final Map<Integer, DayFile> files = new HashMap<>();
    private final Thread thread = new Thread(this::run, "pdu-log");
    private volatile boolean running = true;
    private LocalDate day;
    private long dayFromMs;
    private long dayToMs;
    private LocalDate today;
    private boolean isDiskFull;
    private long nextHousekeepingNs = System.nanoTime();

    PduLogWriter(PduLogConfig config, PrintOptions print, PduLogRegistry logs, PduLogDisk disk, LongSupplier clockMs) {
        this.config = config;
        this.logs = logs;
        this.disk = disk;
        this.clockMs = clockMs;
        this.plain = new PduLogEntry(print.withPasswords(false).withText(true), config.zone());
        this.masked = new PduLogEntry(print.withPasswords(false).withText(false), config.zone());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread. */
    void add(PduLogRing ring) {
        rings.add(ring);
    }

    /** Any thread. */
    void wakeUp() {
        LockSupport.unpark(thread);
    }

    PduLogMetrics metrics() {
        return metrics;
    }

    private void run() {
        while (running) {
            try {
                step();
            } catch (RuntimeException e) {
                LOG.error("an internal error in the PDU logs", e);
            }
        }
        while (drain() > 0 && !Thread.currentThread().isInterrupted()) {
            // What the loops said last.
        }
        files.values().forEach(this::close);
    }

    private void step() {
        if (System.nanoTime() - nextHousekeepingNs >= 0) {
            nextHousekeepingNs = System.nanoTime() + HOUSEKEEPING_NS;
            keepHouse();
        }
        if (drain() == 0) {
            LockSupport.parkNanos(this, logs.isAnyOn() ? IDLE_NS : OFF_NS);
        }
    }

    private int drain() {
        int drained = 0;
        for (PduLogRing ring : rings) {
            drained += ring.drain(this, BATCH);
        }
        for (DayFile file : files.values()) {
            if (file.waiting() > 0) {
                flush(file);
            }
        }
        return drained;
    }

    @Override
    public void onPdu(
            int log,
            long atMs,
            long connectionHi,
            long connectionLo,
            Direction direction,
            boolean isMasked,
            ByteBuf octets,
            int offset,
            int lengthBytes) {
        if (isDiskFull) {
            metrics.droppedDisk.increment();
            return;
        }
        DayFile file = fileOf(log, atMs);
        if (config.maxFileBytes() > 0 && file.sizeBytes() >= config.maxFileBytes()) {
            metrics.droppedSize.increment();
            trouble.isFull(file.file(), config.maxFileBytes());
            return;
        }
        String connection = new UUID(connectionHi, connectionLo).toString();
        (isMasked ? masked : plain)
                .append(file.text(), Instant.ofEpochMilli(atMs), connection, direction, octets, offset, lengthBytes);
        file.appended();
        if (file.text().length() >= FLUSH_CHARS) {
            flush(file);
        }
    }

    /** The file of the day on which the PDU was seen, however late that is written. */
    private DayFile fileOf(int log, long atMs) {
        if (day == null || atMs < dayFromMs || atMs >= dayToMs) {
            day = LocalDate.ofInstant(Instant.ofEpochMilli(atMs), config.zone());
            dayFromMs = day.atStartOfDay(config.zone()).toInstant().toEpochMilli();
            dayToMs = day.plusDays(1).atStartOfDay(config.zone()).toInstant().toEpochMilli();
        }
        DayFile file = files.get(log);
        if (file == null || !file.date().equals(day)) {
            if (file != null) {
                flush(file);
                close(file);
            }
            PduLog owner = logs.get(log);
            file = new DayFile(
                    new PduLogFileId(day, owner.owner()).in(owner.side().directory(config)), day, disk);
            files.put(log, file);
            try {
                // For its size.
                file.open();
            } catch (IOException e) {
                trouble.cannotWrite(file.file(), e);
            }
        }
        return file;
    }

    private void flush(DayFile file) {
        int entries = file.waiting();
        try {
            file.flush();
            metrics.written.add(entries);
            if (entries > 0) {
                trouble.isWritten();
            }
        } catch (IOException e) {
            metrics.droppedDisk.add(entries);
            trouble.cannotWrite(file.file(), e);
        }
    }

    private void close(DayFile file) {
        try {
            file.close();
        } catch (IOException e) {
            trouble.cannotWrite(file.file(), e);
        }
    }

    private void keepHouse() {
        LocalDate now = LocalDate.ofInstant(Instant.ofEpochMilli(clockMs.getAsLong()), config.zone());
        if (!now.equals(today)) {
            today = now;
            trouble.onNewDay();
            Retention.deleteBefore(
                    now.minusDays(config.retentionDays()), List.of(config.linkDirectory(), config.accountDirectory()));
        }
        closeOldDays(now);
        long dropped = rings.stream().mapToLong(PduLogRing::dropped).sum();
        trouble.isBusy(dropped - metrics.droppedBusy.get());
        metrics.droppedBusy.set(dropped);
        if (logs.isAnyOn()) {
            isDiskFull = isBelowMinFree(config.linkDirectory()) || isBelowMinFree(config.accountDirectory());
        }
    }

    private void closeOldDays(LocalDate now) {
        for (Iterator<DayFile> all = files.values().iterator(); all.hasNext(); ) {
            DayFile file = all.next();
            if (file.date().isBefore(now)) {
                close(file);
                all.remove();
            }
        }
    }

    private boolean isBelowMinFree(Path directory) {
        try {
            long usable = disk.usableBytes(directory);
            if (usable < config.minFreeBytes()) {
                trouble.diskIsFull(directory, usable, config.minFreeBytes());
                return true;
            }
        } catch (IOException e) {
            trouble.cannotWrite(directory, e);
        }
        return false;
    }

    /** Writes what the rings hold, but waits for the disk no longer than two seconds. */
    void close() {
        running = false;
        wakeUp();
        try {
            thread.join(STOP_MS);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
