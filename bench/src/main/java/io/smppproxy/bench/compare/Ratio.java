package io.smppproxy.bench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * CPU per message of one row over that of others, the median of the ratios round by round.
 *
 * @param what for people
 * @param value measured
 * @param aim of the performance budget; NaN when there is none
 * @param atMost whether the aim is a ceiling or a floor
 */
record Ratio(String what, double value, double aim, boolean atMost) {
    boolean isMet() {
        return Double.isNaN(aim) || (atMost ? value <= aim : value >= aim);
    }

    /** The ratios of the budget whose rows were measured. */
    static List<Ratio> of(Map<Contenders, Row> rows) {
        List<Ratio> ratios = new ArrayList<>();
        Row session = rows.get(Contenders.SESSION);
        Row path = rows.get(Contenders.WHOLE_PATH);
        Row framed = rows.get(Contenders.FRAMED_ECHO);
        Row grpc = rows.get(Contenders.GRPC_ECHO);
        Row chSmpp = rows.get(Contenders.CH_SMPP);
        Row jsmpp = rows.get(Contenders.JSMPP);
        add(ratios, "session / framed-echo", 1.5, true, session, framed);
        add(ratios, "session / batched-echo", Double.NaN, true, session, rows.get(Contenders.BATCHED_ECHO));
        add(ratios, "ch-smpp / session", 15, false, chSmpp, session);
        add(ratios, "jsmpp / session", Double.NaN, false, jsmpp, session);
        add(ratios, "core-path / framed-echo", Double.NaN, true, rows.get(Contenders.CORE_PATH), framed);
        addProxyOfEsmePath(ratios, rows.get(Contenders.ESME_PATH), framed);
        add(ratios, "whole-path / (grpc-echo + framed-echo)", 1.5, true, path, grpc, framed);
        return ratios;
    }

    /** What the proxy alone takes of it, its two connections against two echoes. */
    private static void addProxyOfEsmePath(List<Ratio> ratios, Row path, Row echo) {
        if (path == null || echo == null) {
            return;
        }
        double[] values = new double[path.rounds().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = path.rounds().get(i).cpuNsPerMessageWithout(EsmePathContender.FOREIGN_GROUPS)
                    / (2 * echo.rounds().get(i).cpuNsPerMessage());
        }
        ratios.add(new Ratio("proxy of esme-path / (2 × framed-echo)", Row.median(values), 2, true));
    }

    private static void add(List<Ratio> ratios, String what, double aim, boolean atMost, Row upper, Row... lower) {
        if (upper == null || Arrays.asList(lower).contains(null)) {
            return;
        }
        int rounds = upper.rounds().size();
        double[] values = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double sum = 0;
            for (Row row : lower) {
                sum += row.rounds().get(i).cpuNsPerMessage();
            }
            values[i] = upper.rounds().get(i).cpuNsPerMessage() / sum;
        }
        ratios.add(new Ratio(what, Row.median(values), aim, atMost));
    }
}
