package io.smppproxy.codec.text;

/**
 * Characters of the GSM alphabet that look like others it lacks: typographic quotes, dashes and spaces, letters without their
 * accent, and the Greek and Cyrillic capitals that are drawn like Latin ones. Nothing here changes what a word is.
 */
public final class Transliteration {
    /** Most chars that stand for one. */
    static final int MAX_GROWTH = 3;

    private static final String SPACE = "SPACE";
    private static final String NOTHING = "NOTHING";

    /** Each line: what is written, and the characters for which it stands, the last one none that a text block strips. */
    private static final String TABLE = """
            ' \u2018\u2019\u201A\u201B\u2032`\u00B4\u02BC\u2039\u203A
            " \u201C\u201D\u201E\u201F\u2033\u00AB\u00BB
            - \u2010\u2011\u2012\u2013\u2014\u2015\u2212
            ... \u2026
            * \u2022
            SPACE \u0009\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\u00A0
            NOTHING \u00AD\u200B\u2060\uFEFF
            A ÀÁÂÃĀĂĄǍΑА
            a áâãāăąǎ
            B ΒВ
            C ĆĈĊČС
            c çćĉċč
            D ĎĐ
            d ďđ
            E ÈÊËĒĔĖĘĚΕЕ
            e êëēĕėęě
            G ĜĞĠĢ
            g ĝğġģ
            H ĤĦΗН
            h ĥħ
            I ÌÍÎÏĨĪĬĮİΙІ
            i íîïĩīĭįı
            J ĴЈ
            j ĵ
            K ĶΚК
            k ķ
            L ĹĻĽŁ
            l ĺļľł
            M ΜМ
            N ŃŅŇΝ
            n ńņň
            O ÒÓÔÕŌŎŐΟО
            o óôõōŏő
            OE Œ
            oe œ
            P ΡР
            R ŔŖŘ
            r ŕŗř
            S ŚŜŞŠȘЅ
            s śŝşšș
            T ŢŤŦȚΤТ
            t ţťŧț
            U ÙÚÛŨŪŬŮŰŲ
            u úûũūŭůűų
            W ŴẀẂẄ
            w ŵẁẃẅ
            X ΧХ
            Y ÝŶŸΥ
            y ýÿŷ
            Z ŹŻŽΖ
            z źżž
            """;

    /** Per char, in pages of 256, what stands for it; null pages and cells where nothing does. */
    private static final String[][] PAGES = new String[256][];

    static {
        for (String line : TABLE.lines().toList()) {
            int space = line.indexOf(' ');
            String written = line.substring(0, space);
            for (char c : line.substring(space + 1).toCharArray()) {
                String[] page = PAGES[c >>> 8];
                if (page == null) {
                    page = new String[256];
                    PAGES[c >>> 8] = page;
                }
                page[c & 0xFF] = written.equals(SPACE) ? " " : written.equals(NOTHING) ? "" : written;
            }
        }
    }

    private Transliteration() {}

    /** What may stand for {@code c}, 0 to 3 characters; null when nothing may. */
    public static String of(char c) {
        String[] page = PAGES[c >>> 8];
        return page == null ? null : page[c & 0xFF];
    }

    /**
     * Writes {@code from[0, length)} to {@code to}, which needs room for {@link #MAX_GROWTH} times as many, replacing only
     * what the GSM alphabet lacks.
     *
     * @return the chars written, or {@link GsmAlphabet#NOT_ENCODABLE} when there is one that nothing can stand for
     */
    static int apply(char[] from, int length, char[] to) {
        int end = 0;
        for (int i = 0; i < length; i++) {
            char c = from[i];
            if (GsmAlphabet.septetsOf(c) != 0) {
                to[end++] = c;
                continue;
            }
            String written = of(c);
            if (written == null) {
                return GsmAlphabet.NOT_ENCODABLE;
            }
            written.getChars(0, written.length(), to, end);
            end += written.length();
        }
        return end;
    }
}
