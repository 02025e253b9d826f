package io.smppproxy.http.admin.resource;

import io.javalin.http.Context;
import io.smppproxy.http.admin.json.ApiProblem;

/** Parameters of query strings. */
public final class Query {
    private Query() {}

    /** @throws ApiProblem 422 for what is no number from min to max */
    public static int integer(Context context, String name, int missing, int min, int max) {
        return (int) number(context, name, missing, min, max);
    }

    /** @throws ApiProblem 422 for what is no number from min to max */
    public static long number(Context context, String name, long missing, long min, long max) {
        String text = context.queryParam(name);
        if (text == null || text.isEmpty()) {
            return missing;
        }
        boolean isNumber = text.matches("-?[0-9]{1,18}");
        long number = isNumber ? Long.parseLong(text) : 0;
        if (!isNumber || number < min || number > max) {
            throw ApiProblem.refused(name, "(expected: " + min + " to " + max + ")");
        }
        return number;
    }
}
