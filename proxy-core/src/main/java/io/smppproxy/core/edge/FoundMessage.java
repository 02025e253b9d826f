package io.smppproxy.core.edge;

/**
 * One message, for people.
 *
 * @param messageIdHi upper half of the id
 * @param messageIdLo lower half of the id
 * @param isOfAccount whether an ESME submitted it
 * @param ownerId the account's id then, else the app's
 * @param transactionId the sender's or the generated one; what the ESME was told, where that is neither our id nor the SMSC's
 * @param taskId the sender's
 * @param esme the link or pool that was asked for
 * @param linkId the link that was used
 * @param status of the whole message, in the words of {@link MessageInfo}
 * @param parts how many it has
 * @param acceptedAtMs unix time
 * @param updatedAtMs unix time of the last change
 */
public record FoundMessage(
        long messageIdHi,
        long messageIdLo,
        boolean isOfAccount,
        long ownerId,
        String transactionId,
        long taskId,
        long esme,
        long linkId,
        String status,
        int parts,
        long acceptedAtMs,
        long updatedAtMs) {}
