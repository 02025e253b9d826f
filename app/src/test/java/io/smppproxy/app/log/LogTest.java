package io.smppproxy.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.smppproxy.app.config.LogSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain text,plain text",
                "`two\nlines`,two\\u000alines",
                "`esc\u001b[31m`,esc\\u001b[31m",
                "rtl\u202eoverride,rtl\\u202eoverride",
                "isolate\u2066x\u2069,isolate\\u2066x\\u2069",
                "emoji \uD83D\uDE00 stays,emoji \uD83D\uDE00 stays",
                "lone \uD83D high,lone \\ud83d high",
                "lone \uDE00 low,lone \\ude00 low",
                "Привет,Привет"
            })
    void shouldEscapeWhatCouldFakeLines(String text, String expected) {
        assertEquals(expected, Escapes.line(text));
    }

    @Test
    void shouldQuoteJson() {
        assertEquals("\"a\\\"b\\\\c\\nd\\u0009\"", Escapes.json("a\"b\\c\nd\t"));
    }

    @Test
    void shouldWriteOneReadableLine() {
        String line = encode(LogSettings.Format.TEXT, "bound to {}", "evil\nname");
        assertTrue(
                line.matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN {2}\\[.*] Link: bound to evil\\\\u000aname\n"),
                line);
    }

    @Test
    void shouldWriteOneJsonObject() {
        String line = encode(LogSettings.Format.JSON, "bound to {}", "evil\nname");
        assertTrue(line.startsWith("{\"time\":\"20") && line.endsWith("}\n"), line);
        assertTrue(line.contains("\"level\":\"WARN\""), line);
        assertTrue(line.contains("\"logger\":\"io.smppproxy.Link\",\"message\":\"bound to evil\\nname\""), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void shouldLimitRepeatedWarningsPerLink() {
        AtomicLong nowNs = new AtomicLong();
        LoggerContext context = new LoggerContext();
        context.addTurboFilter(new RepeatedWarningFilter(2, nowNs::get));
        List<String> written = new ArrayList<>();
        Logger logger = logger(context, written);
        for (int i = 0; i < 10; i++) {
            logger.warn("{} lost: {}", "link 1", i);
            logger.warn("{} lost: {}", "link 2", i);
        }
        logger.error("{} lost: {}", "link 1", "errors always pass");
        assertEquals(
                List.of(
                        "link 1 lost: 0",
                        "link 2 lost: 0",
                        "link 1 lost: 1",
                        "link 2 lost: 1",
                        "link 1 lost: errors always pass"),
                written);
        written.clear();
        nowNs.addAndGet(60_000_000_000L);
        logger.warn("{} lost: {}", "link 1", "again");
        assertEquals(List.of("8 more warnings like the next one were left out", "link 1 lost: again"), written);
    }

    private static String encode(LogSettings.Format format, String message, Object argument) {
        LoggerContext context = new LoggerContext();
        Encoder<ILoggingEvent> encoder = LogSetup.encoder(format);
        List<String> lines = new ArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        };
        start(context, appender).warn(message, argument);
        return String.join("", lines);
    }

    private static Logger logger(LoggerContext context, List<String> written) {
        return start(context, new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                written.add(event.getFormattedMessage());
            }
        });
    }

    private static Logger start(LoggerContext context, AppenderBase<ILoggingEvent> appender) {
        appender.setContext(context);
        appender.start();
        Logger logger = context.getLogger("io.smppproxy.Link");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }
}
