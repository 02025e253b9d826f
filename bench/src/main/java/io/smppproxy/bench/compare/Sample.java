package io.smppproxy.bench.compare;

import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;

/** The one message that every row carries: submit_sm of 200 octets, submit_sm_resp of 40. */
final class Sample {
    static final int SUBMIT_SM_BYTES = 200;
    static final int SUBMIT_SM_RESP_BYTES = 40;
    static final String SOURCE = "12345";
    static final String DESTINATION = "491700000001";
    /** 16 octets of header, 50 - 16 of fields and terminators, 150 of text. */
    static final String TEXT =
            "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLM ".repeat(3).substring(0, 150);
    /** With its terminator and the header: 40 octets. */
    static final String SMSC_ID = "0000000000000000000abcd";

    static final long APP_ID = 1;
    static final long LINK_ID = 1;

    private Sample() {}

    static SmsRequest.Builder request() {
        return SmsRequest.newBuilder()
                .setTaskId(7)
                .setAppId(APP_ID)
                .setEsme(LINK_ID)
                .setSton(0)
                .setSnpi(1)
                .setSaddr(SOURCE)
                .setDton(1)
                .setDnpi(1)
                .setDaddr(DESTINATION)
                .setMessage(TEXT)
                .setSentAt(1_700_000_000L);
    }

    /** Length of the serialised request that the whole path carries. */
    static int requestBytes() {
        return request().setTransactionId("b-0000000000000001").build().getSerializedSize();
    }

    /** Length of the serialised response that the whole path carries. */
    static int responseBytes() {
        return SmsResponse.newBuilder()
                .setSuccess(true)
                .setEsme(LINK_ID)
                .setTransactionId("b-0000000000000001")
                .setMessageId("00000000-0000-0000-0000-000000000000")
                .setStatus("submitted")
                .addSmsIds(SMSC_ID)
                .setTaskId(7)
                .build()
                .getSerializedSize();
    }
}
