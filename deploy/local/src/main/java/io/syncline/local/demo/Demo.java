package io.syncline.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.stack.Reach;
import io.syncline.local.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Plays the story on a stack whose broker and registry run: fills both sides partly, starts the
 * services, and tells each step as it happens.
 */
public final class Demo {

    private static final Duration IMPORT_TIMEOUT_PER_CONTACT = Duration.ofMillis(100);

    private final Stack stack;
    private final Options options;
    private final Consumer<String> progress;
    private final Consumer<Told> listener;

    /**
     * @param agents how many agents, at least two
     * @param contacts how many contacts each has, at least ten
     * @param seed of the people
     * @param stepTimeout how long a step may take to show
     * @param reach how the mailboxes are reached
     * @param without a service that is ended after the import, to see the story notice; or nothing
     */
    public record Options(int agents, int contacts, long seed, Duration stepTimeout,
            Reach reach, String without) {
        public Options {
            if (agents < 2 || contacts < 10) {
                throw new IllegalArgumentException(
                        "The story needs at least 2 agents and 10 contacts each");
            }
            if (!without.isEmpty() && !Stack.SERVICES.contains(without)) {
                throw new IllegalArgumentException("There is no service " + without
                        + "; there are " + String.join(", ", Stack.SERVICES));
            }
        }

        List<String> addresses() {
            return IntStream.rangeClosed(1, agents)
                    .mapToObj(number -> "agent-" + number + "@example.com")
                    .toList();
        }
    }

    /**
     * @param progress is told what is being waited for
     * @param listener is told each step when it is over
     */
    public Demo(Stack stack, Options options, Consumer<String> progress,
            Consumer<Told> listener) {
        this.stack = stack;
        this.options = options;
        this.progress = progress;
        this.listener = listener;
    }

    /** Plays every step; the last one is the proof. */
    public List<Told> play() {
        List<String> agents = options.addresses();
        stack.startSimulation(agents, options.reach());
        People people = new People(options.seed());
        try (Outlook outlook = new Outlook(stack.simulatorAdmin());
                CrmDesk crm = new CrmDesk(stack.crm());
                Conflicts conflicts = new Conflicts(stack.infrastructure().bootstrapServers(),
                        stack.infrastructure().registryUrl())) {
            progress.accept("Filling both sides: " + options.agents() + " agents with "
                    + options.contacts() + " contacts each, reached " + options.reach().told());
            agents.forEach(agent -> fill(agent, outlook, crm, people));
            stack.startServices();
            Duration importTimeout = options.stepTimeout()
                    .plus(IMPORT_TIMEOUT_PER_CONTACT
                            .multipliedBy((long) options.agents() * options.contacts()));
            Story story = new Story(outlook, crm, conflicts, new Patience(options.stepTimeout()),
                    people, agents);
            Story patient = new Story(outlook, crm, conflicts, new Patience(importTimeout),
                    people, agents);
            progress.accept("Playing the story");
            return tell(story, patient, agents);
        }
    }

    private List<Told> tell(Story story, Story patient, List<String> agents) {
        List<Supplier<Told>> steps = List.of(() -> patient.firstImport(options.contacts()),
                story::editInOutlook, story::editInCrm, story::differentFieldsAtOnce,
                story::sameFieldAtOnce, story::createOnEachSide, story::deleteInOutlook,
                story::deleteInCrm, story::throttledMailbox, () -> proof(story, agents));
        List<Told> told = new ArrayList<>();
        for (Supplier<Told> step : steps) {
            Told one = step.get();
            told.add(one);
            listener.accept(one);
            if (!one.held()) {
                return told;
            }
            if (told.size() == 1 && !options.without().isEmpty()) {
                progress.accept("Ending " + options.without());
                stack.supervisor().stop(options.without());
            }
        }
        return told;
    }

    /** A fifth of the contacts is in the CRM alone, a fifth on both sides, the rest in Outlook. */
    private void fill(String agent, Outlook outlook, CrmDesk crm, People people) {
        outlook.addMailbox(agent);
        for (int i = 0; i < options.contacts(); i++) {
            ObjectNode contact = people.next();
            if (i % 5 == 0) {
                crm.create(Stack.mailboxOf(agent), contact);
            } else if (i % 5 == 1) {
                crm.create(Stack.mailboxOf(agent), contact.deepCopy().put("spouseName", "Robin"));
                outlook.create(agent, contact.put("personalNotes", "Met at the open house"));
            } else {
                outlook.create(agent, contact);
            }
        }
    }

    private Told proof(Story story, List<String> agents) {
        // The story made two contacts and deleted two.
        int expected = options.agents() * options.contacts();
        Told told = new Patience(options.stepTimeout()).await("Proof", "both sides' own stores",
                () -> agents.stream().allMatch(agent -> story.equality(agent).isEqual())
                        && agents.stream()
                                .mapToInt(agent -> story.equality(agent).equal())
                                .sum() == expected,
                () -> "");
        int equal = agents.stream().mapToInt(agent -> story.equality(agent).equal()).sum();
        String differences = agents.stream()
                .map(story::equality)
                .filter(result -> !result.isEqual())
                .map(Equality.Result::shown)
                .findFirst()
                .orElse("");
        return new Told(told.name(), told.where(), told.held()
                ? equal + " contacts in " + agents.size() + " mailboxes equal on both sides"
                : equal + " of " + expected + " contacts equal\n" + differences, told.millis(),
                told.held());
    }
}
