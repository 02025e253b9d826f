package io.smppproxy.core.edge;

import java.util.List;

/**
 * What became of a message, in the words of the public API (docs/guarantees.md lists them).
 *
 * @param messageIdHi upper half of the id
 * @param messageIdLo lower half of the id
 * @param transactionId the sender's or the generated one
 * @param taskId the sender's
 * @param linkId the link that was used
 * @param partStatuses per part, in order
 * @param status of the whole message
 * @param deliveredCount parts that were delivered
 * @param sentAtSeconds Unix seconds of the submission
 * @param updatedAtSeconds Unix seconds of the last change
 * @param error why it failed, empty otherwise
 */
public record MessageInfo(
        long messageIdHi,
        long messageIdLo,
        String transactionId,
        long taskId,
        long linkId,
        List<String> partStatuses,
        String status,
        int deliveredCount,
        long sentAtSeconds,
        long updatedAtSeconds,
        String error) {
    public MessageInfo {
        partStatuses = List.copyOf(partStatuses);
    }
}
