package io.smppproxy.core.pdulog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the logs of days that are no longer kept; touches nothing that is no log. Stateless. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private Retention() {}

    static void deleteBefore(LocalDate oldest, List<Path> directories) {
        for (Path directory : directories) {
            try {
                deleteBefore(oldest, directory);
            } catch (IOException e) {
                LOG.warn("{}: old PDU logs cannot be deleted: {}", directory, e.toString());
            }
        }
    }

    private static void deleteBefore(LocalDate oldest, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> days = Files.newDirectoryStream(directory)) {
            for (Path day : days) {
                LocalDate date = PduLogFileId.date(day.getFileName().toString());
                if (date != null && date.isBefore(oldest) && Files.isDirectory(day, LinkOption.NOFOLLOW_LINKS)) {
                    deleteDay(day);
                }
            }
        }
    }

    private static void deleteDay(Path day) throws IOException {
        boolean isEmpty = true;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                if (PduLogFileId.ownerOf(file.getFileName().toString()) != null) {
                    Files.delete(file);
                } else {
                    isEmpty = false;
                }
            }
        }
        if (isEmpty) {
            Files.delete(day);
        }
    }
}
