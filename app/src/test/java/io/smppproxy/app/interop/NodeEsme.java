package io.smppproxy.app.interop;

import io.smppproxy.app.interop.PlannedMessages.Pdu;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An ESME of node's smpp, a process of its own. */
public final class NodeEsme implements ForeignEsme {
    private final EsmeTally tally = new EsmeTally();
    private final Process process;
    private final BufferedWriter commands;

    public NodeEsme(int port, String systemId) throws IOException, InterruptedException {
        process = NodePackage.start("esme.js", Integer.toString(port), systemId, PASSWORD);
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
        BufferedReader events =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String first = events.readLine();
        if (!"bound\t0".equals(first)) {
            process.destroyForcibly();
            throw new IOException("node said \"" + first + "\" (expected: bound 0)");
        }
        Thread reader = new Thread(() -> read(events), "node-esme");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void submit(List<Pdu> pdus) throws IOException {
        for (int i = 0; i < pdus.size(); i++) {
            Pdu pdu = pdus.get(i);
            StringBuilder line = new StringBuilder();
            line.append(i).append('\t').append(pdu.source()).append('\t').append(pdu.dest());
            line.append('\t').append(pdu.esmClass()).append('\t').append(pdu.dataCoding());
            line.append('\t').append(pdu.shortMessage());
            for (Map.Entry<Integer, String> tlv : pdu.tlvs().entrySet()) {
                line.append('\t').append(tlv.getKey()).append('=').append(tlv.getValue());
            }
            commands.write(line.append('\n').toString());
        }
        commands.flush();
    }

    private void read(BufferedReader events) {
        try (events) {
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields[0].equals("answer")) {
                    tally.answered(Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), fields[3]);
                } else if (fields[0].equals("receipt")) {
                    tally.receipt(fields[1]);
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public EsmeTally tally() {
        return tally;
    }

    /** The end of its input makes it unbind. */
    @Override
    public void close() {
        NodePackage.end(process);
    }
}
