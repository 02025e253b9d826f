package io.smppproxy.core.submit;

import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.TlvCursor;
import io.smppproxy.codec.TlvTag;
import io.smppproxy.codec.udh.UserDataHeader;
import io.smppproxy.core.admission.Digest64;

/**
 * Whether a submitted message is one part of a concatenated message (3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8, SMPP v3.4 §5.3.2.22), and
 * of which. Reusable, for one thread; allocates nothing.
 */
final class Concatenation {
    /** The message is no part of another. */
    static final long NONE = 0;

    private static final int BY_HEADER_8 = 1;
    private static final int BY_HEADER_16 = 2;
    private static final int BY_SAR = 3;

    private final UserDataHeader header = new UserDataHeader();
    private int kind;
    private int reference;
    private int total;

    /** @return what all parts of the message share, and no other message of these two addresses does for a while; or {@link #NONE} */
    long messageOf(long accountId, MessageFlyweight part) {
        if (!isPart(part)) {
            return NONE;
        }
        long sum = Digest64.add(Digest64.START, accountId);
        sum = Digest64.add(sum, part.buffer(), part.sourceAddrOffset(), part.sourceAddrLength());
        sum = Digest64.add(sum, part.buffer(), part.destinationAddrOffset(), part.destinationAddrLength());
        sum = Digest64.add(sum, ((long) kind << 32) | ((long) reference << 16) | total);
        sum = Digest64.finish(sum);
        return sum == NONE ? 1 : sum;
    }

    /** True for a part of several, whichever way it says so. */
    boolean isPart(MessageFlyweight message) {
        kind = 0;
        if (EsmClass.hasUdh(message.esmClass())) {
            readHeader(message);
        }
        if (kind == 0 && message.tlvLength() > 0) {
            readSar(message);
        }
        return kind != 0 && total > 1;
    }

    private void readHeader(MessageFlyweight message) {
        header.wrap(message.buffer(), message.userDataOffset(), message.userDataLength());
        if (header.isConcatenated()) {
            kind = header.isReference16() ? BY_HEADER_16 : BY_HEADER_8;
            reference = header.reference();
            total = header.totalParts();
        }
    }

    private void readSar(MessageFlyweight message) {
        TlvCursor tlvs = message.tlvs();
        boolean hasReference = false;
        boolean hasTotal = false;
        while (tlvs.next()) {
            if (tlvs.tag() == TlvTag.SAR_MSG_REF_NUM) {
                reference = (int) tlvs.asUnsigned() & 0xFFFF;
                hasReference = true;
            } else if (tlvs.tag() == TlvTag.SAR_TOTAL_SEGMENTS) {
                total = (int) tlvs.asUnsigned() & 0xFF;
                hasTotal = true;
            }
        }
        if (hasReference && hasTotal) {
            kind = BY_SAR;
        }
    }
}
