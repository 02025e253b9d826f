package io.smppproxy.codec.print;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.spec.CommandSpec;

/**
 * Prints PDUs for people, as one line, as JSON or in hexadecimal: any command of any version, and octets that are none. Passwords
 * and, on demand, texts are masked in all forms alike, and text that a peer sent cannot break a line or act on a terminal.
 * Never throws for what the octets are. Reusable, for one thread; what it prints is the PDU read last, of which it keeps a
 * copy.
 */
public final class PduPrinter {
    private final PrintOptions options;
    private final UserData userData;
    private final PduWalker walker;
    private final CommandFlyweight pdu = new CommandFlyweight();
    private ByteBuf copy = Unpooled.EMPTY_BUFFER;
    private int length;
    /** What is wrong with the octets, or null. */
    private String problem;

    private int problemStatus;

    public PduPrinter(PrintOptions options) {
        this.options = options;
        this.userData = new UserData(options);
        this.walker = new PduWalker(options.tlvs(), userData);
    }

    /** Takes one PDU from its header on; {@code lengthBytes} is what there is, whatever command_length says. */
    public PduPrinter read(ByteBuf buf, int offset, int lengthBytes) {
        length = lengthBytes;
        problem = null;
        problemStatus = CommandStatus.ESME_ROK;
        if (copy.capacity() < lengthBytes) {
            copy = Unpooled.wrappedBuffer(new byte[lengthBytes]);
        }
        buf.getBytes(offset, copy.clear(), lengthBytes);
        if (!hasHeader()) {
            problem = lengthBytes + " octets (expected: a header of " + PduHeader.LENGTH_BYTES + ")";
            problemStatus = CommandStatus.ESME_RINVCMDLEN;
            return this;
        }
        index();
        mask();
        return this;
    }

    /** As {@link #read(ByteBuf, int, int)}. */
    public PduPrinter read(byte[] octets, int offset, int lengthBytes) {
        return read(Unpooled.wrappedBuffer(octets), offset, lengthBytes);
    }

    /** True when the octets are no PDU that could be decoded. */
    public boolean isMalformed() {
        return problem != null;
    }

    /** What is wrong with the octets, or "" when nothing is. */
    public String problem() {
        return problem == null ? "" : problem;
    }

    /** Appends "submit_sm", or "command 0x00000099" when nobody knows it, or "octets" when there is no header. */
    public void commandName(StringBuilder out) {
        out.append(hasHeader() ? CommandId.name(PduHeader.commandId(copy, 0)) : "octets");
    }

    /** Appends all octets in hexadecimal. */
    public void hex(StringBuilder out) {
        out.append(hex());
    }

    /** Appends one line without its end: command, command_status, sequence_number, fields and TLVs by name. */
    public void line(StringBuilder out) {
        commandName(out);
        if (hasHeader()) {
            out.append(' ').append(CommandStatus.name(PduHeader.commandStatus(copy, 0)));
            out.append(" seq=").append(Integer.toUnsignedString(PduHeader.sequenceNumber(copy, 0)));
        }
        LineSink sink = new LineSink(out);
        if (problem == null) {
            walker.walk(pdu, sink);
        } else {
            sink.string("malformed", problem);
            out.append(" refused_as=").append(CommandStatus.name(problemStatus));
            out.append(" hex=").append(hex());
        }
    }

    /** Appends one JSON object over several lines, without an end of line after it. */
    public void json(StringBuilder out) {
        try (JsonSink sink = new JsonSink(out)) {
            if (hasHeader()) {
                sink.header(
                        PduHeader.commandLength(copy, 0),
                        PduHeader.commandId(copy, 0),
                        PduHeader.commandStatus(copy, 0),
                        PduHeader.sequenceNumber(copy, 0));
            }
            if (problem == null) {
                walker.walk(pdu, sink);
            } else {
                sink.malformed(problem, problemStatus, hex());
            }
        }
    }

    private boolean hasHeader() {
        return length >= PduHeader.LENGTH_BYTES;
    }

    private String hex() {
        return ByteBufUtil.hexDump(copy, 0, length);
    }

    private void index() {
        int commandLength = PduHeader.commandLength(copy, 0);
        if (commandLength != length) {
            problem = "command_length: " + Integer.toUnsignedString(commandLength) + " (expected: " + length
                    + ", the octets that there are)";
            problemStatus = CommandStatus.ESME_RINVCMDLEN;
            return;
        }
        try {
            pdu.wrap(copy, 0, length);
        } catch (NackablePduException e) {
            problem = e.getMessage();
            problemStatus = e.commandStatus();
        }
    }

    private void mask() {
        if (!options.passwords()) {
            PduMask.maskPassword(copy, length, CommandSpec.of(PduHeader.commandId(copy, 0)));
        }
        if (!options.text()) {
            if (problem == null) {
                PduMask.maskText(pdu, userData);
            } else {
                PduMask.maskBody(copy, length);
            }
        }
    }
}
