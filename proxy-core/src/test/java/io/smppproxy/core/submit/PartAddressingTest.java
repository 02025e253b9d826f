package io.smppproxy.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.SmEncoder;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.core.config.AddressRule;
import org.junit.jupiter.api.Test;

class PartAddressingTest {
    private static String apply(String from, AddressRule source, String to, AddressRule dest) {
        SmEncoder encoder = new SmEncoder();
        encoder.reset(CommandId.SUBMIT_SM);
        PartAddressing.source(source, 2, 3, from, encoder);
        PartAddressing.dest(dest, 4, 6, to, encoder);
        int lengthBytes = encoder.encode();
        ByteBuf pdu = Unpooled.wrappedBuffer(encoder.octets(), encoder.octetsOffset(), lengthBytes);
        SmFlyweight sm = new SmFlyweight().wrap(pdu, 0, pdu.readableBytes());
        return sm.sourceAddrTon() + "/" + sm.sourceAddrNpi() + " " + sm.sourceAddr() + " > " + sm.destAddrTon() + "/"
                + sm.destAddrNpi() + " " + sm.destinationAddr();
    }

    @Test
    void shouldTakeTypeAndPlanFromTheRequest() {
        assertEquals(
                "2/3 MyBrand > 4/6 998901234567",
                apply("MyBrand", AddressRule.REQUEST, "998901234567", AddressRule.REQUEST));
    }

    @Test
    void shouldTakeTypeAndPlanFromTheLink() {
        assertEquals(
                "5/0 MyBrand > 1/1 998901234567",
                apply("MyBrand", AddressRule.fixed(5, 0), "+998901234567", AddressRule.fixed(1, 1)));
    }

    @Test
    void shouldDetectNamesShortCodesAndInternationalNumbers() {
        AddressRule auto = AddressRule.AUTODETECT;
        assertEquals("5/0 MyBrand > 1/1 998901234567", apply("MyBrand", auto, "998901234567", auto));
        assertEquals("3/0 1234567 > 3/0 112", apply("1234567", auto, "112", auto));
        assertEquals("1/1 12345678 > 1/1 12345678", apply("12345678", auto, "12345678", auto));
        assertEquals("1/1 998 > 1/1 998", apply("+998", auto, "+998", auto));
        assertEquals("5/0 +1A > 1/1 123", apply("+1A", auto, "+123", auto));
        assertEquals("5/0 1 2 > 3/0 123", apply("1 2", auto, "123", auto));
    }

    @Test
    void shouldNeverPutThePlusOfADestinationOnTheWire() {
        assertEquals("2/3 X > 4/6 998901234567", apply("X", AddressRule.REQUEST, "+998901234567", AddressRule.REQUEST));
    }
}
