package io.smppproxy.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** All rows, in the order of the table. A new row is one more constant. */
enum Contenders {
    FRAMED_ECHO("framed-echo", "bare Netty length-framed echo", true, FramedEchoContender::new),
    BATCHED_ECHO("batched-echo", "the same, one buffer per batch", false, BatchedEchoContender::new),
    GRPC_ECHO("grpc-echo", "bare gRPC bidi byte echo", true, GrpcEchoContender::new),
    CH_SMPP("ch-smpp", "ch-smpp loopback", false, ChSmppContender::new),
    JSMPP("jsmpp", "jSMPP loopback", false, JsmppContender::new),
    SESSION("session", "our session loopback", true, SessionContender::new),
    CORE_PATH("core-path", "our core and SMSC, without gRPC", false, CorePathContender::new),
    ESME_PATH("esme-path", "an ESME through the proxy to SMSC and back", true, EsmePathContender::new),
    WHOLE_PATH("whole-path", "our gRPC stream to SMSC and back", true, () -> new WholePathContender(false)),
    RECEIPT_PATH(
            "receipt-path", "the same, and a receipt for every message", false, () -> new WholePathContender(true));

    private final String id;
    private final String label;
    private final boolean pacing;

    @SuppressWarnings("ImmutableEnumChecker") // constructor references hold no state
    private final Supplier<Contender> factory;

    Contenders(String id, String label, boolean pacing, Supplier<Contender> factory) {
        this.id = id;
        this.label = label;
        this.pacing = pacing;
        this.factory = factory;
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    /** Whether {@link Contender#pace} works. */
    boolean hasPacing() {
        return pacing;
    }

    Contender create() {
        return factory.get();
    }

    /** All that keep 256 requests in flight without being throttled, which an account's ESME does not reach yet. */
    static List<Contenders> byDefault() {
        return Arrays.stream(values()).filter(c -> c != ESME_PATH).toList();
    }

    static Contenders byId(String id) {
        return Arrays.stream(values())
                .filter(c -> c.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("contender: \"" + id + "\" (expected one of: "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Contenders::id).toList()) + ")"));
    }
}
