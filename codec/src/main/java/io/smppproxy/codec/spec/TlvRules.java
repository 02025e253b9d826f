package io.smppproxy.codec.spec;

import io.smppproxy.codec.InterfaceVersion;

/**
 * Which TLVs a command may and must carry.
 *
 * @param v34 allowed in v3.4
 * @param fromEsme allowed in v5.0 when an ESME sends it
 * @param fromMc allowed in v5.0 when a message centre sends it
 * @param mandatory those that may not be absent; only v5.0 has such
 */
public record TlvRules(TlvTags v34, TlvTags fromEsme, TlvTags fromMc, TlvTags mandatory) {
    static final TlvRules NONE = new TlvRules(TlvTags.NONE, TlvTags.NONE, TlvTags.NONE, TlvTags.NONE);

    /** The TLVs that the specification lists for this command; v3.3 has none at all. */
    public TlvTags allowed(int interfaceVersion, Direction direction) {
        if (interfaceVersion < InterfaceVersion.V3_4) {
            return TlvTags.NONE;
        }
        if (interfaceVersion < InterfaceVersion.V5_0) {
            return v34;
        }
        return direction == Direction.ESME_TO_MC ? fromEsme : fromMc;
    }
}
