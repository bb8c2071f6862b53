package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@link Metrics} as text for people, JSON, CSV, and OpenMetrics 1.0 for a scraper. */
public final class MetricsReport {
    private static final int NAME_WIDTH = 22;

    private final Metrics metrics;

    public MetricsReport(Metrics metrics) {
        this.metrics = metrics;
    }

    /** As {@code tested-delivery/metrics/1}; times in seconds, rates from 0 to 1, null where nothing was counted. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/metrics/1");
        json.put("from", metrics.from().toString());
        json.put("until", metrics.until().toString());
        Map<String, Object> environments = new LinkedHashMap<>();
        metrics.places().forEach((name, place) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("deployments", place.deployments());
            one.put("deploymentsPerDay", perDay(place.deployments()));
            one.put("leadTime", spread(place.leadTime()));
            Map<String, Object> components = new LinkedHashMap<>();
            place.leadTimes().forEach((component, spread) -> components.put(component, spread(spread)));
            one.put("leadTimeByComponent", components);
            one.put("undated", place.undated());
            one.put("tries", place.tries());
            one.put("failures", place.failures());
            one.put("changeFailureRate", rate(place.failures(), place.tries()));
            one.put("timeToRestore", spread(place.restored()));
            one.put("broken", place.broken());
            one.put("rework", place.rework());
            one.put("reworkRate", rate(place.rework(), place.tries()));
            environments.put(name, one);
        });
        json.put("environments", environments);
        json.put("trials", metrics.trials());
        json.put("trialsPassed", metrics.passed());
        json.put("successRate", rate(metrics.passed(), metrics.trials()));
        Books.Sum builds = metrics.builds();
        json.put("builds", builds.builds());
        json.put("buildSeconds", builds.millis() / 1000.0);
        json.put("savedSeconds", builds.savedMillis() / 1000.0);
        json.put("savedBytes", builds.savedBytes());
        json.put("cacheHitRate", rate(builds.hits(), builds.layers()));
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        lines.add(ink.dim(getTime()));
        for (Card card : getCards()) {
            lines.add("");
            lines.add(ink.bold(card.title));
            card.figures.forEach(figure -> lines.add(
                    "  " + Ink.pad(figure.name, NAME_WIDTH) + (figure.bad ? ink.bad(figure.value) : figure.value)));
        }
        return lines;
    }

    /** What belongs together, for people: an environment, or the builds and trials. */
    public static final class Card {
        private final String title;
        private final List<Figure> figures = new ArrayList<>();

        Card(String title) {
            this.title = Ink.plain(title);
        }

        public String getTitle() {
            return title;
        }

        public List<Figure> getFigures() {
            return figures;
        }

        private Card with(String name, String value) {
            return with(name, value, false);
        }

        private Card with(String name, String value, boolean bad) {
            figures.add(new Figure(Ink.plain(name), value, bad));
            return this;
        }
    }

    /** One figure in words. */
    public static final class Figure {
        private final String name;
        private final String value;
        private final boolean bad;

        Figure(String name, String value, boolean bad) {
            this.name = name;
            this.value = value;
            this.bad = bad;
        }

        public String getName() {
            return name;
        }

        public String getValue() {
            return value;
        }

        /** Whether something must be done about it. */
        public boolean isBad() {
            return bad;
        }
    }

    /** Which time counts, in words. */
    public String getTime() {
        return "from " + metrics.from().toString().substring(0, 10) + " to "
                + metrics.until().toString().substring(0, 10) + ", " + number(metrics.days()) + " days";
    }

    public List<Card> getCards() {
        List<Card> cards = new ArrayList<>();
        metrics.places().forEach((name, place) -> {
            Card card = new Card(name)
                    .with("deployments", place.deployments() + ", " + number(perDay(place.deployments())) + " a day")
                    .with("lead time", spreadWords(place.leadTime())
                            + (place.undated() == 0 ? "" : "; " + place.undated() + " without a known commit time"));
            if (place.leadTimes().size() > 1) {
                place.leadTimes().forEach((component, spread) -> card.with("  " + component, spreadWords(spread)));
            }
            cards.add(card.with("change failure rate", share(place.failures(), place.tries(), "deployments"))
                    .with("time to restore", place.broken()
                            ? "not restored yet; before: " + spreadWords(place.restored())
                            : spreadWords(place.restored()), place.broken())
                    .with("rework rate", share(place.rework(), place.tries(), "deployments")));
        });
        Books.Sum builds = metrics.builds();
        cards.add(new Card("builds and trials")
                .with("success rate", share(metrics.passed(), metrics.trials(), "trials"))
                .with("build time saved", builds.builds() == 0
                        ? "no build on record"
                        : words(builds.savedMillis()) + " and " + Figures.bytes(builds.savedBytes()) + " in "
                                + builds.builds() + (builds.builds() == 1 ? " build" : " builds"))
                .with("cache hit rate", share(builds.hits(), builds.layers(), "layers")));
        return cards;
    }

    /** One figure to a line: {@code environment,component,metric,value,unit}; empty where nothing was counted. */
    public List<String> csv() {
        List<String> lines = new ArrayList<>(List.of("environment,component,metric,value,unit"));
        for (Sample sample : samples()) {
            lines.add(cell(sample.environment) + "," + cell(sample.component) + "," + sample.metric
                    + (sample.quantile.isEmpty() ? "" : "_p" + sample.quantile.substring(2)) + ","
                    + (sample.value == null ? "" : sample.value) + "," + sample.unit);
        }
        return lines;
    }

    /** As the OpenMetrics text format 1.0 has it, to its end mark; what was not counted is left out. */
    public List<String> openMetrics() {
        List<String> lines = new ArrayList<>();
        String family = "";
        for (Sample sample : samples()) {
            String name = "tested_delivery_" + sample.metric
                    + (sample.unit.equals("seconds") || sample.unit.equals("bytes") ? "_" + sample.unit : "");
            if (!name.equals(family)) {
                family = name;
                lines.add("# TYPE " + name + " gauge");
                if (!name.endsWith(sample.metric)) {
                    lines.add("# UNIT " + name + " " + sample.unit);
                }
                lines.add("# HELP " + name + " " + sample.help);
            }
            if (sample.value != null) {
                lines.add(name + labels(sample) + " " + sample.value);
            }
        }
        lines.add("# EOF");
        return lines;
    }

    /** @param quantile {@code 0.50} or {@code 0.90}; empty: it is one figure */
    private record Sample(
            String metric,
            String unit,
            String help,
            String environment,
            String component,
            String quantile,
            Number value) {}

    /** Every figure, those of one metric together. */
    private List<Sample> samples() {
        List<Sample> all = new ArrayList<>();
        each(all, "deployments", "count", "Deployments that ended healthy.", place -> place.deployments());
        each(all, "deployments_per_day", "per_day", "The same in a day.", place -> perDay(place.deployments()));
        metrics.places().forEach((name, place) -> {
            spread(all, "lead_time", "From the commit to healthy in the environment.", name, "", place.leadTime());
            place.leadTimes().forEach((component, spread) -> spread(all, "lead_time", "", name, component, spread));
        });
        each(all, "change_failure_rate", "ratio", "Deployments that failed, of all that changed something.",
                place -> rate(place.failures(), place.tries()));
        metrics.places().forEach((name, place) -> spread(all, "time_to_restore",
                "From the start of a failed deployment until something healthy ran.", name, "", place.restored()));
        each(all, "broken", "flag", "1: nothing healthy has run since a failed deployment.",
                place -> place.broken() ? 1 : 0);
        each(all, "rework_rate", "ratio", "Deployments that repaired a failed one, of all that changed something.",
                place -> rate(place.rework(), place.tries()));
        Books.Sum builds = metrics.builds();
        all.add(new Sample("trial_success_rate", "ratio", "Trials that passed.", "", "", "",
                rate(metrics.passed(), metrics.trials())));
        all.add(new Sample("builds", "count", "Builds.", "", "", "", builds.builds()));
        all.add(new Sample("build_saved", "seconds", "Against building everything in full.", "", "", "",
                builds.savedMillis() / 1000.0));
        all.add(new Sample("build_saved", "bytes", "Against building everything in full.", "", "", "",
                builds.savedBytes()));
        all.add(new Sample("cache_hit_rate", "ratio", "Layers that came from the cache.", "", "", "",
                rate(builds.hits(), builds.layers())));
        return all;
    }

    /** Takes a figure from each environment. */
    private interface Taken {
        Number of(Metrics.Place place);
    }

    private void each(List<Sample> all, String metric, String unit, String help, Taken figure) {
        metrics.places().forEach(
                (name, place) -> all.add(new Sample(metric, unit, help, name, "", "", figure.of(place))));
    }

    private static void spread(
            List<Sample> all, String metric, String help, String environment, String component, Spread spread) {
        boolean none = spread.count() == 0;
        all.add(new Sample(
                metric, "seconds", help, environment, component, "0.50", none ? null : spread.median() / 1000.0));
        all.add(new Sample(metric, "seconds", help, environment, component, "0.90", none ? null : spread.p90() / 1000.0));
    }

    private static Map<String, Object> spread(Spread spread) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", spread.count());
        json.put("medianSeconds", spread.count() == 0 ? null : spread.median() / 1000.0);
        json.put("p90Seconds", spread.count() == 0 ? null : spread.p90() / 1000.0);
        return json;
    }

    private static Double rate(long some, long all) {
        return all == 0 ? null : Math.round(10_000.0 * some / all) / 10_000.0;
    }

    private Double perDay(int count) {
        return metrics.days() == 0 ? null : Math.round(1000 * count / metrics.days()) / 1000.0;
    }

    private static String number(Double value) {
        return value == null ? "-" : value == Math.rint(value) ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String share(long some, long all, String what) {
        return all == 0 ? "no " + what + " on record"
                : Math.round(100.0 * some / all) + " % (" + some + " of " + all + " " + what + ")";
    }

    private static String spreadWords(Spread spread) {
        return switch (spread.count()) {
            case 0 -> "none on record";
            case 1 -> words(spread.median());
            default -> words(spread.median()) + " (median of " + spread.count() + "), nine of ten within "
                    + words(spread.p90());
        };
    }

    /** In two units, as people say it. */
    private static String words(long millis) {
        Duration time = Duration.ofMillis(Math.abs(millis));
        String sign = millis < 0 ? "-" : "";
        if (time.toDays() > 0) {
            return sign + time.toDays() + " d " + time.toHoursPart() + " h";
        }
        return sign + (time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min" : PlanText.time(time));
    }

    private static String labels(Sample sample) {
        List<String> labels = new ArrayList<>();
        label(labels, "environment", sample.environment);
        label(labels, "component", sample.component);
        label(labels, "quantile", sample.quantile);
        return labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}";
    }

    private static void label(List<String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.add(name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"");
        }
    }

    /** Quoted, and never what a spreadsheet would take for a formula. */
    private static String cell(String text) {
        String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return safe.matches("[\\w.@' -]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
