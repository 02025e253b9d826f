package io.smppproxy.codec.spec;

import io.smppproxy.codec.InterfaceVersion;
import java.util.List;

/**
 * What the specification says of one TLV.
 *
 * @param minOctets least length of its value in octets, the NUL of a C-octet string included
 * @param maxOctets greatest length of its value
 * @param alsoOctetsV50 one more length that v5.0 allows, or -1
 * @param values ranges of the number, or of the first octet of an octet string; empty when all are allowed
 * @param valuesV34 the same before v5.0
 * @param repeatable true when a PDU may carry it several times
 * @param firstVersion the version with which it came, 0x34 or 0x50
 */
public record TlvSpec(
        String name,
        int tag,
        TlvType type,
        int minOctets,
        int maxOctets,
        int alsoOctetsV50,
        List<Range> values,
        List<Range> valuesV34,
        boolean repeatable,
        int firstVersion) {

    /** Numbers from min to max, both included. */
    public record Range(int min, int max) {
        boolean contains(long value) {
            return value >= min && value <= max;
        }
    }

    static TlvSpec of(String name, int tag, TlvType type, int minOctets, int maxOctets) {
        return new TlvSpec(
                name, tag, type, minOctets, maxOctets, -1, List.of(), List.of(), false, InterfaceVersion.V3_4);
    }

    TlvSpec since50() {
        return new TlvSpec(
                name, tag, type, minOctets, maxOctets, -1, values, valuesV34, repeatable, InterfaceVersion.V5_0);
    }

    TlvSpec repeated() {
        return new TlvSpec(name, tag, type, minOctets, maxOctets, -1, values, valuesV34, true, firstVersion);
    }

    TlvSpec alsoIn50(int octets) {
        return new TlvSpec(name, tag, type, minOctets, maxOctets, octets, values, valuesV34, repeatable, firstVersion);
    }

    /** Allows these only, in every version. */
    TlvSpec values(Range... ranges) {
        return valuesV34(ranges).valuesV50(ranges);
    }

    TlvSpec valuesV34(Range... ranges) {
        return new TlvSpec(
                name,
                tag,
                type,
                minOctets,
                maxOctets,
                alsoOctetsV50,
                values,
                List.of(ranges),
                repeatable,
                firstVersion);
    }

    TlvSpec valuesV50(Range... ranges) {
        return new TlvSpec(
                name,
                tag,
                type,
                minOctets,
                maxOctets,
                alsoOctetsV50,
                List.of(ranges),
                valuesV34,
                repeatable,
                firstVersion);
    }

    /** True when the value may have so many octets. */
    public boolean allowsLength(int octets, int interfaceVersion) {
        boolean also = octets == alsoOctetsV50 && interfaceVersion >= InterfaceVersion.V5_0;
        return also || (octets >= minOctets && octets <= maxOctets);
    }

    /** True when the number of an INTEGER, or the first octet of an OCTET_STRING, may be {@code value}. Allocates nothing. */
    public boolean allowsValue(long value, int interfaceVersion) {
        List<Range> ranges = interfaceVersion >= InterfaceVersion.V5_0 ? values : valuesV34;
        boolean allowed = ranges.isEmpty();
        for (int i = 0; i < ranges.size(); i++) {
            allowed |= ranges.get(i).contains(value);
        }
        return allowed;
    }
}
