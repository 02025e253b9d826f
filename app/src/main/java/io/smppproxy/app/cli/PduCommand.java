package io.smppproxy.app.cli;

import io.smppproxy.app.log.LogSetup;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.NackablePduException;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.print.PduPrinter;
import io.smppproxy.codec.print.PrintOptions;
import io.smppproxy.codec.print.StrictReceiver;
import io.smppproxy.codec.spec.Direction;
import io.smppproxy.codec.spec.TlvDictionary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "pdu",
        description = {
            "Shows what is in SMPP PDUs: any command of v3.3, v3.4 and v5.0, field by",
            "field, malformed ones too.",
            "",
            "Takes hexadecimal as people copy it: with spaces, colons, commas, hyphens or",
            "0x, over several lines, several PDUs in a row; and PDU logs, of which it reads",
            "the lines with <<<<< or >>>>>.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  One PDU, in one line:",
            "    smpp-proxy pdu 00000010000000150000000000000001",
            "  As JSON, from standard input (what a capture copies as hex stream):",
            "    xclip -o | smpp-proxy pdu --json",
            "  A whole PDU log, with the names of your vendor's TLVs:",
            "    smpp-proxy pdu --config smpp-proxy.conf --file 2024-08-25operator-a.log",
            "  Would a strict message centre of v3.4 take what this ESME sends, and if",
            "  not, with which command_status would it answer?",
            "    smpp-proxy pdu --check 3.4 --from esme --file submit.hex",
            "  Exits with 0, or with 1 when anything is malformed or refused."
        },
        mixinStandardHelpOptions = true)
final class PduCommand implements Callable<Integer> {
    /** Who sent the PDUs. */
    private enum Sender {
        ESME(Direction.ESME_TO_MC),
        MC(Direction.MC_TO_ESME);

        private final Direction direction;

        Sender(Direction direction) {
            this.direction = direction;
        }
    }

    private static final Map<String, Integer> VERSIONS =
            Map.of("3.3", InterfaceVersion.V3_3, "3.4", InterfaceVersion.V3_4, "5.0", InterfaceVersion.V5_0);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(
            paramLabel = "HEX",
            arity = "0..*",
            description = "The octets. Without any, and without --file: standard input.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Reads the octets from a file, - for standard input.")
    private Path file;

    @Option(names = "--json", description = "Prints JSON objects, in the form of the PDU log.")
    private boolean json;

    @Option(
            names = "--check",
            paramLabel = "VERSION",
            description = "Tells what a strict receiver of that version, 3.3, 3.4 or 5.0, finds wrong.")
    private String version;

    @Option(
            names = "--from",
            paramLabel = "SENDER",
            description = "For --check, who sends it: esme or mc. Without it: whoever may.")
    private Sender sender;

    @Option(names = "--hide-text", description = "Prints asterisks in place of texts.")
    private boolean hideText;

    @Option(names = "--show-secrets", description = "Prints passwords, instead of asterisks in their place.")
    private boolean showSecrets;

    private final StringBuilder out = new StringBuilder();

    @Override
    public Integer call() throws CommandFailure {
        LogSetup.quiet();
        check();
        byte[] octets = octets();
        if (octets.length == 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no octets (expected: hexadecimal as arguments, in --file or on standard input)");
        }
        TlvDictionary tlvs = config.load().tlvs();
        PduPrinter printer = new PduPrinter(
                PrintOptions.DEFAULT.withTlvs(tlvs).withText(!hideText).withPasswords(showSecrets));
        boolean allGood = true;
        for (int offset = 0; offset < octets.length; ) {
            int length = lengthAt(octets, offset);
            allGood &= print(printer.read(octets, offset, length));
            if (version != null && !printer.isMalformed()) {
                allGood &= judge(octets, offset, length, tlvs);
            }
            offset += length;
        }
        return allGood ? ExitCode.OK : ExitCode.BAD_PDU;
    }

    private void check() throws CommandFailure {
        if (version != null && !VERSIONS.containsKey(version)) {
            throw new CommandFailure(ExitCode.USAGE, "--check: \"" + version + "\" (expected: 3.3, 3.4 or 5.0)");
        }
        if (version != null && json) {
            throw new CommandFailure(ExitCode.USAGE, "--check: with --json (expected: one of them)");
        }
        if (version == null && sender != null) {
            throw new CommandFailure(ExitCode.USAGE, "--from: without --check (expected: both)");
        }
        if (file != null && !words.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--file: with octets as arguments (expected: one of them)");
        }
    }

    private byte[] octets() throws CommandFailure {
        if (!words.isEmpty()) {
            return HexText.read("arguments", String.join(" ", words).lines().toList());
        }
        if (file != null && !file.toString().equals("-")) {
            try {
                return HexText.read(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, "--file: " + file + " cannot be read (" + e + ")");
            }
        }
        // Not closed: it belongs to the process.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return HexText.read("standard input", in.lines().toList());
    }

    /** As far as command_length says, or all that is left when that cannot be true. */
    private static int lengthAt(byte[] octets, int offset) {
        int left = octets.length - offset;
        if (left < PduHeader.LENGTH_BYTES) {
            return left;
        }
        long commandLength = Integer.toUnsignedLong(ByteBuffer.wrap(octets).getInt(offset));
        return commandLength < PduHeader.LENGTH_BYTES || commandLength > left ? left : (int) commandLength;
    }

    private boolean print(PduPrinter printer) {
        out.setLength(0);
        if (json) {
            printer.json(out);
        } else {
            printer.line(out);
        }
        say(out.toString());
        return !printer.isMalformed();
    }

    private boolean judge(byte[] octets, int offset, int length, TlvDictionary tlvs) {
        Sender first = likelySender(ByteBuffer.wrap(octets).getInt(offset + PduHeader.COMMAND_ID_OFFSET));
        NackablePduException fault = fault(sender == null ? first : sender, octets, offset, length, tlvs);
        if (fault != null && sender == null) {
            Sender other = first == Sender.MC ? Sender.ESME : Sender.MC;
            fault = fault(other, octets, offset, length, tlvs) == null ? null : fault;
        }
        if (fault == null) {
            say("  " + version + ": accepted");
            return true;
        }
        say("  " + version + ": " + CommandStatus.name(fault.commandStatus()) + ", " + fault.getMessage());
        return false;
    }

    private NackablePduException fault(Sender from, byte[] octets, int offset, int length, TlvDictionary tlvs) {
        return new StrictReceiver(VERSIONS.get(version), from.direction, tlvs).faultOf(octets, offset, length);
    }

    private static Sender likelySender(int commandId) {
        return switch (commandId) {
            case CommandId.DELIVER_SM, CommandId.OUTBIND, CommandId.ALERT_NOTIFICATION -> Sender.MC;
            case CommandId.DELIVER_SM_RESP -> Sender.ESME;
            default -> CommandId.isResponse(commandId) ? Sender.MC : Sender.ESME;
        };
    }

    private void say(String text) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(text);
        writer.flush();
    }
}
