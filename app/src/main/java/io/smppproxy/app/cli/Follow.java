package io.smppproxy.app.cli;

import io.smppproxy.proto.sms.v1.SmsServiceGrpc.SmsServiceBlockingStub;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks SmsInfo again and again until a message has a final status, and prints every change. */
final class Follow {
    private static final Set<String> NOT_FINAL = Set.of("", "pending", "submitted", "ambiguous");
    private static final long INTERVAL_MS = 300;
    private static final long CALL_SECONDS = 10;

    private Follow() {}

    /** The exit code: 0 only for DELIVERED. */
    static int untilFinal(SmsServiceBlockingStub stub, long esme, String messageId, Duration timeout, PrintWriter out)
            throws InterruptedException {
        SmsStatusRequest request = SmsStatusRequest.newBuilder()
                .setEsme(esme)
                .setMessageId(messageId)
                .build();
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        String last = "";
        while (true) {
            SmsStatusResponse info =
                    stub.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS).smsInfo(request);
            String now = describe(info);
            if (!now.equals(last)) {
                out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + now);
                out.flush();
                last = now;
            }
            if (!NOT_FINAL.contains(info.getStatus())) {
                return info.getStatus().equals("DELIVERED") ? ExitCode.OK : ExitCode.NOT_SENT;
            }
            if (System.nanoTime() >= deadlineNs) {
                out.println("still " + info.getStatus() + " after " + timeout.toSeconds() + " s");
                return ExitCode.NOT_SENT;
            }
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
        }
    }

    private static String describe(SmsStatusResponse info) {
        int parts = info.getPartsCount();
        String delivered = parts > 1 ? " (" + info.getDeliveredCount() + " of " + parts + " parts delivered)" : "";
        String error = info.getError().isEmpty() ? "" : ": " + info.getError();
        return info.getStatus() + delivered + error;
    }
}
