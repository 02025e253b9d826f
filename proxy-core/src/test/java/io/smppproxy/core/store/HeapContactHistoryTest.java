package io.smppproxy.core.store;

import java.nio.file.Path;

class HeapContactHistoryTest extends ContactHistoryContract {
    @Override
    ContactHistory open(Path directory) {
        return new HeapContactHistory(CAPACITY);
    }
}
