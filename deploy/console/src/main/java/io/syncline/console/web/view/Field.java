package io.syncline.console.web.view;

/**
 * A field of a form.
 *
 * @param name as the form sends it; also its id on the page
 * @param hint what to put in, and where to find it
 * @param value what stands in it; always empty for a secret or a file
 * @param problem what is wrong with it; empty: nothing
 */
public record Field(String name, String label, String hint, Type type, String value,
        boolean required, String problem) {

    /** How it is filled in. */
    public enum Type {
        TEXT, EMAIL, URL, DATE, PASSWORD, FILE, LINES
    }

    /** What describes it to somebody who hears the page; empty: nothing does. */
    public String describedBy() {
        return ((hint.isEmpty() ? "" : name + "-hint ") + (problem.isEmpty()
                ? ""
                : name
                        + "-problem"))
                .strip();
    }
}
