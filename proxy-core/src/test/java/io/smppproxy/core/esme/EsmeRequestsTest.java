package io.smppproxy.core.esme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smppproxy.core.harness.RawEsme;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EsmeRequestsTest {
    @Test
    void shouldFindWhatIsOpenAndNothingElse() throws Exception {
        try (EsmeRig rig = EsmeRig.start();
                RawEsme esme = rig.bound(RawEsme.BIND_TRX)) {
            esme.submit("x");
            EsmeSession session = rig.awaitRequest().session();
            EsmeRequests requests = new EsmeRequests();
            Set<Long> handles = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                long handle = requests.open(session, 4 + i, 1_000 + i);
                assertTrue(handles.add(handle));
                assertTrue(requests.isOpen(handle));
                assertEquals(4 + i, requests.commandId(handle));
                assertEquals(1_000 + i, requests.sequence(handle));
                assertSame(session, requests.session(handle));
            }
            for (long handle : handles) {
                requests.close(handle);
                assertFalse(requests.isOpen(handle));
            }
            for (int i = 0; i < 1_000; i++) {
                // The same slots under other handles: a late reply finds nothing.
                assertTrue(handles.add(requests.open(session, 4, i)));
            }
            assertFalse(requests.isOpen(1_000_000));
            assertFalse(requests.isOpen(-1));
        }
    }
}
