package io.smppproxy.codec.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBufUtil;
import io.smppproxy.codec.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The inputs that are kept for a target: one per line in hexadecimal, in src/test/resources/fuzz/TARGET.hex; a line that
 * starts with # says what the next one once broke. Fuzzers want a file per input, so main turns one form into the other.
 */
final class Corpus {
    private Corpus() {}

    /** The kept inputs, the empty one first. */
    static List<byte[]> of(FuzzTarget target) {
        List<byte[]> inputs = new ArrayList<>();
        inputs.add(new byte[0]);
        try (InputStream in = Corpus.class.getResourceAsStream("/fuzz/" + target.label() + ".hex")) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ByteBufUtil::decodeHexDump)
                    .forEach(inputs::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return inputs;
    }

    /**
     * {@code list}: prints the targets. {@code unpack TARGET FOLDER}: writes the kept inputs and the known answers as
     * files. {@code pack FOLDER}: prints a folder's files as lines. {@code run TARGET FILE}: one input, with its failure.
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        switch (args[0]) {
            case "list" -> Stream.of(FuzzTarget.values()).map(FuzzTarget::label).forEach(out::println);
            case "unpack" -> unpack(FuzzTarget.of(args[1]), Path.of(args[2]));
            case "pack" -> pack(Path.of(args[1]), out);
            case "run" -> FuzzTarget.of(args[1]).run(Files.readAllBytes(Path.of(args[2])));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void unpack(FuzzTarget target, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<byte[]> inputs = of(target);
        inputs.addAll(knownAnswers(target));
        for (byte[] input : inputs) {
            Files.write(folder.resolve(Vectors.sha256(input).substring(0, 40)), input);
        }
    }

    private static void pack(Path folder, PrintStream out) throws IOException {
        TreeSet<String> lines =
                new TreeSet<>((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                lines.add(ByteBufUtil.hexDump(Files.readAllBytes(file)));
            }
        }
        lines.remove("");
        lines.forEach(out::println);
    }

    /** The vectors of other implementations, as a start: they need no second copy in the corpus. */
    private static List<byte[]> knownAnswers(FuzzTarget target) {
        return switch (target) {
            case FRAMES -> withFirstOctet(octets("malformed.jsonl", "hex"));
            case PDUS, PRINT -> {
                List<byte[]> inputs = octets("pdus.jsonl", "hex");
                inputs.addAll(octets("malformed.jsonl", "hex"));
                yield inputs;
            }
            case RECEIPTS -> octets("dlr.jsonl", "text_hex");
            case TEXT -> withFirstOctet(withFirstOctet(texts()));
            case TIMES -> withFirstOctet(times());
            case TLVS, HEADERS, REASSEMBLY -> List.of();
        };
    }

    private static List<byte[]> octets(String vectors, String field) {
        List<byte[]> found = new ArrayList<>();
        for (JsonNode vector : Vectors.of(vectors)) {
            byte[] octets = Vectors.octets(vector.get(field));
            if (octets.length < 2048) {
                found.add(octets);
            }
        }
        return found;
    }

    private static List<byte[]> texts() {
        List<byte[]> found = new ArrayList<>();
        for (JsonNode vector : Vectors.of("segmentation.jsonl")) {
            if (vector.hasNonNull("text")) {
                found.add(vector.get("text").asText().getBytes(StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static List<byte[]> times() {
        List<byte[]> found = new ArrayList<>();
        for (JsonNode vector : Vectors.of("times.jsonl")) {
            found.add(vector.get("value").asText().getBytes(StandardCharsets.ISO_8859_1));
        }
        return found;
    }

    private static List<byte[]> withFirstOctet(List<byte[]> inputs) {
        List<byte[]> longer = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            byte[] input = inputs.get(i);
            byte[] octets = new byte[input.length + 1];
            octets[0] = (byte) i;
            System.arraycopy(input, 0, octets, 1, input.length);
            longer.add(octets);
        }
        return longer;
    }
}
