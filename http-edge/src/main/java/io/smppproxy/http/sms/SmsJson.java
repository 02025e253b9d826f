package io.smppproxy.http.sms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smppproxy.codec.text.Segmenter;
import io.smppproxy.core.edge.LinkInfo;
import io.smppproxy.core.edge.MessageIds;
import io.smppproxy.core.edge.MessageInfo;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.edge.ReplyOutcome;
import io.smppproxy.core.edge.Wording;

/** Answers in the field names of sms.v1. */
final class SmsJson {
    private SmsJson() {}

    /** SmsResponse of a message that was accepted. */
    static ObjectNode of(SmsRequest request, Reply reply) {
        ObjectNode json = response(
                request,
                reply.outcome() == ReplyOutcome.SUBMITTED,
                Wording.error(reply),
                reply.linkId(),
                MessageIds.format(reply.messageIdHi(), reply.messageIdLo()),
                reply.outcome().statusWord());
        for (int part = 0; part < reply.partCount(); part++) {
            json.withArray("sms_ids").add(reply.smscId(part));
        }
        return json;
    }

    /**
     * SmsResponse of a message that was not accepted.
     *
     * @param linkId the link that was picked; 0 if it did not come to that
     */
    static ObjectNode refused(SmsRequest request, long linkId, String status, String error) {
        return response(request, false, error, linkId == 0 ? request.esme() : linkId, "", status);
    }

    private static ObjectNode response(
            SmsRequest request, boolean success, String error, long esme, String messageId, String status) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("success", success)
                .put("error", error)
                .put("esme", esme)
                .put("transaction_id", request.transactionId())
                .put("message_id", messageId)
                .put("status", status);
        json.putArray("sms_ids");
        return json.put("task_id", request.taskId());
    }

    /** CheckESMEResponse. */
    static ObjectNode of(LinkInfo link) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("persist", link.bound())
                .put("system_id", link.systemId());
    }

    /** CheckTextLenResponse of a text that was analysed. */
    static ObjectNode of(Segmenter segmenter, String error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("encode", segmenter.encoding().name())
                .put("symbols", segmenter.symbols())
                .put("parts", segmenter.partCount());
    }

    /** SmsStatusResponse. */
    static ObjectNode of(MessageInfo info) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("message_id", MessageIds.format(info.messageIdHi(), info.messageIdLo()))
                .put("mode", info.partStatuses().size() > 1 ? "multipart" : "single");
        ObjectNode parts = json.putObject("parts");
        int part = 1;
        for (String status : info.partStatuses()) {
            parts.put(Integer.toString(part++), status);
        }
        return json.put("delivered_count", info.deliveredCount())
                .put("sent_at", info.sentAtSeconds())
                .put("updated_at", info.updatedAtSeconds())
                .put("transaction_id", info.transactionId())
                .put("task_id", info.taskId())
                .put("status", info.status())
                .put("error", info.error());
    }

    static ObjectNode of(Problem problem, String title) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", problem.httpStatus())
                .put("detail", problem.getMessage())
                .put("error", problem.status());
        return problem.field().isEmpty() ? json : json.put("field", problem.field());
    }
}
