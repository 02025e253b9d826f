package io.smppproxy.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedAddressesTest {
    private static boolean allows(String element, String address) throws UnknownHostException {
        return AllowedAddresses.anyOr(List.of(element)).contains(InetAddress.getByName(address));
    }

    @Test
    void shouldAllowEverythingOrNothingByAnEmptyList() throws Exception {
        InetAddress address = InetAddress.getByName("192.0.2.1");
        assertTrue(AllowedAddresses.anyOr(List.of()).contains(address));
        assertFalse(AllowedAddresses.anyOr(List.of()).names(address));
        assertFalse(AllowedAddresses.only(List.of()).contains(address));
    }

    @Test
    void shouldAllowWhatItNames() throws Exception {
        assertTrue(allows("192.0.2.1", "192.0.2.1"));
        assertFalse(allows("192.0.2.1", "192.0.2.2"));
        assertFalse(allows("192.0.2.1", "2001:db8::1"));
        assertTrue(allows("2001:db8::1", "2001:db8:0:0:0:0:0:1"));
        assertFalse(allows("2001:db8::1", "2001:db8::2"));
        AllowedAddresses two = AllowedAddresses.only(List.of("192.0.2.1", "2001:db8::/32"));
        assertTrue(two.contains(InetAddress.getByName("192.0.2.1")));
        assertTrue(two.contains(InetAddress.getByName("2001:db8:ffff::1")));
        assertFalse(two.contains(InetAddress.getByName("2001:db9::1")));
    }

    @Test
    void shouldKnowBlocksToTheBit() throws Exception {
        assertTrue(allows("192.0.2.128/25", "192.0.2.128"));
        assertTrue(allows("192.0.2.128/25", "192.0.2.255"));
        assertFalse(allows("192.0.2.128/25", "192.0.2.127"));
        assertTrue(allows("10.0.0.0/8", "10.255.255.255"));
        assertFalse(allows("10.0.0.0/8", "11.0.0.0"));
        assertTrue(allows("0.0.0.0/0", "203.0.113.9"));
        assertFalse(allows("0.0.0.0/0", "::1"));
        assertTrue(allows("192.0.2.1/32", "192.0.2.1"));
        assertFalse(allows("192.0.2.1/32", "192.0.2.0"));
        assertTrue(allows("192.0.2.2/31", "192.0.2.3"));
        assertFalse(allows("192.0.2.2/31", "192.0.2.4"));
        assertTrue(allows("2001:db8:8000::/33", "2001:db8:8000::1"));
        assertFalse(allows("2001:db8:8000::/33", "2001:db8:7fff::1"));
        assertTrue(allows("::/0", "2001:db8::1"));
        // What lies beyond the prefix does not matter.
        assertTrue(allows("192.0.2.77/24", "192.0.2.1"));
    }

    @Test
    void shouldTakeMappedAddressesForIpv4() throws Exception {
        assertTrue(allows("::ffff:192.0.2.1", "192.0.2.1"));
        assertTrue(allows("::ffff:192.0.2.0/120", "192.0.2.200"));
        assertFalse(allows("::ffff:192.0.2.0/120", "192.0.3.1"));
        assertTrue(allows("192.0.2.1", "::ffff:192.0.2.1"));
        assertTrue(allows("::ffff:0:0/96", "203.0.113.9"));
        assertFalse(allows("::/80", "203.0.113.9"));
        assertFalse(allows("::fffe:c000:201", "192.0.2.1"));
        assertFalse(allows("1::ffff:c000:201", "192.0.2.1"));
    }

    @Test
    void shouldSayWhatIsWrong() {
        for (String text : List.of(
                "",
                "example.com",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "0x7f.0.0.1",
                "2130706433",
                "192.0.2.1/33",
                "192.0.2.1/",
                "192.0.2.1/-1",
                "192.0.2.1/8/8",
                "192.0.2.1/999",
                "2001:db8::/129",
                "2001:db8::g",
                "[2001:db8::1]",
                "fe80::1%eth0",
                "2001:db8::1::",
                " 192.0.2.1")) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> AllowedAddresses.anyOr(List.of("192.0.2.1", text)), text);
            assertEquals(
                    "\"" + text + "\" (expected: an IPv4 or IPv6 address, or a block such as 192.0.2.0/24)",
                    e.getMessage());
        }
    }
}
