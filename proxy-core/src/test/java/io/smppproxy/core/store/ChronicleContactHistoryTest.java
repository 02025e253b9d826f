package io.smppproxy.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smppproxy.core.store.ContactHistory.Check;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChronicleContactHistoryTest extends ContactHistoryContract {
    @Override
    ContactHistory open(Path directory) {
        return ChronicleContactHistory.open(directory, CAPACITY);
    }

    @Test
    void shouldKeepCountsOverAClose() {
        history.add(1, 2, DAY, NOW, 1, 1);
        history.close();
        ChronicleContactHistory reopened = ChronicleContactHistory.open(directory, CAPACITY);
        history = reopened;
        assertEquals(StoreOpening.RECOVERED, reopened.opening());
        assertEquals(Check.DAILY_CAP, history.checkAndAdd(1, 2, 1, 0, 0, DAY, NOW, 2, 2));
    }
}
