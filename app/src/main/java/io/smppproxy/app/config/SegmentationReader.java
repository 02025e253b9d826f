package io.smppproxy.app.config;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.DataCodingRules;
import io.smppproxy.codec.text.Encoding;
import io.smppproxy.codec.text.NationalLanguage;
import io.smppproxy.codec.text.SegmentationRules;
import io.smppproxy.codec.text.SegmentationRules.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the keys of a link that say how texts are encoded and split. */
final class SegmentationReader {
    private static final Set<Mode> NEED_TLVS = EnumSet.of(Mode.SAR, Mode.PAYLOAD);

    private SegmentationReader() {}

    static SegmentationRules read(Section section, int interfaceVersion) {
        Mode mode = section.choice("concatenation", Mode.class);
        if (NEED_TLVS.contains(mode) && !InterfaceVersion.hasTlvs(interfaceVersion)) {
            section.unexpected("concatenation", "udh8 or udh16 with smpp-version 3.3, which has no TLVs");
        }
        boolean gsm7 = section.bool("is-gsm7");
        DataCodingRules dataCodings = dataCodings(section, gsm7);
        boolean gsmDefault = dataCodings.defaultAlphabet() == Encoding.GSM7;
        List<NationalLanguage> languages = section.choices("languages", NationalLanguage.class);
        if (!languages.isEmpty() && !gsmDefault) {
            section.unexpected("languages", "none with a default-alphabet other than gsm7, as they extend that one");
            languages = List.of();
        }
        boolean transliterate = section.bool("transliterate");
        if (transliterate && !gsmDefault) {
            section.unexpected("transliterate", "false with a default-alphabet other than gsm7");
            transliterate = false;
        }
        return new SegmentationRules(
                mode,
                gsm7,
                section.bool("latin1"),
                section.integer("max-parts", 1, SegmentationRules.MAX_PARTS),
                languages,
                transliterate,
                dataCodings);
    }

    private static DataCodingRules dataCodings(Section section, boolean gsm7) {
        Encoding alphabet = section.choice("default-alphabet", DataCodingRules.DEFAULT_ALPHABETS);
        if (alphabet != Encoding.GSM7 && gsm7) {
            section.unexpected("default-alphabet", "gsm7 with is-gsm7 = true");
            alphabet = Encoding.GSM7;
        }
        boolean packed = section.bool("packed");
        if (packed && !gsm7) {
            section.unexpected("packed", "false with is-gsm7 = false, as 160 packed septets fill 140 octets");
            packed = false;
        }
        return new DataCodingRules(
                alphabet,
                packed,
                section.choice("data-coding-1", DataCodingRules.DATA_CODING_1),
                section.choice("data-coding-5", DataCodingRules.DATA_CODING_5));
    }
}
