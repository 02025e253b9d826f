package io.smppproxy.configstore;

/** The database cannot be used, or what lies in it cannot. The message is for operators. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
