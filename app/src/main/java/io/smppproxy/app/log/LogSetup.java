package io.smppproxy.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.smppproxy.app.config.LogSettings;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Puts the log settings into effect. Everything goes to standard output; whoever runs the process keeps it. */
public final class LogSetup {
    private static final int SAME_WARNINGS_PER_MINUTE = 5;

    private LogSetup() {}

    public static void apply(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        // grpc-java logs by java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        context.addTurboFilter(new RepeatedWarningFilter(SAME_WARNINGS_PER_MINUTE, System::nanoTime));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(settings.level()));
        root.addAppender(console(context, encoder(settings.format())));
        for (Map.Entry<String, LogSettings.Level> entry : settings.levels().entrySet()) {
            context.getLogger(entry.getKey()).setLevel(level(entry.getValue()));
        }
    }

    /** For commands that print their own results: nothing but errors is logged. */
    public static void quiet() {
        apply(new LogSettings(LogSettings.Level.ERROR, LogSettings.Format.TEXT, Map.of()));
    }

    private static Level level(LogSettings.Level level) {
        return Level.valueOf(level.name());
    }

    static Encoder<ILoggingEvent> encoder(LogSettings.Format format) {
        return switch (format) {
            case TEXT -> new LineEncoder();
            case JSON -> new JsonEncoder();
        };
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        return console;
    }
}
