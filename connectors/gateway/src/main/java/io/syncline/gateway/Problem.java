package io.syncline.gateway;

/** A request that cannot be taken; answered as RFC 9457 problem details, naming the field. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;

    /**
     * @param status the HTTP status
     * @param field the field, header or parameter that is wrong
     * @param detail what is wrong with it and what would be right
     */
    Problem(int status, String field, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
    }

    int status() {
        return status;
    }

    String field() {
        return field;
    }
}
