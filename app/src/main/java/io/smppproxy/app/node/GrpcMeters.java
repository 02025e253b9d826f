package io.smppproxy.app.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Verdict;
import io.smppproxy.grpc.GrpcEdge;
import java.util.Locale;

/** Shows the gRPC edge's counters on the metrics page. */
final class GrpcMeters {
    private GrpcMeters() {}

    static void bind(GrpcEdge edge, MeterRegistry registry) {
        for (Verdict verdict : Verdict.values()) {
            FunctionCounter.builder("smpp.proxy.grpc.submissions", edge, e -> e.count(verdict))
                    .description("Submissions over gRPC by verdict; the same message counts again with each attempt")
                    .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (ReplyOutcome outcome : ReplyOutcome.values()) {
            FunctionCounter.builder("smpp.proxy.grpc.replies", edge, e -> e.count(outcome))
                    .description("Answers to accepted messages by outcome")
                    .tag("outcome", outcome.statusWord())
                    .register(registry);
        }
        FunctionCounter.builder("smpp.proxy.grpc.replies.late", edge, GrpcEdge::lateReplies)
                .description("Answers whose call had ended")
                .register(registry);
        FunctionCounter.builder("smpp.proxy.grpc.connections.refused", edge, GrpcEdge::refusedConnections)
                .description("Connections closed because there were too many")
                .register(registry);
        Gauge.builder("smpp.proxy.grpc.connections", edge, GrpcEdge::openConnections)
                .description("Open connections")
                .register(registry);
        Gauge.builder("smpp.proxy.grpc.calls", edge, GrpcEdge::openCalls)
                .description("Open SendMessage and SendMessageStream calls")
                .register(registry);
        Gauge.builder("smpp.proxy.grpc.in.flight", edge, GrpcEdge::inFlight)
                .description("Messages that wait for their answer")
                .register(registry);
    }
}
