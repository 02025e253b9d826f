package io.smppproxy.app.config;

import io.smppproxy.codec.spec.TlvDictionary;
import io.smppproxy.codec.spec.TlvType;

/** Reads {@code vendor-tlvs}. */
final class VendorTlvReader {
    private static final String NAME_FORM = "[A-Za-z0-9_]{1,64}";
    private static final String TAG_FORM = "0[xX][0-9A-Fa-f]{1,4}|[0-9]{1,5}";

    private VendorTlvReader() {}

    /** The standard TLVs and those of the configuration. */
    static TlvDictionary read(Section root) {
        TlvDictionary tlvs = TlvDictionary.standard();
        for (Section section : root.sections("vendor-tlvs", null)) {
            String name = section.matching("name", NAME_FORM, "1 to 64 letters, digits and underscores");
            String tag = section.matching("tag", TAG_FORM, "a number such as 0x1401");
            TlvType type = section.choice("type", TlvType.class);
            if (name.matches(NAME_FORM) && tag.matches(TAG_FORM)) {
                tlvs = add(section, tlvs, name, Integer.decode(tag.replaceFirst("^0+(?=[0-9])", "")), type);
            }
        }
        return tlvs;
    }

    private static TlvDictionary add(Section section, TlvDictionary tlvs, String name, int tag, TlvType type) {
        try {
            return tlvs.with(name, tag, type);
        } catch (IllegalArgumentException e) {
            section.problem(tlvs.byName(name) == null ? "tag" : "name", e.getMessage());
            return tlvs;
        }
    }
}
