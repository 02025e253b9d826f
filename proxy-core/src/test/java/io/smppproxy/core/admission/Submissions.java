package io.smppproxy.core.admission;

import io.smppproxy.core.edge.Submission;

/** Valid submissions for tests to spoil. */
final class Submissions {
    private static final byte[] SECRET_OCTETS = new byte[NodeSecret.LENGTH];

    static final NodeSecret SECRET = NodeSecret.of(SECRET_OCTETS);

    private Submissions() {}

    static Submission valid() {
        return new Submission()
                .appId(1)
                .taskId(11)
                .transactionId("550e8400-e29b-41d4-a716-446655440000")
                .esme(1000)
                .source(0, 5, "MYBRAND")
                .dest(1, 1, "998901234567")
                .text("Hello World")
                .sentAtSeconds(1_937_082_918)
                .strategy("cp1");
    }
}
