package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.hash.ChronicleHashCorruption;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a map file so that a kill at any moment leaves either a good map or a new one.
 *
 * <p>A file is always opened for recovery: after a kill a plain open finds segment locks held and waits for a minute on each.
 * Recovery deletes entries whose checksum is wrong, and replay from a checkpoint would not bring those back, so after that the
 * whole map is given up.
 *
 * @param file that holds it
 * @param map the open map
 * @param opening what was found
 * @param <K> key
 * @param <V> value
 */
record ChronicleFile<K, V>(Path file, ChronicleMap<K, V> map, StoreOpening opening) {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleFile.class);
    /** Part of the file name, as is the size: a file of another format or size is not opened but replaced. */
    private static final String FORMAT = "v2";
    /** Extra room that the file may grow into before single puts fail; {@link StoreBounds} refuses long before. */
    private static final double BLOAT = 4;

    /**
     * @param name of the store, in the file name too
     * @param entries that can be kept
     * @param builder with marshallers and sizes
     */
    static <K, V> ChronicleFile<K, V> open(
            Path directory, String name, long entries, ChronicleMapBuilder<K, V> builder) {
        builder.name(name)
                .entries(entries)
                .maxBloatFactor(BLOAT)
                .putReturnsNull(true)
                .removeReturnsNull(true)
                .checksumEntries(true)
                .skipCloseOnExitHook(true);
        Path file = directory.resolve(name + "-" + FORMAT + "-" + entries + ".map");
        try {
            Files.createDirectories(directory);
            deleteOthers(directory, name, file);
            if (!Files.exists(file)) {
                return new ChronicleFile<>(file, builder.createPersistedTo(file.toFile()), StoreOpening.FRESH);
            }
            ChronicleMap<K, V> recovered = recover(file, builder);
            if (recovered != null) {
                return new ChronicleFile<>(file, recovered, StoreOpening.RECOVERED);
            }
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{}: is damaged; moved to {}, a new one is filled from the journal", file, aside);
            return new ChronicleFile<>(file, builder.createPersistedTo(file.toFile()), StoreOpening.REPLACED);
        } catch (IOException e) {
            throw new StoreException(file + ": the " + name + " store cannot be opened: " + e.getMessage(), e);
        }
    }

    MapState state() throws IOException {
        return new MapState(file.getFileName().toString(), Files.size(file), map.longSize());
    }

    private static <K, V> ChronicleMap<K, V> recover(Path file, ChronicleMapBuilder<K, V> builder) {
        List<String> losses = new ArrayList<>();
        try {
            ChronicleMap<K, V> map = builder.recoverPersistedTo(file.toFile(), true, corruption -> {
                if (!isBookkeeping(corruption)) {
                    losses.add(corruption.message());
                }
            });
            if (losses.isEmpty()) {
                return map;
            }
            map.close();
            LOG.warn("{}: {} entries or tables are damaged, the first: {}", file, losses.size(), losses.get(0));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: cannot be recovered: {}", file, e.toString());
        }
        return null;
    }

    /** True for what a kill in the middle of an operation leaves and recovery mends without touching an entry. */
    private static boolean isBookkeeping(ChronicleHashCorruption corruption) {
        String message = corruption.message();
        return message.startsWith("lock of segment")
                || message.startsWith("global mutable state lock")
                || message.startsWith("wrong lowest free chunk")
                || message.startsWith("wrong deleted counter")
                || message.regionMatches(true, 0, "wrong number of entries counter", 0, 31);
    }

    private static void deleteOthers(Path directory, String name, Path file) throws IOException {
        List<Path> others;
        try (Stream<Path> entries = Files.list(directory)) {
            others = entries.filter(p -> p.getFileName().toString().matches(name + "-v[0-9]+-[0-9]+\\.map"))
                    .filter(p -> !p.equals(file))
                    .toList();
        }
        for (Path other : others) {
            LOG.info(
                    "{}: has another size or format than configured; deleted, to be filled again from the journal",
                    other);
            Files.delete(other);
        }
    }
}
