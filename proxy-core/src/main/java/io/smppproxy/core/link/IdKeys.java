package io.smppproxy.core.link;

import io.smppproxy.codec.receipt.ReceiptIdForm;
import java.util.Arrays;

/** Normalises SMSC ids into a buffer of its own. Owned by one I/O loop. */
final class IdKeys {
    private ReceiptIdForm form;
    private byte[] octets = new byte[128];

    IdKeys(ReceiptIdForm form) {
        this.form = form;
    }

    void form(ReceiptIdForm newForm) {
        form = newForm;
    }

    /** @return length of the key in {@link #octets}, or 0 when the key is the id itself */
    int ofAnswer(byte[] id, int length) {
        ensure(length);
        int keyLength = form.responseKey(id, 0, length, octets, 0);
        return Arrays.equals(octets, 0, keyLength, id, 0, length) ? 0 : keyLength;
    }

    /** @return length of the key in {@link #octets} */
    int ofReceipt(byte[] id, int offset, int length) {
        ensure(length);
        return form.receiptKey(id, offset, length, octets, 0);
    }

    byte[] octets() {
        return octets;
    }

    private void ensure(int length) {
        if (octets.length < length) {
            octets = new byte[length];
        }
    }
}
