package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredDeliveryTest {
    /** Wanted for: SCHEDULED, ENROUTE; DELIVERED, ACCEPTED; EXPIRED, DELETED, UNDELIVERABLE, UNKNOWN, REJECTED, SKIPPED. */
    @ParameterizedTest
    @CsvSource({
        "0x00, 0x34, false, false, false",
        "0x01, 0x33, false, true, true",
        "0x01, 0x34, false, true, true",
        "0x02, 0x34, false, false, true",
        "0x03, 0x33, false, true, true",
        "0x03, 0x34, false, true, true",
        "0x03, 0x50, false, true, false",
        "0x10, 0x34, true, false, false",
        "0x11, 0x34, true, true, true",
        "0x12, 0x50, true, false, true",
        "0x13, 0x50, true, true, false",
        "0x0C, 0x34, false, false, false",
        "0xE1, 0x34, false, true, true"
    })
    void shouldTellWhichStatesAreWanted(int bits, int version, boolean onTheWay, boolean success, boolean failure) {
        for (int state = MessageState.SCHEDULED; state <= MessageState.SKIPPED; state++) {
            boolean wanted = switch (state) {
                case MessageState.SCHEDULED, MessageState.ENROUTE -> onTheWay;
                case MessageState.DELIVERED, MessageState.ACCEPTED -> success;
                default -> failure;
            };
            assertEquals(wanted, RegisteredDelivery.wants(bits, state, version), MessageState.name(state));
        }
    }
}
