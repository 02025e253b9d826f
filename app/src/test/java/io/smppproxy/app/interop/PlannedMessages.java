package io.smppproxy.app.interop;

import com.cloudhopper.commons.charset.CharsetUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What foreign ESMEs send: every kind of message in turn, each to a number of its own, encoded by cloudhopper's charsets. */
public final class PlannedMessages {
    private static final int GSM = 0;
    private static final int BINARY = 4;
    private static final int UCS2 = 8;
    private static final int UDHI = 0x40;
    private static final int USER_MESSAGE_REFERENCE = 0x0204;
    private static final int SAR_MSG_REF_NUM = 0x020C;
    private static final int SAR_TOTAL_SEGMENTS = 0x020E;
    private static final int SAR_SEGMENT_SEQNUM = 0x020F;
    private static final int MESSAGE_PAYLOAD = 0x0424;
    private static final int VENDOR = 0x1401;

    /** How a message is sent. */
    public enum Kind {
        GSM_7BIT,
        UCS2_SINGLE,
        UDH_8_GSM,
        UDH_8_UCS2,
        UDH_16,
        SAR,
        PAYLOAD_GSM,
        PAYLOAD_UCS2,
        BINARY_WITH_VENDOR_TLV
    }

    /** One submit_sm, its octets in hexadecimal. TON and NPI are 5/0 for the source, 1/1 for the destination; a receipt is asked for. */
    public record Pdu(
            String source, String dest, int esmClass, int dataCoding, String shortMessage, Map<Integer, String> tlvs) {}

    /** One text. */
    public record Planned(Kind kind, String dest, String text, List<Pdu> pdus) {}

    private PlannedMessages() {}

    /** @param kinds that are taken in turn */
    public static List<Planned> of(int count, Kind... kinds) {
        List<Planned> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(message(i, kinds[i % kinds.length]));
        }
        return messages;
    }

    /** All PDUs of the messages, in order. */
    public static List<Pdu> pdus(List<Planned> messages) {
        return messages.stream().flatMap(message -> message.pdus().stream()).toList();
    }

    private static Planned message(int number, Kind kind) {
        String dest = "4917" + (10_000_000 + number);
        return switch (kind) {
            case GSM_7BIT -> single(kind, dest, GSM, "Preis " + number + ": 5 € [{~}] @£ÄÖÜß", new TreeMap<>());
            case UCS2_SINGLE -> single(kind, dest, UCS2, "Привет " + number + " 😀 ёж", new TreeMap<>());
            case UDH_8_GSM -> parts(kind, dest, number, GSM, latin(number, 200), 153);
            case UDH_8_UCS2 -> parts(kind, dest, number, UCS2, cyrillic(number, 90), 134);
            case UDH_16 -> parts(kind, dest, number, GSM, latin(number, 180), 152);
            case SAR -> parts(kind, dest, number, GSM, latin(number, 170), 153);
            case PAYLOAD_GSM -> payload(kind, dest, GSM, latin(number, 400));
            case PAYLOAD_UCS2 -> payload(kind, dest, UCS2, cyrillic(number, 150));
            case BINARY_WITH_VENDOR_TLV -> {
                Map<Integer, byte[]> tlvs = new TreeMap<>();
                tlvs.put(USER_MESSAGE_REFERENCE, new byte[] {(byte) (number >> 8), (byte) number});
                tlvs.put(VENDOR, ("vendor" + number).getBytes(StandardCharsets.US_ASCII));
                yield single(kind, dest, BINARY, "\u0001\u00FF\u0000 binary " + number, tlvs);
            }
        };
    }

    private static String latin(int number, int length) {
        return (number + " Der schnelle braune Fuchs springt ").repeat(12).substring(0, length);
    }

    private static String cyrillic(int number, int length) {
        return (number + " съешь ещё этих булок ").repeat(12).substring(0, length);
    }

    private static byte[] encode(int dataCoding, String text) {
        return switch (dataCoding) {
            case GSM -> CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM);
            case UCS2 -> CharsetUtil.encode(text, CharsetUtil.CHARSET_UCS_2);
            default -> CharsetUtil.encode(text, CharsetUtil.CHARSET_ISO_8859_1);
        };
    }

    private static Pdu pdu(String dest, int esmClass, int dataCoding, byte[] shortMessage, Map<Integer, byte[]> tlvs) {
        HexFormat hex = HexFormat.of();
        Map<Integer, String> values = new TreeMap<>();
        tlvs.forEach((tag, value) -> values.put(tag, hex.formatHex(value)));
        return new Pdu("INTEROP", dest, esmClass, dataCoding, hex.formatHex(shortMessage), values);
    }

    private static Planned single(Kind kind, String dest, int dataCoding, String text, Map<Integer, byte[]> tlvs) {
        return new Planned(kind, dest, text, List.of(pdu(dest, 0, dataCoding, encode(dataCoding, text), tlvs)));
    }

    private static Planned payload(Kind kind, String dest, int dataCoding, String text) {
        Map<Integer, byte[]> tlvs = new TreeMap<>();
        tlvs.put(MESSAGE_PAYLOAD, encode(dataCoding, text));
        return new Planned(kind, dest, text, List.of(pdu(dest, 0, dataCoding, new byte[0], tlvs)));
    }

    /** Every character takes as many octets as any other. */
    private static Planned parts(Kind kind, String dest, int number, int dataCoding, String text, int partBytes) {
        byte[] octets = encode(dataCoding, text);
        int total = (octets.length + partBytes - 1) / partBytes;
        List<Pdu> pdus = new ArrayList<>();
        for (int part = 1; part <= total; part++) {
            byte[] share =
                    Arrays.copyOfRange(octets, (part - 1) * partBytes, Math.min(octets.length, part * partBytes));
            Map<Integer, byte[]> tlvs = new TreeMap<>();
            if (kind == Kind.SAR) {
                tlvs.put(SAR_MSG_REF_NUM, new byte[] {(byte) (number >> 8), (byte) number});
                tlvs.put(SAR_TOTAL_SEGMENTS, new byte[] {(byte) total});
                tlvs.put(SAR_SEGMENT_SEQNUM, new byte[] {(byte) part});
                pdus.add(pdu(dest, 0, dataCoding, share, tlvs));
            } else {
                pdus.add(pdu(dest, UDHI, dataCoding, join(header(kind, number, total, part), share), tlvs));
            }
        }
        return new Planned(kind, dest, text, pdus);
    }

    /** 3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8. */
    private static byte[] header(Kind kind, int number, int total, int part) {
        return kind == Kind.UDH_16
                ? new byte[] {6, 8, 4, (byte) (number >> 8), (byte) number, (byte) total, (byte) part}
                : new byte[] {5, 0, 3, (byte) number, (byte) total, (byte) part};
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
