package io.smppproxy.app.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A message centre made of node's smpp, a process of its own; its texts are decoded by smpp. */
public final class NodeSmsc implements ForeignSmsc {
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
        return Commands.run("node", "--version") && Commands.run("npm", "--version");
    }

    /** Starts one; the first installs the packages that package-lock.json names. */
    public static NodeSmsc start() throws IOException, InterruptedException {
        return new NodeSmsc(NodePackage.start("smsc.js"));
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
