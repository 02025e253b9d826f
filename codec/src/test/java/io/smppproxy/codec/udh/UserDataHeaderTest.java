package io.smppproxy.codec.udh;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.EsmClass;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.codec.Vectors;
import io.smppproxy.codec.reassembly.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserDataHeaderTest {
    private final UserDataHeader header = new UserDataHeader();

    @ParameterizedTest
    @CsvSource({
        "0500032a0302, false, 42, 3, 2",
        "060804123403ff, false, -1, -1, -1",
        "06080412340303, true, 4660, 3, 3",
        "0500030001 01, false, 0, 1, 1",
        "050003ffffff, false, 255, 255, 255",
        // total 0, part 0, part above total, an odd length
        "050003010001, false, -1, -1, -1",
        "050003010200, false, -1, -1, -1",
        "050003010203, false, -1, -1, -1",
        "0400020102, false, -1, -1, -1",
        "0508030102 01, false, -1, -1, -1",
        // The last one counts, of those that say something.
        "0a000301020100030202 02, false, 2, 2, 2",
        "0a0003010201000302 0203, false, 1, 2, 1",
        // Both kinds: one message if they agree, none if not.
        "0b00032a03020804122a0302, true, 4650, 3, 2",
        "0b0804122a030200032a0302, false, 42, 3, 2",
        "0b00032a03020804122a0303, false, -1, -1, -1",
        "0b00032a03020804122a0402, false, -1, -1, -1",
        "0b00032a03020804122b0302, false, -1, -1, -1",
        "0b00032a03000804122b0302, true, 4651, 3, 2"
    })
    void shouldReadConcatenation(String hex, boolean is16Bit, int reference, int total, int part) {
        wrap(hex.replace(" ", ""));
        assertTrue(header.isWellFormed());
        assertEquals(total > 0, header.isConcatenated());
        assertEquals(is16Bit, header.isReference16());
        assertEquals(reference, header.reference());
        assertEquals(total, header.totalParts());
        assertEquals(part, header.partNumber());
    }

    @ParameterizedTest
    @CsvSource({
        "0404020b16, 11, 22",
        "0605040b8423f0, 2948, 9200",
        "0a04020b1605040b8423f0, 2948, 9200",
        "0a05040b8423f004020b16, 11, 22",
        "0304010b, -1, -1",
        "0405020b84, -1, -1"
    })
    void shouldReadPorts(String hex, int destination, int originator) {
        wrap(hex);
        assertEquals(destination, header.destinationPort());
        assertEquals(originator, header.originatorPort());
    }

    @ParameterizedTest
    @CsvSource({
        "03240101, 1, 0",
        "03250103, 0, 3",
        "06240104250105, 4, 5",
        "0624010424010d, 13, 0",
        "0624010425020105, 0, 0",
        "04240201 02, 0, 0",
        "04250201 02, 0, 0"
    })
    void shouldReadLanguages(String hex, int single, int locking) {
        wrap(hex.replace(" ", ""));
        assertEquals(single, header.singleShiftLanguage());
        assertEquals(locking, header.lockingShiftLanguage());
    }

    @Test
    void shouldReadSpecialSmsIndications() {
        wrap("0c" + "01028003" + "010201ff" + "01028004");
        assertEquals(4, header.waitingMessages(0));
        assertEquals(255, header.waitingMessages(1));
        assertEquals(UserDataHeader.ABSENT, header.waitingMessages(2));
        assertTrue(header.next());
        wrap("03010101");
        assertEquals(UserDataHeader.ABSENT, header.waitingMessages(1));
        wrap("0601020103" + "7001");
        assertEquals(UserDataHeader.ABSENT, header.waitingMessages(1));
    }

    @Test
    void shouldShowEveryElementInItsOrder() {
        wrap("0c" + "7f020102" + "0000" + "7000" + "0a02ffee" + "74657874");
        List<String> seen = new ArrayList<>();
        while (header.next()) {
            seen.add(
                    header.id() + ":" + ByteBufUtil.hexDump(header.buffer(), header.dataOffset(), header.dataLength()));
        }
        assertEquals(List.of("127:0102", "0:", "112:", "10:ffee"), seen);
        assertFalse(header.next());
        assertTrue(header.isWellFormed());
        assertEquals(13, header.lengthBytes());
        assertTrue(header.rewind().next());
        assertEquals(127, header.id());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "14000301020178, 7",
        "0500090102017465, 6",
        "01007465, 2",
        "0700030102010074, 8",
        "06000301020100, 7",
        "05, 1"
    })
    void shouldTrustNothingInAMalformedHeader(String hex, int lengthBytes) {
        wrap(hex);
        assertFalse(header.isWellFormed());
        assertFalse(header.isConcatenated());
        assertEquals(UserDataHeader.ABSENT, header.destinationPort());
        assertEquals(lengthBytes, header.lengthBytes());
    }

    @Test
    void shouldTakeAnEmptyHeader() {
        wrap("0074");
        assertTrue(header.isWellFormed());
        assertEquals(1, header.lengthBytes());
        assertFalse(header.next());
        header.clear();
        assertTrue(header.isWellFormed());
        assertEquals(0, header.lengthBytes());
        assertFalse(header.next());
        assertFalse(new UserDataHeader().next());
    }

    @Test
    void shouldForgetTheHeaderBefore() {
        wrap("0c" + "00032a0302" + "04020b16" + "240101");
        assertTrue(header.isConcatenated());
        wrap("03250101");
        assertFalse(header.isConcatenated());
        assertEquals(UserDataHeader.ABSENT, header.reference());
        assertEquals(UserDataHeader.ABSENT, header.originatorPort());
        assertEquals(0, header.singleShiftLanguage());
        header.clear();
        assertEquals(0, header.lockingShiftLanguage());
    }

    @Test
    void shouldReadAnyOctets() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = new byte[random.nextInt(20)];
            random.nextBytes(octets);
            if (octets.length > 0 && random.nextBoolean()) {
                octets[0] = (byte) random.nextInt(octets.length + 1);
            }
            header.wrap(Unpooled.wrappedBuffer(octets), 0, octets.length);
            assertTrue(header.lengthBytes() <= octets.length);
            int end = 1;
            while (header.next()) {
                assertEquals(end + 2, header.dataOffset());
                end = header.dataOffset() + header.dataLength();
                assertTrue(end <= header.lengthBytes());
            }
            assertEquals(header.isWellFormed(), octets.length > 0 && end == 1 + (octets[0] & 0xFF));
        }
    }

    /** PDUs whose header is odd are well-formed PDUs, and parts of nothing. */
    @Test
    void shouldTakeOddVectorsForSingleMessages() {
        List<Executable> checks = new ArrayList<>();
        for (JsonNode vector : Vectors.of("malformed.jsonl")) {
            if (vector.get("category").asText().equals("udh")) {
                checks.add(() -> {
                    ByteBuf buf = Vectors.buffer(vector.get("hex"));
                    SmFlyweight sm = new SmFlyweight().wrap(buf, 0, buf.readableBytes());
                    assertTrue(EsmClass.hasUdh(sm.esmClass()));
                    header.wrap(buf, sm.userDataOffset(), sm.userDataLength());
                    String id = vector.get("id").asText();
                    assertTrue(vector.get("expectation").asText().contains("do not treat as a concatenated part"), id);
                    assertFalse(header.isConcatenated(), id);
                    assertEquals(Part.Kind.NONE, new Part().of(sm).kind(), id);
                });
            }
        }
        assertTrue(checks.size() >= 11);
        assertAll(checks);
    }

    private void wrap(String hex) {
        byte[] octets = ByteBufUtil.decodeHexDump(hex);
        // Not at the start of its buffer.
        ByteBuf buf = Unpooled.wrappedBuffer(new byte[] {9}, octets);
        header.wrap(buf, 1, octets.length);
    }
}
