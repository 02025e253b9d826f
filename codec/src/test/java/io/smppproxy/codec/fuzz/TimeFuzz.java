package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.time.SmppTime;
import io.smppproxy.codec.time.SmppTime.Kind;
import java.nio.charset.StandardCharsets;

/** Any string is a time of some kind; an absolute one is written back as it was read, a relative one lies ahead. */
final class TimeFuzz {
    private static final long NOW_MS = 1_795_219_200_000L;

    private TimeFuzz() {}

    static void run(byte[] input) {
        if (input.length > 0) {
            Oracle.requireBoundedAllocation(1_000, () -> read(input));
        }
    }

    private static void read(byte[] input) {
        ByteBuf buf = Unpooled.wrappedBuffer(input);
        boolean lenient = (input[0] & 1) != 0;
        SmppTime time = new SmppTime().lenientOffsets(lenient);
        Kind kind = time.parse(buf, 1, input.length - 1);
        long epochMs = time.epochMs();
        String text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
        Oracle.requireEqual(kind, time.parse(text), "kind of octets and of text");
        Oracle.requireEqual(epochMs, time.epochMs(), "instant of octets and of text");
        Oracle.requireEqual(kind == Kind.ABSOLUTE, epochMs != SmppTime.NOT_A_TIME, "only absolute times are instants");
        switch (kind) {
            case NOT_SET -> Oracle.require(text.isEmpty(), "not set: " + text);
            case ABSOLUTE -> {
                String again = time.absolute(epochMs, time.offsetQuarters());
                Oracle.requireEqual(text.replace("00-", "00+"), again.replace("00-", "00+"), "written back");
            }
            case RELATIVE -> Oracle.require(time.resolveMs(NOW_MS) >= NOW_MS, "not ahead: " + text);
            case INVALID -> Oracle.requireEqual(SmppTime.NOT_A_TIME, time.resolveMs(NOW_MS), "instant of: " + text);
        }
        Kind finalDate = time.parseFinalDate(buf, 1, input.length - 1);
        Oracle.require(
                finalDate == kind || finalDate == (kind == Kind.RELATIVE ? Kind.INVALID : Kind.ABSOLUTE),
                "final_date is " + finalDate + ": " + text);
    }
}
