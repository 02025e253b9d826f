package io.smppproxy.codec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.spec.CommandSpec;
import io.smppproxy.codec.spec.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Octets that are no PDU, or an odd one. Two judges: the decoders, which are lenient, and {@link PduCheck}, which is not. Rules go
 * by category and by the statuses that an expectation names, so that they hold for vectors that are not here.
 */
class MalformedVectorTest {
    private static final int VECTORS = 334;
    private static final Pattern NAME = Pattern.compile("ESME_[A-Z0-9_]+");
    private static final Pattern NUMBER = Pattern.compile("\\b0x([0-9A-Fa-f]{2})\\b");

    private static final int LENGTH = CommandStatus.ESME_RINVCMDLEN;
    private static final int MESSAGE_LENGTH = CommandStatus.ESME_RINVMSGLEN;
    private static final int TLVS = CommandStatus.ESME_RINVTLVSTREAM;

    private final AnyPdu anyPdu = new AnyPdu();

    @Test
    void shouldAnswerEveryVectorWithinItsExpectation() {
        List<Executable> checks = new ArrayList<>();
        Set<String> wrong = Vectors.heldWrong();
        for (JsonNode json : Vectors.of("malformed.jsonl")) {
            Vector vector = new Vector(json);
            if (!wrong.contains(vector.id)) {
                checks.add(() -> check(vector));
            }
        }
        assertTrue(checks.size() + wrong.size() >= VECTORS);
        assertAll(checks);
    }

    private void check(Vector vector) {
        String text = vector.expectation;
        boolean frames = !Set.of("length_lt_16", "length_huge", "garbage").contains(vector.category);
        if (text.startsWith("nothing to decode") || text.startsWith("frame incomplete")) {
            vector.decoded(AnyPdu.NEED_MORE);
            return;
        } else if (!frames) {
            vector.decoded(AnyPdu.FATAL);
            return;
        }
        switch (vector.category) {
            case "truncated_stream" -> vector.decoded(AnyPdu.NEED_MORE);
            case "short_body", "missing_nul" -> {
                if (text.contains("header-only success")) {
                    vector.decoded(AnyPdu.ACCEPT);
                } else {
                    vector.refused(vector.or(LENGTH, MESSAGE_LENGTH, TLVS));
                }
            }
            case "short_length" -> vector.refused(Set.of(LENGTH, MESSAGE_LENGTH, TLVS));
            case "overlong_length" -> {
                if (text.contains("ignore")) {
                    vector.decoded(AnyPdu.ACCEPT);
                } else {
                    vector.refused(vector.or(LENGTH, TLVS));
                }
            }
            case "header_only_with_body" -> {
                vector.decoded(AnyPdu.ACCEPT);
                vector.refused(vector.or(LENGTH, TLVS));
            }
            case "string_too_long" -> vector.refused(vector.or(stringStatuses()));
            case "bad_time" -> {
                if (text.contains("past time")) {
                    vector.decoded(AnyPdu.ACCEPT);
                } else {
                    vector.refused(vector.statuses);
                }
            }
            case "sm_length" -> {
                if (text.startsWith("undetectable")) {
                    vector.decoded(AnyPdu.ACCEPT);
                } else {
                    vector.refused(vector.or(MESSAGE_LENGTH, LENGTH, TLVS));
                }
            }
            case "tlv" -> checkTlv(vector);
            case "unknown_command" -> checkUnknown(vector);
            // A wrong count makes an address of other fields, or fields of an address.
            case "submit_multi" ->
                vector.refused(vector.or(
                        LENGTH,
                        TLVS,
                        CommandStatus.ESME_RINVDSTADR,
                        CommandStatus.ESME_RINVDSTTON,
                        CommandStatus.ESME_RINVDSTNPI,
                        CommandStatus.ESME_RINVDLNAME,
                        CommandStatus.ESME_RINVPRTFLG,
                        CommandStatus.ESME_RINVSCHED,
                        CommandStatus.ESME_RINVEXPIRY));
            case "odd_response", "header", "udh", "string_charset" -> vector.decoded(AnyPdu.ACCEPT);
            case "producer_bug" -> {
                if (vector.isResponse) {
                    vector.decoded(AnyPdu.ACCEPT);
                } else {
                    assertTrue(vector.decoded.startsWith("nack"), vector::toString);
                }
            }
            case "multi_pdu" -> checkSequence(vector);
            // Neither judge throws anything else, which reading the vector has shown.
            default -> assertEquals("mutation", vector.category, "a category without a rule");
        }
    }

    /** Where the expectation leaves the choice, the decoder lets the TLV pass and the check refuses it. */
    private static void checkTlv(Vector vector) {
        boolean mayPass = Pattern.compile("pass|ignore|treat|empty|tolerate|skip|keep|accept|unknown|forward")
                .matcher(vector.expectation)
                .find();
        if (vector.statuses.isEmpty()) {
            vector.decoded(AnyPdu.ACCEPT);
        } else if (mayPass) {
            vector.decoded(AnyPdu.ACCEPT);
            assertTrue(
                    vector.checked.equals(AnyPdu.ACCEPT) || vector.isOneOf(vector.checked, vector.statuses),
                    vector::toString);
        } else {
            vector.refused(vector.statuses);
        }
    }

    /** v3.3 knows three commands that later versions do not, so that they have a layout, but are refused all the same. */
    private static void checkUnknown(Vector vector) {
        assertEquals(vector.isResponse ? AnyPdu.IGNORE : "nack 0x03", vector.checked, vector::toString);
        if (!vector.isResponse) {
            assertEquals(CommandId.GENERIC_NACK, vector.refusal.responseCommandId(), vector::toString);
            assertEquals(vector.sequenceNumber, vector.refusal.sequenceNumber(), vector::toString);
        }
        if (CommandSpec.of(vector.commandId) == null) {
            assertEquals(vector.checked, vector.decoded, vector::toString);
        }
    }

    private void checkSequence(Vector vector) {
        List<String> seen = anyPdu.readAll(vector.octets);
        String second = vector.expectation.contains("fatal") ? AnyPdu.FATAL : AnyPdu.ACCEPT;
        assertEquals(2, seen.size(), vector::toString);
        assertEquals(second, seen.get(1), vector::toString);
        if (vector.expectation.startsWith("decode")) {
            assertEquals(AnyPdu.ACCEPT, seen.get(0), vector::toString);
        } else if (vector.expectation.startsWith("generic_nack")) {
            assertEquals("nack 0x03", seen.get(0), vector::toString);
        } else {
            assertTrue(seen.get(0).startsWith("nack"), vector::toString);
        }
    }

    private static int[] stringStatuses() {
        return new int[] {
            LENGTH,
            CommandStatus.ESME_RINVPASWD,
            CommandStatus.ESME_RINVSYSID,
            CommandStatus.ESME_RINVSYSTYP,
            CommandStatus.ESME_RINVSERTYP,
            CommandStatus.ESME_RINVSRCADR,
            CommandStatus.ESME_RINVDSTADR,
            CommandStatus.ESME_RINVMSGID,
            CommandStatus.ESME_RINVDLNAME,
            CommandStatus.ESME_RINVSCHED,
            CommandStatus.ESME_RINVEXPIRY
        };
    }

    /** One vector and what both judges say of its first PDU. */
    private final class Vector {
        final String id;
        final String category;
        final String expectation;
        final ByteBuf octets;
        final Set<Integer> statuses;
        final int commandId;
        final int sequenceNumber;
        final boolean isResponse;
        final String decoded;
        final String checked;
        NackablePduException refusal;

        Vector(JsonNode json) {
            id = json.get("id").asText();
            category = json.get("category").asText();
            expectation = json.get("expectation").asText();
            octets = Vectors.buffer(json.get("hex"));
            statuses = statusesIn(expectation);
            boolean whole = octets.readableBytes() >= PduHeader.LENGTH_BYTES;
            commandId = whole ? PduHeader.commandId(octets, 0) : 0;
            sequenceNumber = whole ? PduHeader.sequenceNumber(octets, 0) : 0;
            isResponse = CommandId.isResponse(commandId);
            decoded = anyPdu.read(octets, 0, octets.readableBytes());
            checked = checkByTheLetter();
        }

        private String checkByTheLetter() {
            boolean framed = !decoded.equals(AnyPdu.NEED_MORE) && !decoded.equals(AnyPdu.FATAL);
            if (!framed) {
                return decoded;
            }
            CommandSpec spec = CommandSpec.of(commandId);
            int version = spec != null && spec.firstVersion() == InterfaceVersion.V5_0
                    ? InterfaceVersion.V5_0
                    : InterfaceVersion.V3_4;
            try {
                new PduCheck(version, direction()).check(octets, 0, PduHeader.commandLength(octets, 0));
                return AnyPdu.ACCEPT;
            } catch (NackablePduException e) {
                refusal = e;
                assertEquals(!isResponse, e.isAnswerable(), id);
                assertNotEquals(CommandStatus.ESME_ROK, e.commandStatus(), id);
                return isResponse ? AnyPdu.IGNORE : AnyPdu.outcome(e);
            }
        }

        private Direction direction() {
            return switch (commandId) {
                case CommandId.DELIVER_SM, CommandId.OUTBIND, CommandId.ALERT_NOTIFICATION -> Direction.MC_TO_ESME;
                case CommandId.DELIVER_SM_RESP -> Direction.ESME_TO_MC;
                default -> isResponse ? Direction.MC_TO_ESME : Direction.ESME_TO_MC;
            };
        }

        void decoded(String expected) {
            assertEquals(expected, decoded, this::toString);
        }

        /**
         * Refused by the check, and by the decoder too unless the decoder is lenient there, as it is with every response; with one
         * of the statuses.
         */
        void refused(Set<Integer> allowed) {
            if (isResponse) {
                decoded(AnyPdu.ACCEPT);
                assertEquals(AnyPdu.IGNORE, checked, this::toString);
                assertTrue(allowed.contains(refusal.commandStatus()), this::toString);
            } else {
                assertTrue(isOneOf(checked, allowed), this::toString);
                assertTrue(decoded.equals(AnyPdu.ACCEPT) || isOneOf(decoded, allowed), this::toString);
            }
        }

        /** The statuses that the expectation names, and these. */
        Set<Integer> or(int... more) {
            Set<Integer> all = new TreeSet<>(statuses);
            for (int status : more) {
                all.add(status);
            }
            return all;
        }

        boolean isOneOf(String outcome, Set<Integer> allowed) {
            return allowed.stream().anyMatch(status -> outcome.equals(String.format("nack 0x%02x", status)));
        }

        @Override
        public String toString() {
            return id + ": decoded " + decoded + ", checked " + checked + (refusal == null ? "" : " " + refusal)
                    + "; expected: " + expectation;
        }
    }

    private static Set<Integer> statusesIn(String expectation) {
        Set<Integer> statuses = new TreeSet<>();
        for (Matcher names = NAME.matcher(expectation); names.find(); ) {
            statuses.add(CommandStatus.byName(names.group()));
        }
        for (Matcher numbers = NUMBER.matcher(expectation); numbers.find(); ) {
            statuses.add(Integer.parseInt(numbers.group(1), 16));
        }
        return statuses;
    }
}
