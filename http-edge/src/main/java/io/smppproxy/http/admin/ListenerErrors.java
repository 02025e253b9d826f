package io.smppproxy.http.admin;

import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before it reaches a route, such as ambiguous paths: as JSON, with nothing of the request in it. */
final class ListenerErrors extends ErrorHandler {
    private static final String DETAIL = "the request is malformed";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SecurityHeaders.all().forEach((name, value) -> response.getHeaders().put(new HttpField(name, value)));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiProblem.CONTENT_TYPE);
        byte[] body = Json.write(ApiProblem.of(response.getStatus(), DETAIL).toJson());
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
