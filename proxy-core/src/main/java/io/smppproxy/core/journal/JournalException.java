package io.smppproxy.core.journal;

/** The journal cannot be read or written; the message says which file and position and what to do. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
