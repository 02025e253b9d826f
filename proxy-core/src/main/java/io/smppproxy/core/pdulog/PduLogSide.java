package io.smppproxy.core.pdulog;

import io.smppproxy.core.config.PduLogConfig;
import java.nio.file.Path;

/** Whose PDU logs: names and files of the two sides have nothing to do with each other. */
public enum PduLogSide {
    /** SMSCs that we bind to; a log has the link's smsc_id as its name. */
    LINKS,
    /** ESMEs that bind to us; a log has the account's id as its name. */
    ACCOUNTS;

    Path directory(PduLogConfig config) {
        return this == LINKS ? config.linkDirectory() : config.accountDirectory();
    }
}
