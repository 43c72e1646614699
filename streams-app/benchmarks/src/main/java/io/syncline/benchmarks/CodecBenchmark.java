package io.syncline.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.ContactMapper;
import io.syncline.ews.client.Unfamiliar;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.GetItem;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.Reply;
import io.syncline.port.Patch;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.contact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.XMLEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What reading an answer of 512 contacts and writing a request cost, beside plain walks over the
 * same bytes; one operation is one contact. {@link Ratio} runs and compares them.
 *
 * <p>
 * Public and open because JMH makes subclasses of it.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(ContactPage.CONTACTS)
public class CodecBenchmark {

    static final String TREE = "readTree";
    static final String CONTACTS = "readContacts";
    static final String WOODSTOX_WALK = "walkByWoodstox";
    static final String JDK_WALK = "walkByJdk";
    static final String REQUESTS = "writeRequests";
    static final String JDK_REQUESTS = "writeRequestsByJdk";

    /** Another seed tells of other people; the figures hardly move. */
    static final long SEED = 1;

    /** The answer, and what reads it. */
    @State(Scope.Benchmark)
    public static class Course {

        private final GetItem look = new GetItem(ContactMapper.shape(), List.of());
        private final ContactMapper mapper = new ContactMapper(new PhoneNumbers("US"),
                new Unfamiliar(new SimpleMeterRegistry()));
        private final XMLInputFactory woodstox = PlainXml.woodstox();
        private final XMLInputFactory jdk = PlainXml.jdk();
        private ContactPage page = ContactPage.NOTHING;

        /** Makes the contacts; called by JMH once a fork. */
        @Setup
        public void prepare() {
            page = ContactPage.of(SEED);
        }

        Reply<Element> tree() {
            return Envelope.read(look, page.answer());
        }

        List<Reading> contacts() {
            List<Reading> readings = new ArrayList<>();
            if (tree() instanceof Reply.Messages<Element>(List<Outcome<Element>> outcomes)) {
                outcomes.forEach(outcome -> readings.add(reading(outcome)));
            }
            return readings;
        }

        private Reading reading(Outcome<Element> outcome) {
            return switch (outcome) {
                case Outcome.Done<Element>(Element item) ->
                    mapper.reading(ItemId.in(item).orElseThrow(), item);
                case Outcome.Refused<Element> refused ->
                    throw new IllegalStateException("Refused: " + refused);
            };
        }
    }

    /** The requests as the JDK's writer takes them; only for the method that needs them. */
    @State(Scope.Benchmark)
    public static class Requests {

        private final XMLOutputFactory jdk = XMLOutputFactory.newDefaultFactory();
        private final List<List<XMLEvent>> events = new ArrayList<>();

        /** Takes the requests apart; called by JMH once a fork, after the contacts are made. */
        @Setup
        public void prepare(Course course) throws XMLStreamException {
            for (Patch wished : course.page.wished()) {
                events.add(PlainXml.events(ContactPage.request(wished)));
            }
        }
    }

    /** Reads the answer into its tree of elements. */
    @Benchmark
    public Reply<Element> readTree(Course course) {
        return course.tree();
    }

    /** Reads the answer as the source does: bytes, tree, contacts as records. */
    @Benchmark
    public List<Reading> readContacts(Course course) {
        return course.contacts();
    }

    /** Walks over the answer with the parser that the codec uses. */
    @Benchmark
    public long walkByWoodstox(Course course) throws XMLStreamException {
        return PlainXml.walked(course.woodstox, course.page.answer());
    }

    /** Walks over the answer with the JDK's parser. */
    @Benchmark
    public long walkByJdk(Course course) throws XMLStreamException {
        return PlainXml.walked(course.jdk, course.page.answer());
    }

    /** Writes a request for each contact, as the sink does: record, tree, bytes. */
    @Benchmark
    public void writeRequests(Course course, Blackhole sent) {
        course.page.wished().forEach(wished -> sent.consume(ContactPage.request(wished)));
    }

    /** Writes the same requests, ready-made, with the JDK's writer. */
    @Benchmark
    public void writeRequestsByJdk(Requests requests, Blackhole sent) throws XMLStreamException {
        for (List<XMLEvent> events : requests.events) {
            sent.consume(PlainXml.written(requests.jdk, events));
        }
    }
}
