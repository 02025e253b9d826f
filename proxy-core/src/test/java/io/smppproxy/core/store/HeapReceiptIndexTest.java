package io.smppproxy.core.store;

import java.nio.file.Path;

class HeapReceiptIndexTest extends ReceiptIndexContract {
    @Override
    ReceiptIndex open(Path directory) {
        return new HeapReceiptIndex(CAPACITY);
    }
}
