package io.smppproxy.core.admission;

import io.smppproxy.core.store.ContactHistory;

class ContactPolicyTest extends ContactPolicyContract {
    @Override
    ContactHistory openHistory() {
        return new InMemoryContactHistory();
    }
}
