package io.syncline.console.web;

import io.syncline.console.proof.FlowHistory;
import io.syncline.console.proof.FlowHistory.Rate;
import io.syncline.console.proof.FlowSample;
import io.syncline.console.proof.Stage;
import io.syncline.console.web.view.OverviewPage.StageView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows the flow: how fast each stage is, what waits for it, and a line of the last 15 minutes. */
final class FlowViews {

    static final int WIDTH = 300;
    static final int HEIGHT = 48;
    private static final int EDGE = 2;
    /** A rate is taken over so many samples: commits come in bursts. */
    private static final int SAMPLES = 3;
    private static final double FEW = 10;

    private FlowViews() {}

    static List<StageView> stages(FlowHistory flow, Instant now) {
        return Arrays.stream(Stage.values()).map(stage -> view(flow, stage, now)).toList();
    }

    private static StageView view(FlowHistory flow, Stage stage, Instant now) {
        List<Rate> rates = flow.rates(stage);
        double present = present(rates);
        double most = rates.stream().mapToDouble(Rate::perSecond).max().orElse(0);
        return new StageView(stage.title(), rates.isEmpty()
                ? "Not measured yet"
                : number(present) + " " + stage.unit() + " a second",
                flow.last().map(sample -> waiting(sample, stage, now)).orElse(""),
                line(rates, most, now), words(rates, stage, most));
    }

    static double present(List<Rate> rates) {
        return rates.subList(Math.max(0, rates.size() - SAMPLES), rates.size())
                .stream()
                .mapToDouble(Rate::perSecond)
                .average()
                .orElse(0);
    }

    private static String waiting(FlowSample sample, Stage stage, Instant now) {
        FlowSample.Reading reading = sample.stages().get(stage);
        Optional<Instant> since = Optional.ofNullable(reading)
                .flatMap(FlowSample.Reading::waitingSince);
        if (reading == null || since.isEmpty()) {
            return "Nothing waits";
        }
        return Operating.counted(reading.waiting(), "record waits", "records wait")
                + ", the oldest for " + age(Duration.between(since.get(), now));
    }

    /** The newest on the right; 15 minutes are the whole width. */
    static String line(List<Rate> rates, double most, Instant now) {
        double seconds = FlowHistory.KEPT.toSeconds();
        return rates.stream().map(rate -> {
            double ago = Duration.between(rate.at(), now).toMillis() / 1_000.0;
            double x = Math.clamp(WIDTH * (1 - ago / seconds), 0, WIDTH);
            double y = HEIGHT - EDGE
                    - (most <= 0 ? 0 : (HEIGHT - 2.0 * EDGE) * rate.perSecond() / most);
            return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
        }).collect(Collectors.joining(" "));
    }

    private static String words(List<Rate> rates, Stage stage, double most) {
        if (rates.isEmpty()) {
            return stage.title() + ": not measured yet";
        }
        double average = rates.stream().mapToDouble(Rate::perSecond).average().orElse(0);
        return stage.title() + " in the last 15 minutes: on average " + number(average) + " "
                + stage.unit() + " a second, at most " + number(most);
    }

    static String age(Duration age) {
        if (age.toSeconds() < 1) {
            return "less than a second";
        }
        if (age.toMinutes() < 2) {
            return Operating.counted(age.toSeconds(), "second", "seconds");
        }
        return age.toHours() < 2
                ? age.toMinutes() + " minutes"
                : age.toDays() < 2 ? age.toHours() + " hours" : age.toDays() + " days";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < FEW && value > 0 ? "%.1f" : "%.0f", value);
    }
}
