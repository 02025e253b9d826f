package io.smppproxy.codec.text;

import io.smppproxy.codec.udh.UserDataHeader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which alphabet a text goes out in where a link offers more than GSM and UCS-2, or a sender asks for one. Loses nothing before
 * it replaces anything: the default alphabet, then national tables, Latin-1, look-alikes, and UCS-2 at last. For one thread.
 */
final class AlphabetChoice {
    private final Parts parts;
    private final Map<Encoding, CharsetWriter> writers = new EnumMap<>(Encoding.class);
    private char[] replaced = new char[0];

    AlphabetChoice(Parts parts) {
        this.parts = parts;
    }

    /** As {@link Segmenter#analyse(CharSequence, SegmentationRules)}. */
    int smallest(char[] chars, int length, SegmentationRules rules) {
        Encoding defaultAlphabet = rules.dataCodings().defaultAlphabet();
        int count = defaultAlphabet == Encoding.GSM7 ? inGsm(chars, length) : inCharset(defaultAlphabet, chars, length);
        if (count != Segmenter.NOT_ENCODABLE) {
            return count;
        }
        count = inLatin1OrUcs2(chars, length, rules);
        if (!rules.languages().isEmpty()) {
            int best = inLanguage(chars, length, rules.languages(), parts.count());
            if (best != Segmenter.NOT_ENCODABLE) {
                return best;
            }
            count = inLatin1OrUcs2(chars, length, rules);
        }
        if (rules.transliterate() && parts.encoding() == Encoding.UCS2) {
            int replacedCount = inLookAlikes(chars, length);
            return replacedCount == Segmenter.NOT_ENCODABLE ? count : replacedCount;
        }
        return count;
    }

    /** As {@link Segmenter#analyse(CharSequence, int, SegmentationRules, UserDataHeader)}. */
    int asked(Encoding encoding, char[] chars, int length, SegmentationRules rules, UserDataHeader kept) {
        return switch (encoding) {
            case GSM7 -> {
                int count = kept == null ? Segmenter.NOT_ENCODABLE : inStatedTables(chars, length, kept);
                if (count == Segmenter.NOT_ENCODABLE) {
                    count = inGsm(chars, length);
                }
                if (count == Segmenter.NOT_ENCODABLE) {
                    count = inLanguage(chars, length, rules.languages(), Integer.MAX_VALUE);
                }
                if (count == Segmenter.NOT_ENCODABLE && rules.transliterate()) {
                    count = inLookAlikes(chars, length);
                }
                yield count;
            }
            case UCS2 -> parts.splitUcs2(chars, length);
            default -> inCharset(encoding, chars, length);
        };
    }

    private int inGsm(char[] chars, int length) {
        int septets = GsmAlphabet.encode(chars, length, parts.octets());
        return septets == GsmAlphabet.NOT_ENCODABLE ? Segmenter.NOT_ENCODABLE : parts.split(Encoding.GSM7, septets);
    }

    private int inLatin1OrUcs2(char[] chars, int length, SegmentationRules rules) {
        return rules.latin1() && Latin1.encode(chars, length, parts.octets())
                ? parts.split(Encoding.LATIN1, length)
                : parts.splitUcs2(chars, length);
    }

    private int inCharset(Encoding encoding, char[] chars, int length) {
        CharsetWriter writer = writers.get(encoding);
        if (writer == null) {
            writer = new CharsetWriter(encoding.charset());
            writers.put(encoding, writer);
        }
        return parts.split(encoding, writer, chars, length);
    }

    private int inLookAlikes(char[] chars, int length) {
        if (replaced.length < Transliteration.MAX_GROWTH * length) {
            replaced = new char[Transliteration.MAX_GROWTH * length];
        }
        int replacedLength = Transliteration.apply(chars, length, replaced);
        if (replacedLength == GsmAlphabet.NOT_ENCODABLE) {
            return Segmenter.NOT_ENCODABLE;
        }
        parts.ensureRoom(2 * replacedLength);
        return inGsm(replaced, replacedLength);
    }

    /** The tables that the sender's own header names, if it names any. */
    private int inStatedTables(char[] chars, int length, UserDataHeader kept) {
        NationalAlphabet stated = NationalAlphabet.of(kept.lockingShiftLanguage(), kept.singleShiftLanguage());
        if (stated.lockingId() == 0 && stated.singleId() == 0) {
            return Segmenter.NOT_ENCODABLE;
        }
        int septets = stated.encode(chars, length, parts.octets());
        return septets == GsmAlphabet.NOT_ENCODABLE ? Segmenter.NOT_ENCODABLE : parts.split(stated, septets);
    }

    /** The tables with fewest parts, and of those fewest septets, if these are fewer parts than {@code partsToBeat}. */
    private int inLanguage(char[] chars, int length, List<NationalLanguage> languages, int partsToBeat) {
        NationalAlphabet best = null;
        int bestParts = partsToBeat;
        int bestSeptets = 0;
        for (int i = 0; i < languages.size(); i++) {
            int id = languages.get(i).id();
            int forms = languages.get(i).hasLockingTable() ? 3 : 1;
            for (int form = 1; form <= forms; form++) {
                NationalAlphabet alphabet = NationalAlphabet.of((form & 2) == 0 ? 0 : id, (form & 1) == 0 ? 0 : id);
                int septets = alphabet.encode(chars, length, parts.octets());
                if (septets == GsmAlphabet.NOT_ENCODABLE) {
                    continue;
                }
                parts.split(alphabet, septets);
                int count = parts.count();
                if (count < bestParts || (best != null && count == bestParts && septets < bestSeptets)) {
                    best = alphabet;
                    bestParts = count;
                    bestSeptets = septets;
                }
            }
        }
        if (best == null) {
            return Segmenter.NOT_ENCODABLE;
        }
        return parts.split(best, best.encode(chars, length, parts.octets()));
    }
}
