package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.DataSmFlyweight;
import io.smppproxy.codec.MessageFlyweight;
import io.smppproxy.codec.SmFlyweight;
import io.smppproxy.core.edge.Reply;
import io.smppproxy.core.submit.EsmeSubmission;
import io.smppproxy.core.submit.EsmeSubmitPath;
import io.smppproxy.core.submit.Intake;
import io.smppproxy.core.submit.SubmitContext;
import io.smppproxy.core.track.Tracker;

/**
 * What ESMEs ask for: submit_sm and data_sm go to a link and are answered with its SMSC's answer; submit_multi, query_sm, cancel_sm and
 * replace_sm have classes of their own. One per {@link EsmeLoop}, owned by its I/O loop.
 */
public final class EsmeSubmits implements EsmeRequestHandler {
    private final EsmeRequests requests;
    private final EsmeAnswers answers;
    private final EsmeSubmitPath path;
    private final EsmeMultiSubmits multi;
    private final EsmeQueries queries;
    private final SmFlyweight sm = new SmFlyweight();
    private final DataSmFlyweight dataSm = new DataSmFlyweight();
    private final EsmeSubmission submission = new EsmeSubmission();

    public EsmeSubmits(EsmeLoop loop, SubmitContext context, Intake intake, Tracker tracker) {
        this.requests = loop.requests();
        this.answers = new EsmeAnswers(context.routes());
        this.path = new EsmeSubmitPath(context, intake, loop.sinkId());
        this.multi = new EsmeMultiSubmits(requests, answers, path);
        this.queries = new EsmeQueries(loop.ioLoop(), tracker, context.routes(), answers);
    }

    @Override
    public void onRequest(EsmeSession session, ByteBuf buf, int offset, int lengthBytes, int commandId, int sequence) {
        switch (commandId) {
            case CommandId.SUBMIT_SM -> submit(session, sm.wrap(buf, offset, lengthBytes), commandId, sequence);
            case CommandId.DATA_SM -> submit(session, dataSm.wrap(buf, offset, lengthBytes), commandId, sequence);
            case CommandId.SUBMIT_MULTI -> multi.onRequest(session, buf, offset, lengthBytes, sequence);
            default -> queries.onRequest(session, buf, offset, lengthBytes, commandId, sequence);
        }
    }

    private void submit(EsmeSession session, MessageFlyweight message, int commandId, int sequence) {
        long handle = requests.open(session, commandId, sequence);
        boolean tellsSmscIds = session.account().tellsSmscIds(session.interfaceVersion());
        int status = path.submit(submission.begin(message, session.account(), tellsSmscIds, handle));
        if (status != CommandStatus.ESME_ROK) {
            requests.close(handle);
            answers.refuse(session, commandId, sequence, status, submission.reason());
        }
    }

    @Override
    public void onReply(Reply reply) {
        long handle = reply.handle();
        if (!requests.isOpen(handle)) {
            return;
        }
        EsmeSession session = requests.session(handle);
        int commandId = requests.commandId(handle);
        int sequence = requests.sequence(handle);
        MultiSubmission.Destination destination = (MultiSubmission.Destination) requests.context(handle);
        requests.close(handle);
        if (destination == null) {
            answers.answer(session, commandId, sequence, reply);
        } else {
            multi.onReply(destination, reply);
        }
    }
}
