package io.smppproxy.http.sms;

/** A request that ends with an error (RFC 9457). The message is for the sender. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String status;
    private final String field;

    /**
     * @param httpStatus 400 to 599
     * @param status the word of sms.v1, such as "rate_limited"
     * @param field the wrong field, or empty
     * @param detail names field, value and what was expected
     */
    Problem(int httpStatus, String status, String field, String detail) {
        super(detail, null, false, false);
        this.httpStatus = httpStatus;
        this.status = status;
        this.field = field;
    }

    static Problem invalid(String field, String detail) {
        return new Problem(400, "invalid", field, detail);
    }

    int httpStatus() {
        return httpStatus;
    }

    String status() {
        return status;
    }

    String field() {
        return field;
    }
}
