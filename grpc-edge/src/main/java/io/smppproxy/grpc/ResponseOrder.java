package io.smppproxy.grpc;

import io.grpc.Metadata;

/** The order in which a stream is answered, as its metadata asks for. */
enum ResponseOrder {
    REQUEST,
    COMPLETION;

    private static final Metadata.Key<String> KEY =
            Metadata.Key.of("x-response-order", Metadata.ASCII_STRING_MARSHALLER);

    static final String EXPECTED = "metadata x-response-order: (expected: request or completion)";

    /** @return null for a value that is neither */
    static ResponseOrder of(Metadata headers) {
        String value = headers.get(KEY);
        if (value == null || value.equals("request")) {
            return REQUEST;
        }
        return value.equals("completion") ? COMPLETION : null;
    }
}
