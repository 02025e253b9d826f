package io.smppproxy.app.config;

import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.text.SegmentationRules;
import java.util.EnumSet;
import java.util.Set;

/** Reads the keys of a link that say how texts are encoded and split. */
final class SegmentationReader {
    private static final Set<SegmentationRules.Mode> NEED_TLVS =
            EnumSet.of(SegmentationRules.Mode.SAR, SegmentationRules.Mode.PAYLOAD);

    private SegmentationReader() {}

    static SegmentationRules read(Section section, int interfaceVersion) {
        SegmentationRules.Mode mode = section.choice("concatenation", SegmentationRules.Mode.class);
        if (NEED_TLVS.contains(mode) && !InterfaceVersion.hasTlvs(interfaceVersion)) {
            section.unexpected("concatenation", "udh8 or udh16 with smpp-version 3.3, which has no TLVs");
        }
        return new SegmentationRules(
                mode,
                section.bool("is-gsm7"),
                section.bool("latin1"),
                section.integer("max-parts", 1, SegmentationRules.MAX_PARTS));
    }
}
