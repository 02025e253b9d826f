package io.smppproxy.http.admin.log;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Lists in query strings, as different languages write them: {@code a[]=1&a[]=2}, {@code a[0]=1&a[1]=2}, {@code a=1&a=2}. */
final class ListParameter {
    private ListParameter() {}

    /** The values without repetitions, in their order. */
    static List<String> of(Context context, String name) {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
            String key = parameter.getKey();
            if (key.equals(name)
                    || (key.startsWith(name) && key.substring(name.length()).matches("\\[[0-9]{0,4}]"))) {
                values.addAll(parameter.getValue());
            }
        }
        values.remove("");
        return new ArrayList<>(values);
    }
}
