package io.smppproxy.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The three maps of one directory.
 *
 * @param messages by id
 * @param receipts by link and SMSC id
 * @param contacts by contact key
 */
record ChronicleMaps(ChronicleMessageStore messages, ChronicleReceiptIndex receipts, ChronicleContactHistory contacts) {
    /** Messages have more than one part now and then, and receipts are parked beside them. */
    private static final int RECEIPTS_PER_MESSAGE = 2;

    // The record owns what is opened here.
    @SuppressWarnings("resource")
    static ChronicleMaps open(Path directory, long maxMessages, long maxContacts) {
        ChronicleMessageStore messages = ChronicleMessageStore.open(directory, maxMessages);
        ChronicleReceiptIndex receipts = null;
        try {
            receipts = ChronicleReceiptIndex.open(directory, maxMessages * RECEIPTS_PER_MESSAGE);
            return new ChronicleMaps(messages, receipts, ChronicleContactHistory.open(directory, maxContacts));
        } catch (RuntimeException e) {
            messages.close();
            if (receipts != null) {
                receipts.close();
            }
            throw e;
        }
    }

    boolean areTrustworthy() {
        return messages.opening().isTrustworthy()
                && receipts.opening().isTrustworthy()
                && contacts.opening().isTrustworthy();
    }

    List<MapState> states() throws IOException {
        return List.of(messages.state(), receipts.state(), contacts.state());
    }

    void close() {
        messages.close();
        receipts.close();
        contacts.close();
    }
}
