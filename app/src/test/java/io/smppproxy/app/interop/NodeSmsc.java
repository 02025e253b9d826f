package io.smppproxy.app.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A message centre made of node's smpp, a process of its own; its texts are decoded by smpp. */
public final class NodeSmsc implements ForeignSmsc {
    private static final Path DIRECTORY = Path.of("target", "node").toAbsolutePath();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "smsc.js");
    private static final long INSTALL_TIMEOUT_S = 120;
    private static boolean installed;

    private final Inbox inbox = new Inbox();
    private final Process process;
    private final int port;

    private NodeSmsc(Process process) throws IOException {
        this.process = process;
        BufferedReader events =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String first = events.readLine();
        if (first == null || !first.startsWith("listening\t")) {
            process.destroyForcibly();
            throw new IOException("node said \"" + first + "\" (expected: listening)");
        }
        port = Integer.parseInt(first.substring(first.indexOf('\t') + 1));
        Thread reader = new Thread(() -> read(events), "node-smsc");
        reader.setDaemon(true);
        reader.start();
    }

    /** False when node or npm is missing on this machine; tests are skipped then. */
    public static boolean isAvailable() {
        return runs("node") && runs("npm");
    }

    /** Starts one; the first installs the packages that package-lock.json names. */
    public static NodeSmsc start() throws IOException, InterruptedException {
        install();
        return new NodeSmsc(new ProcessBuilder("node", "smsc.js")
                .directory(DIRECTORY.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<ForeignMessage> received() {
        return inbox.messages();
    }

    @Override
    public int receiptsAcknowledged() {
        return inbox.receiptsAcknowledged();
    }

    @Override
    public boolean awaitReceived(int count, Duration timeout) throws InterruptedException {
        return inbox.awaitMessages(count, timeout);
    }

    @Override
    public boolean awaitReceiptsAcknowledged(int count, Duration timeout) throws InterruptedException {
        return inbox.awaitReceipts(count, timeout);
    }

    /** Kills the process, as a crash would. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean runs(String command) {
        try {
            Process process = new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static synchronized void install() throws IOException, InterruptedException {
        if (installed) {
            return;
        }
        Files.createDirectories(DIRECTORY);
        for (String file : FILES) {
            try (InputStream in = NodeSmsc.class.getResourceAsStream("/node/" + file)) {
                Files.copy(in, DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path log = DIRECTORY.resolve("npm-ci.log");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(INSTALL_TIMEOUT_S, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm ci failed: " + Files.readString(log));
        }
        installed = true;
    }

    private void read(BufferedReader events) {
        try (events) {
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields[0].equals("part")) {
                    byte[] text = Base64.getDecoder().decode(fields[7]);
                    inbox.addPart(
                            fields[1],
                            fields[2],
                            Integer.parseInt(fields[3]),
                            Integer.parseInt(fields[4]),
                            Integer.parseInt(fields[5]),
                            Integer.parseInt(fields[6]),
                            new String(text, StandardCharsets.UTF_16LE));
                } else if (fields[0].equals("receipt") && fields[2].equals("0")) {
                    inbox.addAcknowledgedReceipt();
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
