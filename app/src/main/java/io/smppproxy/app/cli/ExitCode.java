package io.smppproxy.app.cli;

/** Exit codes of every subcommand; from 64 on they are those of BSD's sysexits.h. */
final class ExitCode {
    static final int OK = 0;
    /** The message was refused or not delivered. */
    static final int NOT_SENT = 1;
    /** Octets are no PDU, or one that a strict receiver refuses. */
    static final int BAD_PDU = 1;
    /** The command line is wrong. */
    static final int USAGE = 64;
    /** The configuration is wrong. */
    static final int CONFIG = 65;
    /** A port cannot be opened, or the proxy cannot be reached. */
    static final int UNAVAILABLE = 69;
    /** A defect, or a failure from which only a restart recovers. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
