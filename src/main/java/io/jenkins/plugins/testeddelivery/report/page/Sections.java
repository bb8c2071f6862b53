package io.jenkins.plugins.testeddelivery.report.page;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.report.AccountReport;
import io.jenkins.plugins.testeddelivery.report.BuildView;
import io.jenkins.plugins.testeddelivery.report.ComponentRow;
import io.jenkins.plugins.testeddelivery.report.GraphView;
import io.jenkins.plugins.testeddelivery.report.HistoryRow;
import io.jenkins.plugins.testeddelivery.report.Ink;
import io.jenkins.plugins.testeddelivery.report.LiveRow;
import io.jenkins.plugins.testeddelivery.report.Metrics;
import io.jenkins.plugins.testeddelivery.report.MetricsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What pages show: each method adds one section. */
public final class Sections {
    private static final int HISTORY = 60;

    private final Page page;

    public Sections(Page page) {
        this.page = page;
    }

    /** What the plan decided, drawn and in a table; what is not affected is folded away. */
    public Sections plan(BuildView plan) {
        page.with("plan", "Plan", html -> {
            html.open("p").text("Version ").element("span", plan.getVersion(), "class", "code");
            html.text(" of commit ").element("span", plan.getShortHead(), "class", "code");
            html.text(plan.isDirty() ? ", with changes that are not committed" : "");
            html.text("; compared with: ").text(plan.getBaseReason()).text(".").close();
            plan.getWarnings().forEach(warning -> html.element("p", warning, "class", "notice"));
            graph(html, plan.getGraph());
            if (plan.getTouched().isEmpty()) {
                html.element("p", "Nothing must be rebuilt.");
            } else {
                components(html, "Affected components", plan.getTouched());
            }
            if (!plan.getUntouched().isEmpty()) {
                html.open("details").element("summary", plan.getUntouched().size() + " not affected");
                components(html, "Components that are not affected", plan.getUntouched());
                html.close();
            }
            if (!plan.getUnowned().isEmpty()) {
                html.open("details").element("summary", files(plan.getUnowned().size()) + " of no component");
                html.open("ul");
                plan.getUnowned().forEach(file -> html.element("li", file, "class", "code"));
                html.close().close();
            }
        });
        return this;
    }

    /** What the records say is live. */
    public Sections live(List<Ledger.Entry> entries) {
        List<LiveRow> rows = LiveRow.of(entries);
        page.with("environments", "Environments", html -> {
            if (rows.isEmpty()) {
                html.element("p", "Nothing was deployed from here yet.", "class", "quiet");
                return;
            }
            html.open("ul", "class", "cards");
            for (LiveRow row : rows) {
                html.open("li").element("h3", row.getEnvironment());
                html.element("div", row.getVersion(), "class", "code");
                html.element("div", row.getHealth(), "class", row.getHealth().equals("healthy") ? "good" : "bad");
                html.element("div", "since " + row.getSince() + by(row.getBy()), "class", "quiet");
                if (!row.getReason().isEmpty()) {
                    html.element("div", row.getLastVersion() + " " + row.getLastOutcome() + ": " + row.getReason());
                }
                html.close();
            }
            html.close();
        });
        return this;
    }

    /** What the environments themselves say this moment. */
    public Sections environments(List<EnvironmentStatus> environments) {
        page.with("environments", "Environments", html -> {
            if (environments.isEmpty()) {
                html.element("p", "No environment is known here yet.", "class", "quiet");
                return;
            }
            html.open("ul", "class", "cards");
            environments.forEach(environment -> card(html, environment));
            html.close();
        });
        return this;
    }

    /** How the development project is this moment; nothing where nothing of it is there. */
    public Sections development(DevStatus development) {
        if (development.services().isEmpty()) {
            return this;
        }
        page.with("development", "Development", html -> {
            String name = Ink.plain(development.project());
            html.open("ul", "class", "cards wide").open("li").element("h3", name);
            html.open("table", "aria-label", name).open("tbody");
            for (DevStatus.Service service : development.services()) {
                String runs = service.runs() + (service.mounted().isEmpty() ? "" : ", source mounted: " + service.mounted());
                service(html, service.service(), service.state(), service.health(), service.since(), service.restarts(), List.of(
                        new Detail(Ink.plain(runs), "code"),
                        new Detail(service.usage().known() ? service.usage().words() : "", "quiet")));
            }
            html.close().close().close().close();
        });
        return this;
    }

    public Sections metrics(Metrics metrics) {
        MetricsReport report = new MetricsReport(metrics);
        page.with("metrics", "How fast and how well", html -> {
            html.element("p", report.getTime(), "class", "quiet").open("ul", "class", "cards wide");
            for (MetricsReport.Card card : report.getCards()) {
                html.open("li").element("h3", card.getTitle()).open("table", "aria-label", card.getTitle()).open("tbody");
                for (MetricsReport.Figure figure : card.getFigures()) {
                    html.open("tr").element("th", figure.getName(), "scope", "row");
                    html.element("td", figure.getValue(), "class", figure.isBad() ? "bad" : "").close();
                }
                html.close().close().close();
            }
            html.close();
        });
        return this;
    }

    /** What builds cost, and what planning them saved, each and week by week. */
    public Sections accounts(AccountReport report) {
        page.with("builds", "What building cost and saved", html -> {
            if (report.builds().isEmpty()) {
                html.element("p", "No build is on record yet.", "class", "quiet");
                return;
            }
            account(html, "Build", report.builds());
            account(html, "Week", report.weeks());
            report.books().remarks().forEach(remark -> html.element("p", Ink.plain(remark), "class", "notice"));
        });
        return this;
    }

    private static void account(Html html, String what, List<AccountReport.Row> rows) {
        table(html, "What building cost, by " + what.toLowerCase(Locale.ROOT));
        head(html, what, "When", "Took", "Components", "Layers from the cache", "Context sent", "Fetched and written",
                "Against a full rebuild");
        html.open("tbody");
        for (AccountReport.Row row : rows) {
            html.open("tr").element("td", row.what(), "class", "code").element("td", row.at(), "class", "time");
            for (String text : List.of(row.took(), row.built(), row.hitRate(), row.context(), row.bytes(), row.saved())) {
                html.element("td", text);
            }
            html.close();
        }
        html.close().close().close();
    }

    /** What was built, tested, released and deployed, newest first. */
    public Sections history(List<Ledger.Entry> entries) {
        List<HistoryRow> rows = HistoryRow.newest(entries, HISTORY);
        page.with("history", "History", html -> {
            if (rows.isEmpty()) {
                html.element("p", "Nothing is on record yet.", "class", "quiet");
                return;
            }
            table(html, "History");
            head(html, "When", "What", "By");
            html.open("tbody");
            for (HistoryRow row : rows) {
                html.open("tr").element("td", row.getAt(), "class", "time");
                html.element("td", row.getText(), "class", row.isBad() ? "bad" : "");
                html.element("td", row.getBy(), "class", "quiet by").close();
            }
            html.close().close().close();
        });
        return this;
    }

    private static void card(Html html, EnvironmentStatus environment) {
        String name = Ink.plain(environment.environment());
        html.open("li").element("h3", name);
        if (environment.running().isEmpty()) {
            html.element("div", "nothing runs there", "class", "quiet");
        } else {
            html.element("div", Ink.plain(environment.running()), "class", "code");
            html.element("div", environment.well() ? "well" : "not well", "class", environment.well() ? "good" : "bad");
            html.element("div", "since " + Ink.plain(environment.since()) + by(Ink.plain(environment.by())), "class", "quiet");
        }
        html.element("div", Ink.plain(environment.place()), "class", "quiet");
        if (!environment.lastVersion().isEmpty() && !"healthy".equals(environment.lastOutcome())) {
            html.element("div", Ink.plain(environment.lastVersion() + " " + environment.lastOutcome() + ": "
                    + environment.lastReason()), "class", "bad");
        }
        for (String note : new ArrayList<>(List.of(environment.interrupted(), environment.holder()))) {
            if (!note.isEmpty()) {
                html.element("div", Ink.plain(note), "class", "notice");
            }
        }
        if (!environment.services().isEmpty()) {
            html.open("table", "aria-label", name).open("tbody");
            for (EnvironmentStatus.Service service : environment.services()) {
                service(html, service.service(), service.state(), service.health(), service.since(), service.restarts(), List.of(
                        new Detail(service.usage().known() ? service.usage().words() : "", "quiet"),
                        new Detail(service.drift().isEmpty() ? "" : "drift: " + Ink.plain(service.drift()), "bad")));
            }
            html.close().close();
        }
        html.close();
    }

    /** More of a service than its first row holds; an empty text is left out. */
    private record Detail(String text, String look) {}

    private static void service(
            Html html, String name, String state, String health, String since, int restarts, List<Detail> details) {
        boolean running = "running".equals(state);
        List<Detail> shown = details.stream().filter(detail -> !detail.text.isEmpty()).toList();
        html.open("tr").element("th", Ink.plain(name), "scope", "row", "rowspan", "" + (shown.size() + 1));
        html.element("td", Ink.plain(state + (health.isEmpty() ? "" : ", " + health)), "class", running ? "good" : "bad");
        html.element("td", since.isEmpty() || !running ? "" : "since " + Ink.plain(since.replaceFirst("\\.\\d+", "")), "class", "quiet");
        html.element("td", restarts == 0 ? "" : restarts + " restarts", "class", "number").close();
        shown.forEach(detail ->
                html.open("tr").element("td", detail.text, "class", detail.look, "colspan", "3").close());
    }

    private static String files(int count) {
        return count == 1 ? "1 changed file" : count + " changed files";
    }

    private static String by(String who) {
        return who.isEmpty() ? "" : " by " + who;
    }

    private static void components(Html html, String what, List<ComponentRow> rows) {
        table(html, what);
        head(html, "Component", "Strategy", "Why", "Evidence", "Expected");
        html.open("tbody");
        for (ComponentRow row : rows) {
            html.open("tr", "id", "component-" + row.getName()).open("th", "scope", "row").element("strong", row.getName());
            html.element("div", row.getPath(), "class", "quiet").close();
            html.open("td").element("span", row.getStrategy(), "class", row.getStrategy()).close();
            html.open("td");
            row.getReasons().forEach(reason -> html.element("div", reason));
            if (row.getFileCount() > 0) {
                html.open("details").element("summary", files(row.getFileCount())).open("ul");
                row.getFiles().forEach(file -> html.element("li", file.getPath() + " " + file.getStatus(), "class", "code"));
                html.close().close();
            }
            html.close().element("td", row.getEvidence(), "class", row.getEvidence().equals("failed") ? "bad" : "");
            html.element("td", row.getEstimate(), "class", "time").close();
        }
        html.close().close().close();
    }

    /** A table that is wider than a small window is scrolled by the keyboard, too. */
    private static void table(Html html, String label) {
        html.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0").open("table");
    }

    private static void head(Html html, String... names) {
        html.open("thead").open("tr");
        for (String name : names) {
            html.element("th", name, "scope", "col");
        }
        html.close().close();
    }

    private static void graph(Html html, GraphView graph) {
        if (!graph.isWorthDrawing()) {
            return;
        }
        // no image: what is in one cannot be reached by those who hear the page
        html.open("svg", "role", "group", "aria-label", "What depends on what", "width", "" + graph.getWidth(), "height",
                "" + graph.getHeight(), "viewBox", "0 0 " + graph.getWidth() + " " + graph.getHeight());
        graph.getLines().forEach(line -> html.open("path", "d", line.getPath()).close());
        for (GraphView.Box box : graph.getBoxes()) {
            html.open("a", "href", "#component-" + box.getName());
            html.open("rect", "class", box.getStrategy(), "x", "" + box.getX(), "y", "" + box.getY(), "width",
                    "" + box.getWidth(), "height", "" + box.getHeight(), "rx", "8").close();
            html.element("text", box.getLabel(), "x", "" + box.getTextX(), "y", "" + box.getNameY());
            html.element("text", box.getStrategy(), "class", "strategy", "x", "" + box.getTextX(), "y",
                    "" + box.getStrategyY());
            html.close();
        }
        html.close();
    }
}
