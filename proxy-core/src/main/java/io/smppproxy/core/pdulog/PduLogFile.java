package io.smppproxy.core.pdulog;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * One day of one log.
 *
 * @param date the day
 * @param name of the file, such as {@code mysmsc.log} or {@code 1234.log}
 * @param sizeBytes at the moment
 * @param modified when it was written to last, in the time of the logs' zone
 */
public record PduLogFile(LocalDate date, String name, long sizeBytes, LocalDateTime modified) {
    /** By which it is asked for: date and name without anything between them. */
    public String id() {
        return date + name;
    }
}
