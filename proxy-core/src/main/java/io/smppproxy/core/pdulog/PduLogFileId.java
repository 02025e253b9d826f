package io.smppproxy.core.pdulog;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log file is asked for by, such as {@code 2024-08-25mysmsc.log}. Whatever has this form names a file one level below the
 * directory of its date: it can hold no separator, and no name begins with a dot.
 *
 * @param date the day
 * @param owner smsc_id or account id
 */
record PduLogFileId(LocalDate date, String owner) {
    static final String SUFFIX = ".log";

    private static final String OWNER = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final Pattern FILE_NAME = Pattern.compile("(" + OWNER + ")\\.log");
    private static final Pattern ID = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(" + OWNER + ")\\.log");
    private static final int SHOWN_CHARS = 60;

    static boolean isOwner(String owner) {
        return owner.matches(OWNER);
    }

    /** The owner of a file of this name, or null if no log has such a name. */
    static String ownerOf(String fileName) {
        Matcher matcher = FILE_NAME.matcher(fileName);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** @return null if it is no date */
    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** @throws IllegalArgumentException for everything but a date and the name of a log */
    static PduLogFileId parse(String id) {
        Matcher matcher = ID.matcher(id);
        LocalDate date = matcher.matches() ? date(matcher.group(1)) : null;
        if (date == null) {
            throw new IllegalArgumentException("file: \"" + shown(id)
                    + "\" (expected: a date and the name of a log, such as 2024-08-25mysmsc.log)");
        }
        return new PduLogFileId(date, matcher.group(2));
    }

    private static String shown(String id) {
        String start = id.length() > SHOWN_CHARS ? id.substring(0, SHOWN_CHARS) + "…" : id;
        return start.replaceAll("[^\\x20-\\x7E…]", "?");
    }

    String fileName() {
        return owner + SUFFIX;
    }

    Path in(Path directory) {
        return directory.resolve(date.toString()).resolve(fileName());
    }
}
