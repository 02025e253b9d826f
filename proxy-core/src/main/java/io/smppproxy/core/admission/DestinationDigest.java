package io.smppproxy.core.admission;

import io.netty.buffer.ByteBuf;

/** What is kept of the number that a message goes to, so that it can be searched by. A leading plus sign does not count. */
public final class DestinationDigest {
    private DestinationDigest() {}

    public static long of(String number) {
        int from = !number.isEmpty() && number.charAt(0) == '+' ? 1 : 0;
        return Digest64.finish(Digest64.add(Digest64.START, number, from));
    }

    /** Of a number in ASCII. */
    public static long of(ByteBuf buf, int offset, int lengthBytes) {
        int from = lengthBytes > 0 && buf.getByte(offset) == '+' ? 1 : 0;
        return Digest64.finish(Digest64.add(Digest64.START, buf, offset + from, lengthBytes - from));
    }
}
