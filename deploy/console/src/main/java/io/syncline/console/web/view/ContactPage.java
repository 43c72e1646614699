package io.syncline.console.web.view;

import java.util.List;

/**
 * A contact with its life, newest first.
 *
 * @param key tenant/mailbox/item, encoded for an address
 * @param mailbox as tenant/mailbox
 * @param signs what is true of it as a whole, in words
 * @param fields those that have a value
 * @param days of its life
 * @param stand how far the histories are, in words; empty if they are as new as the journal
 */
public record ContactPage(String key, String name, String mailbox, long version, boolean deleted,
        List<Sign> signs, List<FieldLine> fields, List<Day> days, String stand) {

    /** Something that is true of the contact; its style is that of a badge. */
    public record Sign(String text, String style) {}

    /**
     * A field's value and who set it.
     *
     * @param kept why it does not get into the mailbox; empty where nothing keeps it
     */
    public record FieldLine(String field, String value, String who, Moment at, String kept) {}

    /** What happened on a day. */
    public record Day(String title, List<Line> lines) {}

    /**
     * A fact and what followed.
     *
     * @param latency how long it took to be known; empty where nothing took time
     */
    public record Line(String clock, String iso, String cause, String latency,
            List<Followed> followed) {}

    /**
     * What followed from a fact.
     *
     * @param version that it made; 0 if none
     * @param steps fields with their values before and after
     * @param takes the field of which a value lost here that can be taken after all; empty if none
     * @param offset of the fact in the journal
     */
    public record Followed(String text, long version, List<Step> steps, String takes,
            long offset) {}

    /** A field with its values before and after, and whose doing that is; or kept and lost. */
    public record Step(String field, String before, String after, String who) {}

    public ContactPage {
        signs = List.copyOf(signs);
        fields = List.copyOf(fields);
        days = List.copyOf(days);
    }
}
