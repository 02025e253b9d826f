package io.smppproxy.simulator;

import io.smppproxy.codec.CommandStatus;
import io.smppproxy.simulator.plan.DelayDistribution;
import io.smppproxy.simulator.plan.ErrorMix;
import io.smppproxy.simulator.plan.FaultPlan;
import io.smppproxy.simulator.plan.OutcomeMix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Commands that people type while the simulator runs. Used by one thread. */
final class SimulatorConsole {
    private static final List<String> HELP = List.of(
            "mo FROM TO TEXT...       send a message from a mobile to an application, split if it is long",
            "latency DELAY            delay of answers: 0, 20ms, 10-50ms, normal:50,10ms, exp:30ms",
            "error STATUS=SHARE ...   refuse this share of the messages: error 0x0B=1% 0x45=2%; error off",
            "throttle PARTS/S         answer more than this with ESME_RTHROTTLED; 0 for no limit",
            "receipt-delay DELAY      from acceptance to receipt",
            "outcomes MIX             what receipts report: DELIVRD=95,UNDELIV=3,EXPIRED=2",
            "silence on|off           accept and send nothing, keep TCP open",
            "reading on|off           off: read nothing more",
            "bind-status STATUS       answer binds with this; 0 lets accounts decide",
            "drop [reset]             cut all connections now",
            "unbind                   send unbind on all connections",
            "stats                    all counters",
            "help                     this text",
            "quit                     stop");

    private final SmscSimulator simulator;
    private final PrintStream out;
    private int reference;

    SimulatorConsole(SmscSimulator simulator, PrintStream out) {
        this.simulator = simulator;
        this.out = out;
    }

    /** Reads commands until "quit"; when there is nothing to read, waits for the end of the process. */
    void run(BufferedReader commands) throws IOException, InterruptedException {
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (!execute(line.strip())) {
                return;
            }
        }
        new CountDownLatch(1).await();
    }

    /** Runs one command; false for "quit". */
    boolean execute(String line) {
        String[] words = line.split("\\s+");
        try {
            switch (words[0]) {
                case "" -> {}
                case "quit", "exit" -> {
                    return false;
                }
                case "help" -> HELP.forEach(out::println);
                case "stats" -> out.println(simulator.stats());
                case "mo" -> mo(line);
                case "drop" -> simulator.dropConnections(words.length > 1 && words[1].equals("reset"));
                case "unbind" -> simulator.unbindAll();
                default -> change(words);
            }
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        return true;
    }

    private void change(String[] words) {
        FaultPlan plan = simulator.plan();
        if (words.length < 2) {
            throw new IllegalArgumentException("unknown command: \"" + words[0] + "\" (type help)");
        }
        switch (words[0]) {
            case "latency" -> plan.answerDelay(DelayDistribution.parse(words[1]));
            case "error" ->
                plan.errors(
                        words[1].equals("off")
                                ? ErrorMix.NONE
                                : ErrorMix.parse(Arrays.asList(words).subList(1, words.length)));
            case "throttle" -> plan.throttlePartsPerSecond(number("throttle", words[1]));
            case "receipt-delay" -> plan.receipts(plan.receipts().withDelay(DelayDistribution.parse(words[1])));
            case "outcomes" -> plan.receipts(plan.receipts().withOutcomes(OutcomeMix.parse(words[1])));
            case "silence" -> plan.silent(isOn(words[1]));
            case "reading" -> plan.readingStopped(!isOn(words[1]));
            case "bind-status" -> plan.bindStatus(number("bind-status", words[1]));
            default -> throw new IllegalArgumentException("unknown command: \"" + words[0] + "\" (type help)");
        }
        out.println("ok");
    }

    private void mo(String line) {
        String[] words = line.split("\\s+", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException("mo: " + (words.length - 1) + " words (expected: mo FROM TO TEXT...)");
        }
        reference = (reference + 1) & 0xFF;
        for (MoMessage part : MoMessage.ofText(words[1], words[2], words[3], reference, simulator.dataCodings())) {
            simulator.sendMo(null, part).whenComplete((status, failure) -> {
                out.println(
                        failure != null
                                ? "mo: " + failure.getMessage()
                                : "mo: answered with " + CommandStatus.name(status));
            });
        }
    }

    /** A decimal number, or a hexadecimal one with 0x. */
    static int number(String name, String text) {
        try {
            return Integer.decode(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": \"" + text + "\" (expected: a number such as 13 or 0x0D)", e);
        }
    }

    private static boolean isOn(String word) {
        if (!word.equals("on") && !word.equals("off")) {
            throw new IllegalArgumentException("\"" + word + "\" (expected: on or off)");
        }
        return word.equals("on");
    }
}
