package io.smppproxy.simulator.esme;

import java.util.Locale;

/** Writes counters for people. Pure functions. */
final class EsmeReport {
    private EsmeReport() {}

    /** One line; {@code before} is {@code seconds} older. */
    static String line(EsmeStats before, EsmeStats now, double seconds) {
        return String.format(
                Locale.ROOT,
                "%,.0f sent/s %,.0f answered/s | sent %,d ok %,d not ok %,d in flight %,d | receipts %,d missing %,d"
                        + " | mo %,d | bound %,d lost %,d",
                (now.sent() - before.sent()) / seconds,
                (now.answered() - before.answered()) / seconds,
                now.sent(),
                now.accepted(),
                now.answered() - now.accepted(),
                now.inFlight(),
                now.matched(),
                now.missing(),
                now.messages(),
                now.bound(),
                now.lost());
    }

    static String summary(EsmeStats stats) {
        return String.format(
                Locale.ROOT,
                "binds      %,d, refused %s, cannot connect %,d, lost %,d%n"
                        + "submit_sm  sent %,d, unanswered %,d, messages not sent %,d, stray answers %,d%n"
                        + "answers    %s%n"
                        + "latency    p50 %,d us, p99 %,d us, p99.9 %,d us, max %,d us%n"
                        + "receipts   %s; matched %,d, duplicates %,d, unmatched %,d, missing %,d, repeated ids %,d,"
                        + " notifications %,d%n"
                        + "messages   %,d%n",
                stats.binds(),
                stats.refusedBinds(),
                stats.connectFailures(),
                stats.lost(),
                stats.sent(),
                stats.inFlight() + stats.unanswered(),
                stats.leftOver(),
                stats.strayAnswers(),
                stats.answers(),
                stats.latencyP50Us(),
                stats.latencyP99Us(),
                stats.latencyP999Us(),
                stats.latencyMaxUs(),
                stats.receipts(),
                stats.matched(),
                stats.duplicates(),
                stats.unmatched(),
                stats.missing(),
                stats.repeatedIds(),
                stats.intermediate(),
                stats.messages());
    }
}
