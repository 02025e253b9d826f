package io.smppproxy.http.admin.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.smppproxy.configstore.Role;
import io.smppproxy.core.pdulog.LoggedPdu;
import io.smppproxy.core.pdulog.PduLogFile;
import io.smppproxy.core.pdulog.PduLogPage;
import io.smppproxy.core.pdulog.PduLogQuery;
import io.smppproxy.core.pdulog.PduLogSide;
import io.smppproxy.core.pdulog.PduLogs;
import io.smppproxy.http.admin.auth.GuardedRoutes;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import io.smppproxy.http.admin.resource.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code /api/gateways/logs} and {@code /api/clients/logs}, one object for each. Any thread. */
public final class LogResource {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS");
    private static final int MAX_DAYS = 400;
    private static final int MAX_ENTRIES = 1_000;
    private static final int ENTRIES = 200;
    private static final int MAX_FILTER = 200;
    /** A negative offset counts from the end of the file. */
    private static final long MAX_TAIL = 1L << 40;

    private final PduLogs logs;
    private final PduLogSide side;
    private final Downloads downloads;
    private final String path;
    private final String ownersParameter;

    /** @param downloads shared by both sides, as they share the disk */
    public LogResource(PduLogs logs, PduLogSide side, Downloads downloads) {
        this.logs = logs;
        this.side = side;
        this.downloads = downloads;
        this.path = side == PduLogSide.LINKS ? "/api/gateways/logs" : "/api/clients/logs";
        this.ownersParameter = side == PduLogSide.LINKS ? "smscIds" : "clientIds";
    }

    public void addTo(GuardedRoutes routes) {
        routes.get(path, Role.VIEWER, this::listAll);
        routes.get(path + "/download", Role.VIEWER, this::download);
        routes.get(path + "/view", Role.VIEWER, this::view);
    }

    private void listAll(Context context) throws IOException {
        LocalDate from = date(context, "dateFrom");
        LocalDate to = date(context, "dateTo");
        if (to.isBefore(from) || to.isAfter(from.plusDays(MAX_DAYS))) {
            throw ApiProblem.refused("dateTo", "(expected: dateFrom or at most " + MAX_DAYS + " days later)");
        }
        Set<String> owners = new HashSet<>(ListParameter.of(context, ownersParameter));
        ArrayNode files = Json.array();
        for (PduLogFile file : logs.list(side, from, to, owners)) {
            files.addObject()
                    .put("date", file.date().toString())
                    .put("name", file.name())
                    .put("size", file.sizeBytes())
                    .put("modTime", TIME.format(file.modified()));
        }
        Json.answer(context, 200, files);
    }

    private static LocalDate date(Context context, String name) {
        String text = context.queryParam(name);
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            throw ApiProblem.refused(name, "(expected: a date such as 2024-08-25)");
        }
    }

    private void download(Context context) throws IOException {
        List<String> ids = ListParameter.of(context, "files");
        if (ids.isEmpty()) {
            throw ApiProblem.refused("files", "missing (expected: files[]=2024-08-25mysmsc.log, once or more)");
        }
        downloads.send(context, logs, side, ids);
    }

    private void view(Context context) throws IOException {
        String file = context.queryParam("file");
        long after = Query.number(context, "after", 0, -MAX_TAIL, Long.MAX_VALUE);
        int limit = Query.integer(context, "limit", ENTRIES, 1, MAX_ENTRIES);
        PduLogQuery query = new PduLogQuery(after, limit, filter(context, "text"), filter(context, "command"));
        try {
            PduLogPage page = logs.view(side, file == null ? "" : file, query);
            ObjectNode answer = Json.object();
            ArrayNode entries = answer.putArray("entries");
            page.entries().forEach(entry -> entries.add(describe(entry)));
            answer.put("next", page.next()).put("end", page.isEnd());
            Json.answer(context, 200, answer);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.malformed(e.getMessage());
        } catch (NoSuchFileException e) {
            throw ApiProblem.notFound("file: there is no such log");
        }
    }

    private static String filter(Context context, String name) {
        String text = context.queryParam(name);
        if (text != null && text.length() > MAX_FILTER) {
            throw ApiProblem.refused(name, "(expected: at most " + MAX_FILTER + " characters)");
        }
        return text == null ? "" : text;
    }

    private static ObjectNode describe(LoggedPdu entry) {
        ObjectNode fields = Json.object()
                .put("at", entry.at())
                .put("connection", entry.connection())
                .put("direction", entry.direction().name().toLowerCase(Locale.ROOT))
                .put("command", entry.command())
                .put("status", Integer.toUnsignedLong(entry.commandStatus()))
                .put("sequence", entry.sequence())
                .put("hex", entry.hex());
        try {
            fields.set("json", Json.read(entry.json().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            // A PDU that could not be decoded is told in words.
            fields.put("json", entry.json());
        }
        return fields;
    }
}
