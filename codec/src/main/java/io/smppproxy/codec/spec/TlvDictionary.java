package io.smppproxy.codec.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** TLVs by tag and by name: the standard ones, and those that vendors define for themselves. Immutable. */
public final class TlvDictionary {
    /** SMPP v3.4 §5.3 leaves these tags to vendors. */
    public static final int FIRST_VENDOR_TAG = 0x1400;

    public static final int LAST_VENDOR_TAG = 0x3FFF;

    private static final TlvDictionary STANDARD = new TlvDictionary(StandardTlvs.ALL);
    private static final int MAX_OCTETS = 0xFFFF;
    private static final int MAX_INTEGER_OCTETS = 4;

    private final List<TlvSpec> byTag;
    private final int[] tags;

    private TlvDictionary(List<TlvSpec> tlvs) {
        byTag = tlvs.stream().sorted(Comparator.comparingInt(TlvSpec::tag)).toList();
        tags = byTag.stream().mapToInt(TlvSpec::tag).toArray();
    }

    /** All TLVs of v3.4 and v5.0. */
    public static TlvDictionary standard() {
        return STANDARD;
    }

    /**
     * A dictionary with one vendor's TLV more. A number may have one to four octets, the others any length.
     *
     * @throws IllegalArgumentException when the name is not of letters, digits and underscores, name or tag is known already, or
     *     the tag is not from 0x1400 to 0x3FFF
     */
    public TlvDictionary with(String name, int tag, TlvType type) {
        if (!name.matches("[A-Za-z0-9_]{1,64}")) {
            throw new IllegalArgumentException(
                    "TLV name: \"" + name + "\" (expected: 1 to 64 letters, digits and underscores)");
        }
        if (byName(name) != null) {
            throw new IllegalArgumentException("TLV name: \"" + name + "\" (expected: none that is known, as that of "
                    + hex(byName(name).tag()) + " is)");
        }
        if (tag < FIRST_VENDOR_TAG || tag > LAST_VENDOR_TAG) {
            throw new IllegalArgumentException("TLV " + name + ", tag: " + hex(tag) + " (expected: "
                    + hex(FIRST_VENDOR_TAG) + " to " + hex(LAST_VENDOR_TAG) + ", which SMPP leaves to vendors)");
        }
        if (byTag(tag) != null) {
            throw new IllegalArgumentException("TLV " + name + ", tag: " + hex(tag)
                    + " (expected: none that is known, as that of " + byTag(tag).name() + " is)");
        }
        boolean number = type == TlvType.INTEGER;
        List<TlvSpec> more = new ArrayList<>(byTag);
        more.add(TlvSpec.of(
                        name, tag, type, type == TlvType.OCTET_STRING ? 0 : 1, number ? MAX_INTEGER_OCTETS : MAX_OCTETS)
                .repeated());
        return new TlvDictionary(more);
    }

    /** The TLV with this tag, or null. Allocates nothing. */
    public TlvSpec byTag(int tag) {
        int index = Arrays.binarySearch(tags, tag);
        return index < 0 ? null : byTag.get(index);
    }

    /** The TLV with this name, or null. */
    public TlvSpec byName(String name) {
        for (TlvSpec tlv : byTag) {
            if (tlv.name().equals(name)) {
                return tlv;
            }
        }
        return null;
    }

    /** Its name, or the tag in hexadecimal, "tag 0x1400", when it has none. */
    public String name(int tag) {
        TlvSpec tlv = byTag(tag);
        return tlv == null ? "tag " + hex(tag) : tlv.name();
    }

    /** Every TLV, by ascending tag. */
    public List<TlvSpec> all() {
        return byTag;
    }

    private static String hex(int tag) {
        return String.format("0x%04X", tag);
    }
}
