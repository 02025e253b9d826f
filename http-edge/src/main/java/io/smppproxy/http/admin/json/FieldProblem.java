package io.smppproxy.http.admin.json;

/**
 * What is wrong with one field of a body.
 *
 * @param pointer JSON pointer into the body
 * @param field name of the field, levels separated by dots
 * @param detail what was found and what was expected
 */
public record FieldProblem(String pointer, String field, String detail) {
    /** Of a field at the top of the body. */
    public static FieldProblem of(String field, String detail) {
        return new FieldProblem("/" + field, field, detail);
    }
}
