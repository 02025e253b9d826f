package io.smppproxy.http.admin.resource;

import io.javalin.http.Context;
import io.smppproxy.configstore.ChangeRefused;
import io.smppproxy.configstore.ConfigManager;
import io.smppproxy.configstore.Document;
import io.smppproxy.configstore.DocumentEditor;
import io.smppproxy.configstore.Problem;
import io.smppproxy.http.admin.auth.Caller;
import io.smppproxy.http.admin.json.ApiProblem;
import io.smppproxy.http.admin.json.FieldProblem;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes changes of the configuration in the name of a caller, and tells refusals in the words of the API. Any thread. */
final class Changes {
    private static final String VERSION_FORM = "\"?([0-9]{1,18})\"?";

    private final ConfigManager manager;

    Changes(ConfigManager manager) {
        this.manager = manager;
    }

    Document current() {
        return manager.current();
    }

    /**
     * Changes the whole configuration or nothing. With If-Match only if the version is still that one.
     *
     * @param toField what a problem is in the words of the body; null for a problem that is not of the body
     * @throws ApiProblem 409 when somebody else changed it, or others need what is taken away; 422
     */
    Document make(
            Context context, String what, Function<Problem, FieldProblem> toField, Consumer<DocumentEditor> edit) {
        try {
            return manager.change(expectedVersion(context), Caller.of(context).name(), what, edit);
        } catch (ChangeRefused e) {
            throw problem(e, toField);
        }
    }

    private static long expectedVersion(Context context) {
        String condition = context.header("If-Match");
        if (condition == null) {
            return 0;
        }
        if (!condition.matches(VERSION_FORM)) {
            throw ApiProblem.malformed("If-Match: (expected: the ETag of an answer)");
        }
        return Long.parseLong(condition.replace("\"", ""));
    }

    static ApiProblem problem(ChangeRefused refusal, Function<Problem, FieldProblem> toField) {
        if (refusal.isConflict()) {
            return ApiProblem.conflict(refusal.problems().get(0).detail(), List.of());
        }
        boolean own = false;
        List<FieldProblem> errors = new java.util.ArrayList<>();
        for (Problem problem : refusal.problems()) {
            FieldProblem error = toField.apply(problem);
            own |= error != null;
            errors.add(error == null ? new FieldProblem(problem.pointer(), "", problem.detail()) : error);
        }
        return own ? ApiProblem.refused(errors) : ApiProblem.conflict("others need what this would change", errors);
    }

    /** Of a problem whose pointer is one into the body already. */
    static FieldProblem asSent(Problem problem) {
        return field(problem.pointer(), problem.detail(), FieldNames::toField);
    }

    /** Of a problem at or below a pointer, as a field of the object that is there. */
    static FieldProblem below(String prefix, Problem problem, Function<String, String> fieldOf) {
        String pointer = problem.pointer();
        if (!pointer.equals(prefix) && !pointer.startsWith(prefix + "/")) {
            return null;
        }
        return field(pointer.substring(prefix.length()), problem.detail(), fieldOf);
    }

    private static FieldProblem field(String settingPointer, String detail, Function<String, String> fieldOf) {
        StringBuilder pointer = new StringBuilder();
        StringBuilder field = new StringBuilder();
        for (String level : settingPointer.split("/", -1)) {
            if (!level.isEmpty()) {
                String name = fieldOf.apply(level.replace("~1", "/").replace("~0", "~"));
                pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return new FieldProblem(pointer.toString(), field.toString(), detail);
    }
}
