package io.syncline.console.letters;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter stands: {@code partition/offset}, as operators type it. */
public record LetterId(int partition, long offset) implements Comparable<LetterId> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,18})");
    private static final String SUBJECT = "dead-letter/";
    private static final Comparator<LetterId> ORDER = Comparator
            .comparing(LetterId::partition)
            .thenComparing(LetterId::offset);

    /** Nothing if the text has another form. */
    public static Optional<LetterId> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new LetterId(Integer.parseInt(form.group(1)),
                        Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    /** The letter that an audit record is about, if it is about one. */
    static Optional<LetterId> ofSubject(String subject) {
        return subject.startsWith(SUBJECT)
                ? of(subject.substring(SUBJECT.length()))
                : Optional.empty();
    }

    /** As an audit record names it. */
    String subject() {
        return SUBJECT + this;
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "/" + offset;
    }
}
