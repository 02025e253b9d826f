package io.smppproxy.codec.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.reassembly.JoinedMessage;
import io.smppproxy.codec.reassembly.Part;
import io.smppproxy.codec.reassembly.Reassembler;
import io.smppproxy.codec.reassembly.Reassembler.Result;
import io.smppproxy.codec.reassembly.ReassemblyHandler;
import io.smppproxy.codec.reassembly.ReassemblyLimits;
import io.smppproxy.codec.text.DataCodingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parts in any order: what is held stays within its limits, and each part comes out once, with its octets, or waits. */
final class ReassemblyFuzz {
    private static final ReassemblyLimits LIMITS = new ReassemblyLimits(50, 3, 200);

    private ReassemblyFuzz() {}

    /** The input is a run of parts: how much later it comes, how long it is, its user data with a header or sar numbers. */
    static void run(byte[] input) {
        Oracle.requireBoundedAllocation(5_000L * input.length, () -> new Run(input).go());
    }

    private static final class Run implements ReassemblyHandler {
        private final byte[] input;
        private final ByteBuf buf;
        private final Reassembler reassembler = new Reassembler(LIMITS, this);
        private final List<byte[]> offered = new ArrayList<>();
        private final Set<Long> waiting = new HashSet<>();
        private boolean completed;

        Run(byte[] input) {
            this.input = input;
            this.buf = Unpooled.wrappedBuffer(input);
        }

        void go() {
            Part part = new Part();
            long nowMs = 0;
            int at = 0;
            while (at + 3 <= input.length) {
                nowMs += input[at] & 0x3F;
                boolean bySar = (input[at] & 0x40) != 0;
                int length = Math.min(input[at + 1] & 0x3F, input.length - at - 3);
                part.addresses((input[at + 2] & 1) == 0 ? "1" : "22", "3")
                        .userData(bySar ? 0 : EsmClass.UDHI, input[at + 2] >>> 4 & 0xF, buf, at + 3, length)
                        .token(offered.size());
                if (bySar && length >= 3) {
                    part.sar(input[at + 3], input[at + 4], input[at + 5]);
                }
                offer(part, nowMs, Arrays.copyOfRange(input, at + 3, at + 3 + length));
                at += 3 + length;
            }
            reassembler.flush();
            Oracle.require(waiting.isEmpty(), "parts that never come out: " + waiting);
            Oracle.require(reassembler.openMessages() == 0 && reassembler.openOctets() == 0, "held after the flush");
        }

        private void offer(Part part, long nowMs, byte[] userData) {
            long token = offered.size();
            offered.add(userData);
            boolean isPart = part.kind() != Part.Kind.NONE;
            if (isPart) {
                waiting.add(token);
            }
            completed = false;
            Result result = reassembler.offer(part, nowMs);
            Oracle.requireEqual(!isPart, result == Result.SINGLE, "single");
            Oracle.requireEqual(result == Result.COMPLETED, completed, "completed");
            if (result == Result.DUPLICATE) {
                waiting.remove(token);
            }
            Oracle.require(reassembler.openMessages() <= LIMITS.maxMessages(), "too many messages");
            Oracle.require(
                    reassembler.openOctets() >= 0 && reassembler.openOctets() <= LIMITS.maxOctets(), "too many octets");
        }

        @Override
        public void complete(JoinedMessage message) {
            completed = true;
            Oracle.require(message.isComplete(), "complete with parts missing");
            release(message);
        }

        @Override
        public void incomplete(JoinedMessage message, Cause cause) {
            Oracle.require(!message.isComplete(), cause + " although complete");
            release(message);
        }

        private void release(JoinedMessage message) {
            int parts = 0;
            int octets = 0;
            for (int i = 1; i <= message.totalParts(); i++) {
                if (message.hasPart(i)) {
                    parts++;
                    byte[] userData = message.userData(i);
                    octets += userData.length;
                    Oracle.require(waiting.remove(message.token(i)), "a part comes out twice");
                    Oracle.require(
                            Arrays.equals(offered.get((int) message.token(i)), userData), "other octets come out");
                }
            }
            Oracle.requireEqual(message.receivedParts(), parts, "received parts");
            Oracle.require(message.data().length <= octets, "more octets without headers than with them");
            Oracle.require(message.text(DataCodingRules.DEFAULT) != null, "no text");
        }
    }
}
