package io.smppproxy.http.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The web panel at {@code /}. Its files need no session: what they show comes from the API, which asks for one. They lie in memory once
 * they were asked for; browsers keep them and ask each time whether they are still the same. Any thread.
 */
public final class PanelFiles {
    private static final String ROOT = "/panel/";
    private static final String INDEX = "index.html";
    private static final List<String> FOLDERS = List.of("", "css/", "js/", "js/ui/", "js/views/");
    /** Names that the class path may be asked for: no dots but one, so no way out of the folder. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\.(html|css|js|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, PanelFile> held = new ConcurrentHashMap<>();

    /** Adds the routes of the panel. */
    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> send(context, "", INDEX));
        for (String folder : FOLDERS) {
            routes.get("/" + folder + "{file}", context -> send(context, folder, context.pathParam("file")));
        }
    }

    private void send(Context context, String folder, String name) {
        PanelFile file = find(folder, name);
        if (file == null) {
            context.status(404);
            return;
        }
        context.header("ETag", file.etag);
        context.header("Cache-Control", "no-cache");
        context.header("Vary", "Accept-Encoding");
        if (file.etag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(file.contentType);
        if (takesGzip(context.header("Accept-Encoding"))) {
            context.header("Content-Encoding", "gzip").result(file.gzip);
        } else {
            context.result(file.plain);
        }
    }

    private PanelFile find(String folder, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        String path = ROOT + folder + name;
        PanelFile known = held.get(path);
        return known != null ? known : load(path, TYPES.get(matcher.group(1)));
    }

    /** Only what is there is held, so that asking for what is not costs no memory. */
    private PanelFile load(String path, String contentType) {
        try (InputStream in = PanelFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                return null;
            }
            PanelFile file = new PanelFile(in.readAllBytes(), contentType);
            held.put(path, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the panel's " + path, e);
        }
    }

    private static boolean takesGzip(String acceptEncoding) {
        return acceptEncoding != null && acceptEncoding.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?(,|$)).*");
    }
}
