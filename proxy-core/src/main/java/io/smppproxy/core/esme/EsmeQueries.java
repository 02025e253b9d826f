package io.smppproxy.core.esme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smppproxy.codec.CommandEncoder;
import io.smppproxy.codec.CommandFlyweight;
import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.CommandStatus;
import io.smppproxy.codec.InterfaceVersion;
import io.smppproxy.codec.PduHeader;
import io.smppproxy.codec.spec.Field;
import io.smppproxy.codec.time.SmppTime;
import io.smppproxy.core.config.ForwardingRules;
import io.smppproxy.core.config.LinkConfig;
import io.smppproxy.core.lane.LinkGate;
import io.smppproxy.core.lane.RequestForwarder;
import io.smppproxy.core.link.IoLoop;
import io.smppproxy.core.route.RouteTable;
import io.smppproxy.core.submit.EsmeSubmission;
import io.smppproxy.core.submit.RequestAddressing;
import io.smppproxy.core.track.Tracker;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * query_sm, cancel_sm and replace_sm: the message is looked up by the tracker, then the request is answered from what is known of it, or
 * goes to its link with the SMSC's message id. Owned by one I/O loop; allocates, as none of them comes often.
 */
final class EsmeQueries {
    private final IoLoop loop;
    private final Tracker tracker;
    private final Supplier<RouteTable> routes;
    private final EsmeAnswers answers;
    private final CommandFlyweight request = new CommandFlyweight();
    private final CommandFlyweight answer = new CommandFlyweight();
    private final CommandEncoder encoder = new CommandEncoder();
    private final SmppTime time = new SmppTime();

    EsmeQueries(IoLoop loop, Tracker tracker, Supplier<RouteTable> routes, EsmeAnswers answers) {
        this.loop = loop;
        this.tracker = tracker;
        this.routes = routes;
        this.answers = answers;
    }

    void onRequest(EsmeSession session, ByteBuf buf, int offset, int lengthBytes, int commandId, int sequence) {
        request.wrap(buf, offset, lengthBytes);
        byte[] messageId =
                ByteBufUtil.getBytes(buf, request.offsetOf(Field.MESSAGE_ID), request.lengthOf(Field.MESSAGE_ID));
        long sourceDigest = EsmeSubmission.sourceDigest(
                buf, request.offsetOf(Field.SOURCE_ADDR), request.lengthOf(Field.SOURCE_ADDR));
        Question question =
                new Question(session, commandId, sequence, messageId, ByteBufUtil.getBytes(buf, offset, lengthBytes));
        AskedMessage asked = new AskedMessage(
                session.account().id(),
                messageId,
                session.account().tellsSmscIds(session.interfaceVersion()),
                sourceDigest);
        tracker.ask(messages -> {
            KnownMessage known = asked.find(messages, routes.get());
            onLoop(() -> onFound(question, known));
        });
    }

    /** A request whose answer is awaited. */
    private record Question(
            EsmeSession session,
            int commandId,
            int sequence,
            @SuppressWarnings("ArrayRecordComponent") byte[] messageId,
            @SuppressWarnings("ArrayRecordComponent") byte[] pdu) {}

    private void onLoop(Runnable action) {
        try {
            loop.eventLoop().execute(() -> {
                action.run();
                loop.endBatch();
            });
        } catch (RejectedExecutionException e) {
            // The loop has ended, and the session with it.
        }
    }

    private void onFound(Question question, KnownMessage known) {
        if (known == null) {
            refuse(question, CommandStatus.ESME_RINVMSGID);
            return;
        }
        LinkGate link = routes.get().link(known.linkId());
        boolean forwards =
                link != null && known.hasSmscId() && forwards(link.config().forwarding(), question);
        if (forwards) {
            forward(question, known, link);
        } else if (question.commandId() == CommandId.QUERY_SM) {
            tell(question, known);
        } else {
            refuse(question, failureOf(question.commandId()));
        }
    }

    private static boolean forwards(ForwardingRules rules, Question question) {
        return switch (question.commandId()) {
            case CommandId.QUERY_SM -> rules.forwardsQuery();
            case CommandId.CANCEL_SM -> rules.forwardsCancel();
            default -> rules.forwardsReplace();
        };
    }

    private static int failureOf(int commandId) {
        return switch (commandId) {
            case CommandId.QUERY_SM -> CommandStatus.ESME_RQUERYFAIL;
            case CommandId.CANCEL_SM -> CommandStatus.ESME_RCANCELFAIL;
            default -> CommandStatus.ESME_RREPLACEFAIL;
        };
    }

    private void refuse(Question question, int status) {
        answers.refuse(question.session(), question.commandId(), question.sequence(), status, "");
    }

    /** Answers query_sm from what is known here. */
    private void tell(Question question, KnownMessage known) {
        int version = question.session().interfaceVersion();
        encoder.reset(CommandId.QUERY_SM_RESP, CommandStatus.ESME_ROK, question.sequence())
                .interfaceVersion(encodingVersion(version))
                .set(Field.MESSAGE_ID, question.messageId(), 0, question.messageId().length)
                .set(Field.FINAL_DATE, known.isFinal() ? time.absolute(known.updatedAtMs(), 0) : "")
                .set(Field.MESSAGE_STATE, known.messageState(version))
                .set(Field.ERROR_CODE, known.errorCode());
        question.session().respond(encoder);
    }

    /** Ids that an ESME of v3.3 gave us itself may be longer than v3.3 has them. */
    private static int encodingVersion(int version) {
        return Math.max(version, InterfaceVersion.V3_4);
    }

    private void forward(Question question, KnownMessage known, LinkGate link) {
        byte[] forwarded;
        try {
            forwarded = forwardedPdu(question, known, link.config());
        } catch (IllegalArgumentException e) {
            // The SMSC has given an id that no request can name.
            refuse(question, failureOf(question.commandId()));
            return;
        }
        link.forwarder().forward(forwarded, new RequestForwarder.Answer() {
            @Override
            public void onAnswer(byte[] pdu) {
                onLoop(() -> onForwarded(question, pdu));
            }

            @Override
            public void onNoAnswer() {
                onLoop(() -> refuse(question, failureOf(question.commandId())));
            }
        });
    }

    /** The ESME's request with the SMSC's id in the place of ours, and the source address that the SMSC got. */
    private byte[] forwardedPdu(Question question, KnownMessage known, LinkConfig link) {
        request.wrap(Unpooled.wrappedBuffer(question.pdu()), 0, question.pdu().length);
        encoder.copyOf(request).interfaceVersion(encodingVersion(link.interfaceVersion()));
        encoder.set(Field.MESSAGE_ID, known.smscId(), 0, known.smscId().length);
        RequestAddressing.apply(question.session().account().mode(), request, link, encoder);
        ByteBuf out = Unpooled.buffer();
        encoder.encode(out);
        return ByteBufUtil.getBytes(out);
    }

    private void onForwarded(Question question, byte[] pdu) {
        ByteBuf buf = Unpooled.wrappedBuffer(pdu);
        int status = PduHeader.commandStatus(buf, 0);
        boolean isOwnAnswer = PduHeader.commandId(buf, 0) == CommandId.responseOf(question.commandId());
        if (status != CommandStatus.ESME_ROK || !isOwnAnswer) {
            refuse(question, status == CommandStatus.ESME_ROK ? failureOf(question.commandId()) : status);
        } else if (question.commandId() == CommandId.QUERY_SM) {
            passQueryAnswer(question, answer.wrap(buf, 0, pdu.length));
        } else {
            question.session().refuse(question.commandId(), CommandStatus.ESME_ROK, question.sequence());
        }
    }

    /** What the SMSC says, under the id that the ESME knows. */
    private void passQueryAnswer(Question question, CommandFlyweight told) {
        EsmeSession session = question.session();
        ByteBuf out = Unpooled.buffer();
        try {
            encoder.copyOf(told).interfaceVersion(encodingVersion(session.interfaceVersion()));
            encoder.set(Field.MESSAGE_ID, question.messageId(), 0, question.messageId().length);
            encoder.encode(out);
        } catch (IllegalArgumentException e) {
            // Fields longer than any version has them.
            refuse(question, CommandStatus.ESME_RQUERYFAIL);
            return;
        }
        PduHeader.setSequenceNumber(out, 0, question.sequence());
        if (session.isOpen()) {
            session.output().writeBytes(out);
        }
        session.answered();
    }
}
