package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What builds cost beside what was expected, and what their plans saved.
 *
 * @param shown at most so many builds, newest first
 * @param contexts what ignore files save, as far as that was looked at
 */
public record AccountReport(Books books, int shown, List<Context> contexts) {
    /** Less is not worth a line. */
    private static final int WORTH_SAYING_MILLIS = 500;
    private static final int WEEKS = 12;

    public AccountReport {
        contexts = List.copyOf(contexts);
    }

    /**
     * One image's context.
     *
     * @param plainBytes what a plain build would send
     * @param ignoredBytes what its ignore file leaves out of that
     */
    public record Context(String component, long plainBytes, long ignoredBytes) {}

    /** As {@code tested-delivery/account/1}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/account/1");
        json.put("builds", newest().stream().map(AccountReport::build).toList());
        json.put("total", sum(books.total()));
        List<Object> weeks = new ArrayList<>();
        books.weeks().forEach((week, sum) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("week", week);
            one.putAll(sum(sum));
            weeks.add(one);
        });
        json.put("weeks", weeks);
        json.put("remarks", books.remarks());
        List<Object> all = new ArrayList<>();
        for (Context context : contexts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("component", context.component());
            one.put("plainBytes", context.plainBytes());
            one.put("ignoredBytes", context.ignoredBytes());
            all.add(one);
        }
        json.put("contexts", all);
        return json;
    }

    public List<String> text(Ink ink) {
        List<String> lines = new ArrayList<>();
        for (Ledger.Entry entry : newest()) {
            Fact.Account account = (Fact.Account) entry.fact();
            Books.Sum sum = Books.of(account);
            lines.add(ink.bold(account.version()) + ink.dim("  " + entry.at().replace('T', ' ').replaceFirst("\\..*", ""))
                    + "  " + time(account.millis()) + ", " + account.built().size() + " built, " + account.kept()
                    + " kept; " + saved(sum));
            account.built().forEach((name, built) -> lines.add("  " + line(name, built)));
        }
        if (lines.isEmpty()) {
            return List.of("no build is on record here yet; `delivery account --log FILE` reads any build log");
        }
        Books.Sum total = books.total();
        lines.add("");
        lines.add(ink.bold("all " + total.builds() + (total.builds() == 1 ? " build" : " builds") + ": ")
                + time(total.millis()) + " of building, " + Figures.bytes(total.bytes()) + " fetched and written, "
                + Figures.bytes(total.contextBytes()) + " of context sent" + rate(total) + "; " + ink.good(saved(total)));
        Map<String, Books.Sum> weeks = books.weeks();
        if (weeks.size() > 1) {
            weeks.entrySet().stream().limit(WEEKS).forEach(week -> lines.add(
                    week.getKey() + ": " + week.getValue().builds() + (week.getValue().builds() == 1 ? " build, " : " builds, ")
                            + time(week.getValue().millis()) + rate(week.getValue()) + "; " + saved(week.getValue())));
        }
        for (Context context : contexts) {
            lines.add(ink.dim("context of " + context.component() + ": a plain build would send "
                    + Figures.bytes(context.plainBytes()) + "; its .dockerignore saves " + Figures.bytes(context.ignoredBytes())));
        }
        books.remarks().forEach(remark -> lines.add(ink.notice("note: " + Ink.plain(remark))));
        return lines;
    }

    /** A row of a table. */
    public record Row(String what, String at, String took, String built, String hitRate, String context, String bytes, String saved) {}

    /** The newest builds, as a table shows them. */
    public List<Row> builds() {
        return newest().stream()
                .map(entry -> {
                    Fact.Account account = (Fact.Account) entry.fact();
                    String built = account.built().size() + " built, " + account.kept() + " kept";
                    return row(Ink.plain(account.version()), Shown.time(entry.at()), account.millis(), built, Books.of(account));
                })
                .toList();
    }

    /** The newest weeks, as a table shows them. */
    public List<Row> weeks() {
        return books.weeks().entrySet().stream()
                .limit(WEEKS)
                .map(week -> row(week.getKey(), "", week.getValue().millis(), week.getValue().builds() + " builds", week.getValue()))
                .toList();
    }

    private static Row row(String what, String at, long millis, String built, Books.Sum sum) {
        return new Row(
                what, at, time(millis), built, sum.hitRate() < 0 ? "" : sum.hitRate() + " %",
                Figures.bytes(sum.contextBytes()), Figures.bytes(sum.bytes()), saved(sum));
    }

    /** The lines for the build that just ended. */
    public static List<String> justNow(Fact.Account account, List<String> remarks, Ink ink) {
        List<String> lines = new ArrayList<>();
        int width = account.built().keySet().stream().mapToInt(String::length).max().orElse(0);
        account.built().forEach((name, built) -> lines.add(ink.dim("account  " + line(Ink.pad(name, width), built))));
        Books.Sum sum = Books.of(account);
        if (Math.abs(sum.savedMillis()) >= WORTH_SAYING_MILLIS || sum.savedBytes() > 0) {
            lines.add(ink.dim("account  " + saved(sum)));
        }
        remarks.forEach(remark -> lines.add(ink.notice("note     " + Ink.plain(remark))));
        return lines;
    }

    private List<Ledger.Entry> newest() {
        List<Ledger.Entry> all = books.accounts();
        return shown > 0 && all.size() > shown ? all.subList(0, shown) : all;
    }

    private static String line(String name, Fact.Built built) {
        String layers = built.layers() == 0
                ? ""
                : ", " + built.hits() + " of " + built.layers() + " layers from the cache, "
                        + Figures.bytes(built.contextBytes()) + " of context, " + Figures.bytes(built.bytes()) + " written";
        return name + "  " + built.strategy() + ", " + time(built.millis()) + " (" + time(built.expectedMillis())
                + (built.assumed() ? " assumed)" : " expected)") + layers;
    }

    private static String saved(Books.Sum sum) {
        if (sum.savedMillis() < 0) {
            return "a full rebuild would have been " + time(-sum.savedMillis()) + " quicker";
        }
        return "saved " + time(sum.savedMillis()) + " and " + Figures.bytes(sum.savedBytes()) + " against a full rebuild";
    }

    private static String rate(Books.Sum sum) {
        return sum.hitRate() < 0 ? "" : ", " + sum.hitRate() + " % of layers from the cache";
    }

    private static String time(long millis) {
        return millis < 10_000 ? Figures.seconds(millis)
                : PlanText.time(Duration.ofMillis(millis));
    }

    private static Map<String, Object> build(Ledger.Entry entry) {
        Fact.Account account = (Fact.Account) entry.fact();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", account.version());
        json.put("commit", account.commit());
        json.put("dirty", account.dirty());
        json.put("at", entry.at());
        json.put("by", entry.by());
        json.put("seconds", account.millis() / 1000.0);
        json.put("kept", account.kept());
        json.put("sum", sum(Books.of(account)));
        List<Object> components = new ArrayList<>();
        account.built().forEach((name, built) -> components.add(component(name, built)));
        json.put("components", components);
        return json;
    }

    private static Map<String, Object> component(String name, Fact.Built built) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("strategy", built.strategy());
        json.put("because", built.because());
        json.put("seconds", built.millis() / 1000.0);
        json.put("expectedSeconds", built.expectedMillis() / 1000.0);
        json.put("assumed", built.assumed());
        json.put("fullSeconds", built.fullMillis() / 1000.0);
        json.put("bytes", built.bytes());
        json.put("expectedBytes", built.expectedBytes());
        json.put("contextBytes", built.contextBytes());
        json.put("layers", built.layers());
        json.put("hits", built.hits());
        json.put("hitRate", built.layers() == 0 ? null : 100 * built.hits() / built.layers());
        List<Object> steps = new ArrayList<>();
        for (String step : built.steps()) {
            boolean hit = step.startsWith("+ ");
            int space = hit ? 1 : step.indexOf(' ', 2);
            String millis = hit || space < 2 ? "0" : step.substring(2, space);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("instruction", step.substring(space + 1));
            one.put("cached", hit);
            one.put("seconds", millis.matches("\\d{1,15}") ? Long.parseLong(millis) / 1000.0 : 0.0);
            steps.add(one);
        }
        json.put("steps", steps);
        return json;
    }

    private static Map<String, Object> sum(Books.Sum sum) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("builds", sum.builds());
        json.put("seconds", sum.millis() / 1000.0);
        json.put("savedSeconds", sum.savedMillis() / 1000.0);
        json.put("bytes", sum.bytes());
        json.put("savedBytes", sum.savedBytes());
        json.put("contextBytes", sum.contextBytes());
        json.put("layers", sum.layers());
        json.put("hits", sum.hits());
        json.put("hitRate", sum.hitRate() < 0 ? null : sum.hitRate());
        return json;
    }
}
