package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChronicleReceiptIndexTest extends ReceiptIndexContract {
    @Override
    ReceiptIndex open(Path directory) {
        return ChronicleReceiptIndex.open(directory, CAPACITY);
    }

    @Test
    void shouldKeepEntriesOverAClose() {
        byte[] id = {1, 2, 3};
        index.write(1, id, 3, new ReceiptEntry().part(1, 2, 3, 4));
        index.close();
        ChronicleReceiptIndex reopened = ChronicleReceiptIndex.open(directory, CAPACITY);
        index = reopened;
        assertEquals(StoreOpening.RECOVERED, reopened.opening());
        assertTrue(index.read(1, id, 3, new ReceiptEntry()));
    }
}
