package io.smppproxy.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Known answers made by other implementations: those among the test resources, and when the system property
 * smpp.vectors names a folder, those of its .jsonl files too. Hexadecimal octets may have runs, (6b*300), in the resources.
 */
public final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RUN = Pattern.compile("\\(([0-9a-f]+)\\*(\\d+)\\)");

    private Vectors() {}

    /** Lines of a resource, and of the folder's file of that name. */
    public static List<JsonNode> of(String name) {
        List<JsonNode> vectors = ofResource(name);
        for (Path file : folder()) {
            if (file.getFileName().toString().equals(name)) {
                vectors.addAll(ofFile(file));
            }
        }
        return vectors;
    }

    /** Lines of the wire vectors, which the folder keeps in one file per producer. */
    public static List<JsonNode> pdus() {
        List<JsonNode> vectors = ofResource("pdus.jsonl");
        for (Path file : folder()) {
            for (JsonNode vector : ofFile(file)) {
                if (vector.has("fields") && vector.has("hex")) {
                    vectors.add(vector);
                }
            }
        }
        return vectors;
    }

    /** Ids of the vectors that we hold to be wrong: rows of id, reason and paragraph. */
    public static Set<String> heldWrong() {
        return table("held-wrong.tsv").stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }

    /** The rows of a resource, its cells with a tab between. */
    static List<List<String>> table(String name) {
        try (BufferedReader in = resource(name)) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] octets(JsonNode hex) {
        Matcher runs = RUN.matcher(hex.asText());
        return ByteBufUtil.decodeHexDump(runs.replaceAll(run -> run.group(1).repeat(Integer.parseInt(run.group(2)))));
    }

    /** A number, or a string such as 0x80000004. */
    public static int number(JsonNode node) {
        return node.isTextual() ? Integer.parseUnsignedInt(node.asText().substring(2), 16) : (int) node.asLong();
    }

    public static ByteBuf buffer(JsonNode hex) {
        return Unpooled.wrappedBuffer(octets(hex));
    }

    public static String sha256(byte[] octets) {
        try {
            return ByteBufUtil.hexDump(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> folder() {
        String folder = System.getProperty("smpp.vectors");
        if (folder == null || folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a resource alone. */
    static List<JsonNode> ofResource(String name) {
        try (BufferedReader in = resource(name)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader resource(String name) {
        InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static List<JsonNode> ofFile(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<JsonNode> read(BufferedReader in) throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            vectors.add(JSON.readTree(line));
        }
        return vectors;
    }
}
