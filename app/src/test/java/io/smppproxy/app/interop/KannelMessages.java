package io.smppproxy.app.interop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What Kannel is asked to send: single and long texts in both alphabets, parts with a header of ours, binary with a vendor's TLV. */
public final class KannelMessages {
    private static final int KINDS = 6;
    private static final int FIRST_PART_CHARS = 110;

    private KannelMessages() {}

    public static String text(int number) {
        return switch (number % KINDS) {
            case 0 -> "Preis " + number + ": 5 € [{~}] @£ÄÖÜß";
            case 1 -> "Привет " + number + " ёж";
            case 2, 4 -> ("Der schnelle braune Fuchs " + number + " ").repeat(8).substring(0, 2 * FIRST_PART_CHARS);
            case 3 -> ("съешь ещё этих " + number + " ").repeat(8).substring(0, 100);
            default -> "\u0001\u00FF binary " + number;
        };
    }

    /** The parameters of sendsms: one request, or one for each part that is cut here. Kannel itself cuts what is too long. */
    public static List<Map<String, String>> requests(int number, String text) {
        return switch (number % KINDS) {
            case 0, 2 -> List.of(Map.of("coding", "0", "charset", "UTF-8", "text", utf8(text)));
            case 1, 3 -> List.of(Map.of("coding", "2", "charset", "UTF-8", "text", utf8(text)));
            case 4 ->
                List.of(
                        part(number, 1, text.substring(0, FIRST_PART_CHARS)),
                        part(number, 2, text.substring(FIRST_PART_CHARS)));
            default ->
                List.of(Map.of("coding", "1", "text", text, "meta-data", "?smpp?interop_vendor=vendor" + number));
        };
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** With a 16-bit reference (3GPP TS 23.040 §9.2.3.24.8). */
    private static Map<String, String> part(int reference, int part, String text) {
        String header = new String(
                new char[] {6, 8, 4, (char) (reference >> 8 & 0xFF), (char) (reference & 0xFF), 2, (char) part});
        return Map.of("coding", "0", "charset", "UTF-8", "udh", header, "text", text);
    }
}
