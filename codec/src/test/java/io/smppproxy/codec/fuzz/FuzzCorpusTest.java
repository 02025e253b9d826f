package io.smppproxy.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input that fuzzing found worth keeping, without the fuzzer. */
class FuzzCorpusTest {
    @ParameterizedTest
    @EnumSource
    void shouldHoldForEveryKeptInput(FuzzTarget target) {
        List<byte[]> inputs = Corpus.of(target);
        assertTrue(inputs.size() > 10, "kept inputs: " + inputs.size());
        for (byte[] input : inputs) {
            try {
                target.run(input);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(target.label() + " " + ByteBufUtil.hexDump(input) + ": " + e, e);
            }
        }
    }
}
