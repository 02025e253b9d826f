package io.smppproxy.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cloudhopper.smpp.util.DeliveryReceiptException;
import io.smppproxy.codec.MessageState;
import io.smppproxy.codec.receipt.DeliveryReceiptWriter;
import io.smppproxy.codec.receipt.ReceiptStyle;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.time.DateTimeZone;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Receipt texts that we write, read by the parsers of jSMPP and ch-smpp. */
class ForeignReceiptParserTest {
    private static final Instant SUBMIT = Instant.parse("2026-07-15T12:00:01Z");
    private static final Instant DONE = Instant.parse("2026-07-15T12:03:59Z");

    private final DeliveryReceiptWriter writer = new DeliveryReceiptWriter()
            .id("0a1b2c3d-9")
            .errorCode(27)
            .submitDateMs(SUBMIT.toEpochMilli())
            .doneDateMs(DONE.toEpochMilli())
            .text("Have a nice day, bye!");

    /** SCHEDULED and SKIPPED are states of v5.0 that neither parser knows a word for. */
    private static Stream<Integer> states() {
        return IntStream.rangeClosed(MessageState.ENROUTE, MessageState.REJECTED)
                .boxed();
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldBeReadByJsmpp(int state) throws InvalidDeliveryReceiptException {
        DeliveryReceipt receipt = new DeliveryReceipt(writer.state(state).textOf(ReceiptStyle.DEFAULT));
        assertEquals("0a1b2c3d-9", receipt.getId());
        assertEquals(1, receipt.getSubmitted());
        assertEquals(state == MessageState.DELIVERED ? 1 : 0, receipt.getDelivered());
        assertEquals(local(SUBMIT.minusSeconds(1)), local(receipt.getSubmitDate()));
        assertEquals(local(DONE.minusSeconds(59)), local(receipt.getDoneDate()));
        assertEquals(DeliveryReceiptWriter.stat(state), receipt.getFinalStatus().toString());
        assertEquals("027", receipt.getError());
        assertEquals("Have a nice day, bye", receipt.getText());
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldBeReadByChSmpp(int state) throws DeliveryReceiptException {
        var receipt = chSmpp(writer.state(state).textOf(ReceiptStyle.DEFAULT), true);
        assertEquals("0a1b2c3d-9", receipt.getMessageId());
        assertEquals(1, receipt.getSubmitCount());
        assertEquals(state == MessageState.DELIVERED ? 1 : 0, receipt.getDeliveredCount());
        assertEquals(
                SUBMIT.minusSeconds(1).toEpochMilli(), receipt.getSubmitDate().getMillis());
        assertEquals(DONE.minusSeconds(59).toEpochMilli(), receipt.getDoneDate().getMillis());
        assertEquals(state, receipt.getState());
        assertEquals(27, receipt.getErrorCode());
        assertEquals("Have a nice day, bye", receipt.getText());
    }

    @Test
    void shouldBeReadWithSecondsAndWithoutCounts() throws Exception {
        ReceiptStyle style = ReceiptStyle.DEFAULT.withSeconds(true).withCounts(false);
        DeliveryReceipt jsmpp = new DeliveryReceipt(writer.textOf(style));
        assertEquals(local(DONE), local(jsmpp.getDoneDate()));
        assertEquals("0a1b2c3d-9", jsmpp.getId());
        var lenient = chSmpp(writer.textOf(style), false);
        assertEquals(DONE.toEpochMilli(), lenient.getDoneDate().getMillis());
        assertEquals("0a1b2c3d-9", lenient.getMessageId());
        // Why counts are written unless an account asks for none.
        assertThrows(DeliveryReceiptException.class, () -> chSmpp(writer.textOf(style), true));
    }

    @Test
    void shouldBeReadWithACapitalText() throws Exception {
        String text = writer.textOf(ReceiptStyle.DEFAULT.withCapitalText(true));
        assertEquals("Have a nice day, bye", chSmpp(text, true).getText());
        assertEquals("Have a nice day, bye", new DeliveryReceipt(text).getText());
    }

    private static com.cloudhopper.smpp.util.DeliveryReceipt chSmpp(String text, boolean strict)
            throws DeliveryReceiptException {
        return com.cloudhopper.smpp.util.DeliveryReceipt.parseShortMessage(text, DateTimeZone.UTC, strict);
    }

    private static LocalDateTime local(Instant utc) {
        return LocalDateTime.ofInstant(utc, ZoneOffset.UTC);
    }

    /** jSMPP takes the text's dates for local time. */
    private static LocalDateTime local(Date date) {
        return LocalDateTime.ofInstant(date.toInstant(), ZoneId.systemDefault());
    }
}
