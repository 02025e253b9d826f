package io.smppproxy.bench.micro;

/** Texts that every benchmark of alphabets and segmentation uses. */
final class SampleTexts {
    private static final String ASCII = "Your code is 123456, valid until 12:00. Never tell it to anybody (really). ";
    private static final String GSM7 = "Ihr Code lautet 123456. Gültig bis 12:00 Uhr, 5 € Guthaben [neu]. ";
    private static final String UCS2 = "Ваш код подтверждения 123456, никому его не сообщайте. ";

    private SampleTexts() {}

    /**
     * @param kind ASCII (whose septets are its octets), GSM7 (with umlauts and extension characters) or UCS2
     * @param characters length of the text
     */
    static String text(String kind, int characters) {
        String unit = switch (kind) {
            case "ASCII" -> ASCII;
            case "GSM7" -> GSM7;
            case "UCS2" -> UCS2;
            default -> throw new IllegalArgumentException("kind: \"" + kind + "\" (expected: ASCII, GSM7 or UCS2)");
        };
        return unit.repeat(characters / unit.length() + 1).substring(0, characters);
    }
}
