package io.smppproxy.codec.fuzz;

import java.util.Locale;

/** The parts of the codec that see octets of a peer. A target throws when the codec breaks its word for an input. */
enum FuzzTarget {
    /** The first octet chooses the chunks in which the others arrive at a SmppFrameDecoder. */
    FRAMES,
    /** One PDU, whose command_length is set right. */
    PDUS,
    /** What would follow the mandatory fields of a PDU. */
    TLVS,
    /** The first two octets choose the segmentation rules, the others are text. */
    TEXT,
    /** A receipt's text, and the same octets as the body of a deliver_sm. */
    RECEIPTS,
    /** The first octet chooses options, the others are a time. */
    TIMES,
    /** The first octet is a data_coding, the others are user data with a header. */
    HEADERS,
    /** Octets that may be a PDU. */
    PRINT,
    /** Parts of concatenated messages, one after the other. */
    REASSEMBLY;

    /**
     * Runs the target once.
     *
     * @throws AssertionError when the codec does what it must not
     */
    void run(byte[] input) {
        switch (this) {
            case FRAMES -> FrameFuzz.run(input);
            case PDUS -> PduFuzz.run(input);
            case TLVS -> TlvFuzz.run(input);
            case TEXT -> TextFuzz.run(input);
            case RECEIPTS -> ReceiptFuzz.run(input);
            case TIMES -> TimeFuzz.run(input);
            case HEADERS -> HeaderFuzz.run(input);
            case PRINT -> PrintFuzz.run(input);
            case REASSEMBLY -> ReassemblyFuzz.run(input);
        }
    }

    /** The name that scripts and files use. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FuzzTarget of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
