package io.smppproxy.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables that were made from the specifications and agree with other implementations, one tab-separated row a line. */
public final class Facts {
    private Facts() {}

    /** The rows of a table among the test resources, split into cells. */
    public static List<List<String>> of(String table) {
        try (InputStream in = Facts.class.getResourceAsStream("/facts/" + table + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number like 0x80000004. */
    public static int number(String cell) {
        return Integer.parseUnsignedInt(cell.substring(2), 16);
    }

    /** A comma-separated list, of which "-" is the empty one. */
    public static List<String> list(String cell) {
        return cell.equals("-") ? List.of() : List.of(cell.split(",", -1));
    }
}
