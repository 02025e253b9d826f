package io.smppproxy.core.admission;

import io.smppproxy.core.store.ChronicleContactHistory;
import io.smppproxy.core.store.ContactHistory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ContactPolicyChronicleTest extends ContactPolicyContract {
    @TempDir
    private Path dir;

    @Override
    ContactHistory openHistory() {
        return ChronicleContactHistory.open(dir, 1_000);
    }
}
