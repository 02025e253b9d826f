package io.smppproxy.simulator.esme;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.text.Segmenter;

/** Writes the parts of one session's messages, one after the other. Used on the session's loop only. */
final class SubmitWriter {
    private final EsmeConfig config;
    private final Segmenter segmenter = new Segmenter();
    private final SmEncoder encoder = new SmEncoder();
    private final boolean plus;
    private final int digits;
    private final long firstDestination;
    private String destination;
    private int reference;
    private int part;
    private int parts;

    SubmitWriter(EsmeConfig config) {
        this.config = config;
        plus = config.destination().startsWith("+");
        digits = config.destination().length() - (plus ? 1 : 0);
        firstDestination = Long.parseLong(config.destination().substring(plus ? 1 : 0));
    }

    boolean hasPart() {
        return part < parts;
    }

    /** Starts message {@code number}, counted from 0. */
    void begin(long number) {
        String text = config.texts().get((int) (number % config.texts().size()));
        parts = segmenter.analyse(text, config.segmentation());
        part = 0;
        reference = (int) (number & 0xFFFF);
        String value = Long.toString(firstDestination + number % config.destinations());
        destination = (plus ? "+" : "") + "0".repeat(Math.max(0, digits - value.length())) + value;
    }

    String destination() {
        return destination;
    }

    int part() {
        return part;
    }

    int parts() {
        return parts;
    }

    /** Writes the next part. */
    void write(ByteBuf out, int sequenceNumber) {
        encoder.reset(CommandId.SUBMIT_SM)
                .interfaceVersion(config.interfaceVersion())
                .sequenceNumber(sequenceNumber)
                .sourceAddr(config.sourceTon(), config.sourceNpi(), config.source())
                .destinationAddr(1, 1, destination)
                .registeredDelivery(config.registeredDelivery());
        segmenter.encodePart(part, reference, encoder);
        encoder.encode(out);
        part++;
    }
}
