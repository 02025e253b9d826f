package io.smppproxy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smppproxy.core.edge.SearchBusyException;
import io.smppproxy.core.store.HeapMessageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CoreSearchTest {
    @Test
    void shouldRefuseAThirdSearchAtOnce() throws Exception {
        CountDownLatch searching = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        CoreSearch search = new CoreSearch(new HeapMessageStore(10), question -> {
            searching.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("the tracker has ended");
        });
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(new Thread(
                    () -> assertThrows(IllegalStateException.class, () -> search.search("998901234567", 10))));
        }
        threads.forEach(Thread::start);
        searching.await();
        SearchBusyException busy = assertThrows(SearchBusyException.class, () -> search.search("998901234567", 10));
        assertEquals("2 searches are under way; try again soon", busy.getMessage());
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        // What has failed takes no place.
        assertThrows(IllegalStateException.class, () -> search.search("998901234567", 10));
    }
}
