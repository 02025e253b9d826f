package io.smppproxy.http.admin.log;

import io.javalin.http.Context;
import io.smppproxy.core.pdulog.PduLogFile;
import io.smppproxy.core.pdulog.PduLogSide;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.http.admin.json.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sends log files as they are read, never more than two downloads at once. One file as text, several as a ZIP archive. Any thread. */
public final class Downloads {
    static final int AT_ONCE = 2;
    static final int MAX_FILES = 100;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long RETRY_AFTER_S = 10;

    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final long maxBytes;

    /** @param maxBytes of all files of one download, before they are compressed */
    public Downloads(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws ApiProblem 400 for what is no log's name, 404, 413, 429 */
    void send(Context context, PduLogs logs, PduLogSide side, List<String> ids) throws IOException {
        List<PduLogFile> files = find(logs, side, ids);
        if (!slots.tryAcquire()) {
            throw ApiProblem.tooMany("as many downloads as may be are under way", RETRY_AFTER_S);
        }
        try {
            if (files.size() == 1) {
                sendText(context, logs, side, files.get(0));
            } else {
                sendArchive(context, logs, side, files);
            }
        } finally {
            slots.release();
        }
    }

    private List<PduLogFile> find(PduLogs logs, PduLogSide side, List<String> ids) throws IOException {
        if (ids.size() > MAX_FILES) {
            throw ApiProblem.of(413, "files: " + ids.size() + " (expected: at most " + MAX_FILES + ")");
        }
        List<PduLogFile> files = new ArrayList<>();
        long bytes = 0;
        for (String id : ids) {
            PduLogFile file = find(logs, side, id);
            bytes += file.sizeBytes();
            files.add(file);
        }
        if (bytes > maxBytes) {
            throw ApiProblem.of(
                    413, "files: " + bytes + " octets (expected: at most " + maxBytes + " in one download)");
        }
        return files;
    }

    private static PduLogFile find(PduLogs logs, PduLogSide side, String id) throws IOException {
        PduLogFile file;
        try {
            file = logs.find(side, id);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.malformed(e.getMessage());
        }
        if (file == null) {
            throw ApiProblem.notFound("files: there is no such log");
        }
        return file;
    }

    /** Compressed only for clients that say they can read that, so that every client prints text. */
    private static void sendText(Context context, PduLogs logs, PduLogSide side, PduLogFile file) throws IOException {
        try (InputStream in = open(logs, side, file)) {
            begin(context, "text/plain; charset=utf-8", file.id());
            OutputStream out = context.res().getOutputStream();
            context.header("Vary", "Accept-Encoding");
            if (acceptsGzip(context)) {
                context.header("Content-Encoding", "gzip");
                GZIPOutputStream gzip = new FastGzip(out);
                copy(in, gzip);
                gzip.finish();
            } else {
                copy(in, out);
            }
        }
    }

    private static boolean acceptsGzip(Context context) {
        String accepted = context.header("Accept-Encoding");
        return accepted != null
                && accepted.toLowerCase(Locale.ROOT).matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }

    private static void sendArchive(Context context, PduLogs logs, PduLogSide side, List<PduLogFile> files)
            throws IOException {
        begin(context, "application/zip", "pdu-logs.zip");
        ZipOutputStream zip = new ZipOutputStream(context.res().getOutputStream());
        zip.setLevel(Deflater.BEST_SPEED);
        for (PduLogFile file : files) {
            try (InputStream in = open(logs, side, file)) {
                zip.putNextEntry(new ZipEntry(file.id()));
                copy(in, zip);
                zip.closeEntry();
            }
        }
        zip.finish();
    }

    private static InputStream open(PduLogs logs, PduLogSide side, PduLogFile file) throws IOException {
        try {
            return logs.open(side, file.id());
        } catch (NoSuchFileException e) {
            throw ApiProblem.notFound("files: there is no such log any more");
        }
    }

    private static void begin(Context context, String type, String name) {
        context.status(200);
        context.res().setContentType(type);
        // Names are made of a date, letters, digits, dots, underscores and hyphens.
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            out.write(buffer, 0, length);
        }
    }

    /** Logs shrink well at any level; the core has better things to do. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
