package io.smppproxy.app.system;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import io.smppproxy.proto.sms.v1.SmsRequest;
import java.util.ArrayList;
import java.util.List;

/** Requests with one wrong field each; app_id, which has its own answer, is always right. */
final class BadRequests {
    private static final byte[] LONE_SURROGATE = {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'};
    private static final byte[] STRAY_OCTETS = {'a', (byte) 0xFF, (byte) 0x80};
    private static final byte[] CUT_OFF = {'a', (byte) 0xD0};
    private static final int TOO_LONG = 100_000;

    private BadRequests() {}

    /** A request whose {@code field} is wrong, as octets, because not every wrong one can be built. */
    record Bad(
            String field,
            String how,
            @SuppressWarnings("ArrayRecordComponent") byte[] request) {
        @Override
        public String toString() {
            return field + " " + how;
        }
    }

    static List<Bad> all() {
        List<Bad> bads = new ArrayList<>();
        for (long esme : new long[] {0, -1, 999, Long.MIN_VALUE, Long.MAX_VALUE}) {
            bads.add(bad("esme", Long.toString(esme), valid().setEsme(esme)));
        }
        for (int ton : new int[] {-1, 7, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            bads.add(bad("ston", Integer.toString(ton), valid().setSton(ton)));
            bads.add(bad("dton", Integer.toString(ton), valid().setDton(ton)));
        }
        for (int npi : new int[] {-1, 19, 256, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            bads.add(bad("snpi", Integer.toString(npi), valid().setSnpi(npi)));
            bads.add(bad("dnpi", Integer.toString(npi), valid().setDnpi(npi)));
        }
        for (String saddr : List.of(
                "", "   ", "123456789012345678901", "TwelveLetter", "AB\u0000C", "A\nB", "A\u007FB", "Бренд", "😀")) {
            bads.add(bad("saddr", saddr, valid().setSaddr(saddr)));
        }
        for (String daddr : List.of(
                "",
                "12",
                "+12",
                "+",
                "abc",
                "99890123456x",
                "998 90 1234567",
                "+998-901234567",
                "++998901234567",
                "998901234567+",
                "123456789012345678901",
                "998\u0000901234567",
                "998901234567\n",
                "٩٩٨٩٠١٢٣٤٥",
                "9989012345😀")) {
            bads.add(bad("daddr", daddr, valid().setDaddr(daddr)));
        }
        for (String text : List.of("", "x".repeat(39_016), "я".repeat(17_100), "€".repeat(19_600))) {
            bads.add(bad("message", text.length() + " characters", valid().setMessage(text)));
        }
        for (String strategy : List.of("nope", "CP1", "cp1 ", "cp1\n", "\u0000", "x".repeat(1_000))) {
            bads.add(bad("strategy", strategy, valid().setStrategy(strategy)));
        }
        for (String id : List.of("x".repeat(65), "a\u0000b", "a\nb", "ключ", "a\u007F")) {
            bads.add(bad("transaction_id", id, valid().setTransactionId(id)));
        }
        for (long sentAt : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800L}) {
            bads.add(bad("sent_at", Long.toString(sentAt), valid().setSentAt(sentAt)));
        }
        for (String field : List.of("transaction_id", "saddr", "daddr", "message", "strategy")) {
            bads.add(raw(field, "with " + TOO_LONG + " characters", "7".repeat(TOO_LONG)));
            bads.add(raw(field, "with a lone surrogate", ByteString.copyFrom(LONE_SURROGATE)));
            bads.add(raw(field, "with stray octets", ByteString.copyFrom(STRAY_OCTETS)));
            bads.add(raw(field, "cut off within a character", ByteString.copyFrom(CUT_OFF)));
        }
        return bads;
    }

    /** A message that is submitted. */
    static SmsRequest.Builder valid() {
        return SmsRequest.newBuilder()
                .setAppId(1)
                .setEsme(1000)
                .setSaddr("MYBRAND")
                .setDaddr("998901234567")
                .setMessage("x");
    }

    private static Bad bad(String field, String how, SmsRequest.Builder request) {
        return new Bad(field, how, request.build().toByteArray());
    }

    private static Bad raw(String field, String how, String value) {
        return raw(field, how, ByteString.copyFromUtf8(value));
    }

    private static Bad raw(String field, String how, ByteString octets) {
        FieldDescriptor descriptor = SmsRequest.getDescriptor().findFieldByName(field);
        UnknownFieldSet.Field value =
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(octets).build();
        SmsRequest request = valid().clearField(descriptor)
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(descriptor.getNumber(), value)
                        .build())
                .build();
        return new Bad(field, how, request.toByteArray());
    }
}
