package io.smppproxy.simulator.esme;

import java.util.Map;

/**
 * Totals since the start, and what is the case now.
 *
 * @param bound sessions bound now
 * @param binds successful binds, repeated ones included
 * @param refusedBinds binds refused, by status
 * @param connectFailures connections that could not be opened
 * @param lost connections that ended without an unbind of ours
 * @param sent submit_sm written, and those that follow as parts of the same messages
 * @param answers their answers by status name
 * @param inFlight written and neither answered nor lost
 * @param unanswered written to a connection that was lost before the answer
 * @param leftOver messages that should have been sent and were not
 * @param strayAnswers answers to nothing that was sent, or twice
 * @param latencyP50Us microseconds from when a submit_sm was due to its answer: half are faster
 * @param latencyP99Us 99 % are faster
 * @param latencyP999Us 99.9 % are faster
 * @param latencyMaxUs the slowest
 * @param receipts final receipts by stat, duplicates included
 * @param matched receipts that were the first for a message of ours
 * @param duplicates receipts after the first for one id
 * @param unmatched receipts whose id no answer told
 * @param missing accepted submit_sm that asked for a receipt in any case and have none
 * @param repeatedIds answers with an id that an earlier one had
 * @param intermediate intermediate notifications
 * @param messages deliver_sm and data_sm that are no receipts
 * @param enquireLinks enquire_link received
 * @param malformed PDUs that could not be read
 */
public record EsmeStats(
        long bound,
        long binds,
        Map<String, Long> refusedBinds,
        long connectFailures,
        long lost,
        long sent,
        Map<String, Long> answers,
        long inFlight,
        long unanswered,
        long leftOver,
        long strayAnswers,
        long latencyP50Us,
        long latencyP99Us,
        long latencyP999Us,
        long latencyMaxUs,
        Map<String, Long> receipts,
        long matched,
        long duplicates,
        long unmatched,
        long missing,
        long repeatedIds,
        long intermediate,
        long messages,
        long enquireLinks,
        long malformed) {

    /** Submit_sm answered with ESME_ROK. */
    public long accepted() {
        return answers.getOrDefault("ESME_ROK", 0L);
    }

    /** Submit_sm answered with anything. */
    public long answered() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }

    /** True when everything that should be sent was, and every answer was ESME_ROK. */
    public boolean isAllAccepted() {
        return leftOver == 0 && sent == accepted();
    }
}
