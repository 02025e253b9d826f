package io.smppproxy.codec.print;

import io.netty.buffer.Unpooled;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduCheck;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.TlvDictionary;

/** {@link PduCheck} for people: tells what is wrong instead of throwing it. Reusable, for one thread. */
public final class StrictReceiver {
    private final PduCheck check;

    /** As {@link PduCheck#PduCheck(int, Direction, TlvDictionary)}. */
    public StrictReceiver(int interfaceVersion, Direction direction, TlvDictionary tlvs) {
        check = new PduCheck(interfaceVersion, direction, tlvs);
    }

    /** The first fault of a PDU that can be decoded, with the status to answer, or null when there is none. */
    public NackablePduException faultOf(byte[] octets, int offset, int lengthBytes) {
        try {
            check.check(Unpooled.wrappedBuffer(octets), offset, lengthBytes);
            return null;
        } catch (NackablePduException e) {
            return e;
        }
    }
}
