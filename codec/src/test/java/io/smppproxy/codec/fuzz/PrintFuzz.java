package io.smppproxy.codec.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.BindFlyweight;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduFlyweight;
import io.smppproxy.codec.print.PduLogEntry;
import io.smppproxy.codec.print.PduPrinter;
import io.smppproxy.codec.print.PrintOptions;
import java.time.Instant;
import java.time.ZoneOffset;

/** Any octets print as one line without control characters and as JSON that a parser takes; passwords are not in it. */
final class PrintFuzz {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PrintFuzz() {}

    static void run(byte[] input) {
        Oracle.requireBoundedAllocation((1 << 20) + 20_000L * input.length, () -> {
            ByteBuf buf = Unpooled.copiedBuffer(input);
            print(buf, PrintOptions.DEFAULT.withText(false));
            print(buf, PrintOptions.DEFAULT);
            if (input.length >= 16) {
                // The same with a command_length that is true.
                print(buf.setInt(0, input.length), PrintOptions.DEFAULT);
            }
        });
    }

    private static void print(ByteBuf buf, PrintOptions options) {
        int length = buf.readableBytes();
        PduPrinter printer = new PduPrinter(options).read(buf, 0, length);
        StringBuilder line = new StringBuilder();
        printer.line(line);
        Oracle.require(line.length() > 0 && line.chars().noneMatch(PrintFuzz::isControl), "line: " + line);
        StringBuilder json = new StringBuilder();
        printer.json(json);
        requireJson(json);
        StringBuilder entry = new StringBuilder();
        new PduLogEntry(options, ZoneOffset.UTC)
                .append(entry, Instant.EPOCH, "s", PduLogEntry.Direction.RECEIVED, buf, 0, length);
        Oracle.require(entry.indexOf(json.toString()) > 0 && entry.charAt(entry.length() - 1) == '\n', "log entry");
        Oracle.requireEqual(printer.isMalformed(), !printer.problem().isEmpty(), "a problem");
        if (!printer.isMalformed()) {
            requireMasked(buf, length, line, json);
        }
    }

    private static boolean isControl(int c) {
        return c < ' ' || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
    }

    private static void requireJson(CharSequence json) {
        try {
            JSON.readTree(json.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(json + ": " + e, e);
        }
    }

    private static void requireMasked(ByteBuf buf, int length, StringBuilder line, StringBuilder json) {
        try {
            new CommandFlyweight().wrap(buf, 0, length);
            PduFlyweight pdu = Readout.wrapSpecial(buf, 0, length);
            if (pdu instanceof BindFlyweight bind) {
                String password = bind.password();
                boolean elsewhere = (bind.systemId() + bind.systemType() + bind.addressRange()).contains(password);
                boolean plain =
                        password.length() >= 8 && password.chars().allMatch(c -> c > '*' && c <= 'z' && c != '\\');
                Oracle.require(
                        !plain || elsewhere || bind.tlvLength() > 0 || line.indexOf(password) < 0,
                        "the password is in the line");
                Oracle.require(
                        !plain || elsewhere || bind.tlvLength() > 0 || json.indexOf(password) < 0,
                        "the password is in the JSON");
            }
        } catch (NackablePduException e) {
            throw new AssertionError("the printer reads what the decoder refuses: " + e.getMessage(), e);
        }
    }
}
