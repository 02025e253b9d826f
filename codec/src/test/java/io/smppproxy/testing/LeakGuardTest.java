package io.smppproxy.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"default", "pooled", "unpooled"})
    void shouldReportPlantedLeak(String allocator) {
        plantLeak(
                switch (allocator) {
                    case "pooled" -> PooledByteBufAllocator.DEFAULT;
                    case "unpooled" -> UnpooledByteBufAllocator.DEFAULT;
                    default -> ByteBufAllocator.DEFAULT;
                });
        AssertionError failure = assertThrows(AssertionError.class, () -> LeakGuardExtension.check("planted"));
        assertTrue(failure.getMessage().contains("plantLeak"), failure.getMessage());
    }

    @Test
    void shouldNotReportWhatWasReleased() {
        ByteBuf buf = ByteBufAllocator.DEFAULT.directBuffer();
        buf.writeInt(1);
        buf.release();
        assertDoesNotThrow(() -> LeakGuardExtension.check("released"));
    }

    @Test
    void shouldLookAtEveryBuffer() {
        assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
    }

    private static void plantLeak(ByteBufAllocator allocator) {
        allocator.directBuffer(64).writeInt(1);
    }
}
