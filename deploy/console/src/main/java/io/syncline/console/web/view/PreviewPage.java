package io.syncline.console.web.view;

import java.util.List;

/**
 * What the start of a mailbox would do.
 *
 * @param tenant its id
 * @param name what people call it
 * @param mailbox its id
 * @param sentence what it comes to
 * @param rows each effect that would occur
 * @param starts whether somebody has to start the mailbox
 */
public record PreviewPage(String tenant, String name, String mailbox, String sentence,
        List<Row> rows, boolean starts) {

    public PreviewPage {
        rows = List.copyOf(rows);
    }

    /**
     * One effect.
     *
     * @param what for people
     * @param count of contacts
     * @param examples names of some of them
     */
    public record Row(String what, String count, String examples) {
        @Override
        public String toString() {
            return "Row[" + what + ", " + count + "]";
        }
    }
}
