package io.smppproxy.grpc;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.smppproxy.core.edge.QueryPort;
import io.smppproxy.proto.sms.v1.CheckESMERequest;
import io.smppproxy.proto.sms.v1.CheckESMEResponse;
import io.smppproxy.proto.sms.v1.CheckTextLenRequest;
import io.smppproxy.proto.sms.v1.CheckTextLenResponse;
import io.smppproxy.proto.sms.v1.SmsRequest;
import io.smppproxy.proto.sms.v1.SmsResponse;
import io.smppproxy.proto.sms.v1.SmsServiceGrpc;
import io.smppproxy.proto.sms.v1.SmsStatusRequest;
import io.smppproxy.proto.sms.v1.SmsStatusResponse;

/** sms.v1.SmsService with requests that never fail to parse, see {@link ParsedMarshaller}; otherwise the generated descriptors. */
final class SmsServiceBinding {
    private SmsServiceBinding() {}

    static ServerServiceDefinition create(QueryPort queryPort, int maxRequestBytes) {
        QueryMethods queries = new QueryMethods(queryPort, maxRequestBytes);
        MethodDescriptor<Parsed<SmsRequest>, SmsResponse> send =
                lenient(SmsServiceGrpc.getSendMessageMethod(), SmsRequest.getDefaultInstance());
        MethodDescriptor<Parsed<SmsRequest>, SmsResponse> stream =
                lenient(SmsServiceGrpc.getSendMessageStreamMethod(), SmsRequest.getDefaultInstance());
        MethodDescriptor<Parsed<CheckESMERequest>, CheckESMEResponse> checkEsme =
                lenient(SmsServiceGrpc.getCheckESMEMethod(), CheckESMERequest.getDefaultInstance());
        MethodDescriptor<Parsed<CheckTextLenRequest>, CheckTextLenResponse> checkTextLen =
                lenient(SmsServiceGrpc.getCheckTextLenMethod(), CheckTextLenRequest.getDefaultInstance());
        MethodDescriptor<Parsed<SmsStatusRequest>, SmsStatusResponse> smsInfo =
                lenient(SmsServiceGrpc.getSmsInfoMethod(), SmsStatusRequest.getDefaultInstance());
        ServiceDescriptor service = ServiceDescriptor.newBuilder(SmsServiceGrpc.SERVICE_NAME)
                .setSchemaDescriptor(SmsServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(send)
                .addMethod(stream)
                .addMethod(checkEsme)
                .addMethod(checkTextLen)
                .addMethod(smsInfo)
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(send, UnaryCall::start)
                .addMethod(stream, StreamCall::start)
                .addMethod(checkEsme, QueryMethods.handler(queries::checkEsme))
                .addMethod(checkTextLen, QueryMethods.handler(queries::checkTextLen))
                .addMethod(smsInfo, QueryMethods.handler(queries::smsInfo))
                .build();
    }

    private static <Q extends Message, R> MethodDescriptor<Parsed<Q>, R> lenient(
            MethodDescriptor<Q, R> generated, Q prototype) {
        return generated.toBuilder(new ParsedMarshaller<>(prototype), generated.getResponseMarshaller())
                .build();
    }
}
