package io.smppproxy.core.store;

import java.nio.file.Path;

class HeapMessageStoreTest extends MessageStoreContract {
    @Override
    MessageStore open(Path directory) {
        return new HeapMessageStore(CAPACITY);
    }
}
