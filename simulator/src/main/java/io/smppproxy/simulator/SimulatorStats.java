package io.smppproxy.simulator;

/**
 * Totals since the start, and what is the case now.
 *
 * @param connections open TCP connections now
 * @param boundSessions bound connections now
 * @param binds successful binds
 * @param refusedBinds binds answered with an error
 * @param messages submit_sm and data_sm received while bound for sending
 * @param accepted of them, answered or to be answered with ESME_ROK
 * @param throttled of them, refused with ESME_RTHROTTLED
 * @param refused of them, refused with any status, throttled ones included
 * @param answersWithheld never answered because of a fault or a lost connection
 * @param inFlight received and not yet answered, now
 * @param receiptsSent receipts written, repeated ones included
 * @param receiptsAcknowledged receipts answered with ESME_ROK
 * @param receiptsRefused receipts answered with anything else
 * @param receiptsWaiting receipts that wait for a bind or a place in a window, now
 * @param moSent incoming messages written
 * @param moAcknowledged incoming messages answered with ESME_ROK
 * @param enquireLinks enquire_link received
 * @param drops connections cut by the plan
 * @param malformed PDUs that could not be read
 * @param againstTheLetter PDUs that could be read but are not what the version says, refused because the simulator is strict
 */
public record SimulatorStats(
        long connections,
        long boundSessions,
        long binds,
        long refusedBinds,
        long messages,
        long accepted,
        long throttled,
        long refused,
        long answersWithheld,
        long inFlight,
        long receiptsSent,
        long receiptsAcknowledged,
        long receiptsRefused,
        long receiptsWaiting,
        long moSent,
        long moAcknowledged,
        long enquireLinks,
        long drops,
        long malformed,
        long againstTheLetter) {}
