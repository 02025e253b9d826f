package io.smppproxy.http.admin.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** A request that is not done, as it is told the caller (RFC 9457). It has no stack trace, as it is no failure of ours. */
public final class ApiProblem extends RuntimeException {
    public static final String CONTENT_TYPE = "application/problem+json";
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<FieldProblem> errors;
    private final long retryAfterS;

    private ApiProblem(int status, String detail, List<FieldProblem> errors, long retryAfterS) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.retryAfterS = retryAfterS;
    }

    public static ApiProblem of(int status, String detail) {
        return new ApiProblem(status, detail, List.of(), 0);
    }

    /** 400. */
    public static ApiProblem malformed(String detail) {
        return of(400, detail);
    }

    /** 404. */
    public static ApiProblem notFound(String what) {
        return of(404, what);
    }

    /** 422 for one field. */
    public static ApiProblem refused(String field, String detail) {
        return refused(List.of(FieldProblem.of(field, detail)));
    }

    /** 422. */
    public static ApiProblem refused(List<FieldProblem> errors) {
        return new ApiProblem(422, "nothing was changed", errors, 0);
    }

    /** 409, because others need what would have been changed. */
    public static ApiProblem conflict(String detail, List<FieldProblem> errors) {
        return new ApiProblem(409, detail, errors, 0);
    }

    /** 429. */
    public static ApiProblem tooMany(String detail, long retryAfterS) {
        return new ApiProblem(429, detail, List.of(), retryAfterS);
    }

    public int status() {
        return status;
    }

    /** As RFC 9457 has it, with the list of errors beside. */
    public ObjectNode toJson() {
        ObjectNode body = Json.object();
        body.put("type", "about:blank");
        body.put("title", HttpStatus.forStatus(status).getMessage());
        body.put("status", status);
        body.put("detail", getMessage());
        ArrayNode list = body.putArray("errors");
        for (FieldProblem error : errors) {
            list.addObject()
                    .put("pointer", error.pointer())
                    .put("field", error.field())
                    .put("detail", error.detail());
        }
        return body;
    }

    /** Makes this the answer. */
    public void answer(Context context) {
        if (retryAfterS > 0) {
            context.header("Retry-After", Long.toString(retryAfterS));
        }
        context.status(status).contentType(CONTENT_TYPE).result(Json.write(toJson()));
    }
}
