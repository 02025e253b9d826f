package io.smppproxy.http.sms;

import io.smppproxy.core.edge.Submission;
import java.util.UUID;

/** A message as it came: the fields of sms.v1.SmsRequest under their own names. */
record SmsRequest(
        long taskId,
        String transactionId,
        long appId,
        long esme,
        int ston,
        int snpi,
        String saddr,
        int dton,
        int dnpi,
        String daddr,
        String message,
        long sentAt,
        String strategy) {
    /** What TON and NPI 0 stand for in a destination (sms.proto): international, ISDN/E.164. */
    private static final int DEFAULT_DEST_TON = 1;

    private static final int DEFAULT_DEST_NPI = 1;

    /** The same message with a transaction_id, a new one if the sender gave none. */
    SmsRequest identified() {
        return transactionId.isEmpty()
                ? new SmsRequest(
                        taskId,
                        UUID.randomUUID().toString(),
                        appId,
                        esme,
                        ston,
                        snpi,
                        saddr,
                        dton,
                        dnpi,
                        daddr,
                        message,
                        sentAt,
                        strategy)
                : this;
    }

    void fill(Submission submission) {
        submission
                .reset()
                .appId(appId)
                .taskId(taskId)
                .transactionId(transactionId)
                .esme(esme)
                .source(ston, snpi, saddr)
                .dest(dton == 0 ? DEFAULT_DEST_TON : dton, dnpi == 0 ? DEFAULT_DEST_NPI : dnpi, daddr)
                .text(message)
                .sentAtSeconds(sentAt)
                .strategy(strategy);
    }
}
