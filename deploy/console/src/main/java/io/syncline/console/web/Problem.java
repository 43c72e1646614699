package io.syncline.console.web;

import io.syncline.console.tenant.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request that cannot be taken; shown as a page, or answered as RFC 9457 problem details. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;
    private final Duration wait;
    private final transient List<FieldProblem> fields;

    private Problem(int status, String field, String detail, Duration wait,
            List<FieldProblem> fields) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
        this.wait = wait;
        this.fields = List.copyOf(fields);
    }

    /**
     * @param status the HTTP status
     * @param field the field, header or parameter that is wrong; empty where none is
     * @param detail what is wrong and what would be right, for people
     */
    Problem(int status, String field, String detail) {
        this(status, field, detail, Duration.ZERO, List.of());
    }

    /** Fields that are wrong, one at least. */
    static Problem ofFields(List<FieldProblem> fields) {
        return new Problem(422, fields.getFirst().field(), fields.getFirst().message(),
                Duration.ZERO, fields);
    }

    /** Too much at once. */
    static Problem tooOften(Duration wait, String detail) {
        return new Problem(429, "", detail, wait, List.of());
    }

    /** There is nothing of that name. */
    static Problem notFound(String what) {
        return new Problem(404, "", what);
    }

    int status() {
        return status;
    }

    String field() {
        return field;
    }

    /** All fields that are wrong, where more than one may be. */
    List<FieldProblem> fields() {
        return fields;
    }

    /** After which it may be tried again. */
    Optional<Duration> retryAfter() {
        return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }
}
