package io.jenkins.plugins.testeddelivery.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.dev.DevStatus;
import io.jenkins.plugins.testeddelivery.docker.Usage;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.report.AccountReport;
import io.jenkins.plugins.testeddelivery.report.BuildView;
import io.jenkins.plugins.testeddelivery.report.MetricsCount;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PageTest {
    private static final String HOSTILE = "</style><script>alert('1')</script>\u0007\"&";

    /** With every lone element closed a page of ours is XML as well: each tag and each escape must be right. */
    private static Document parsed(Page page) throws Exception {
        String xml = page.toString().replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent()).toList();
    }

    @Test
    void shouldShowWhateverUsersWroteAsText() throws Exception {
        Map<String, Object> component = Map.of(
                "name", "api", "kind", "image", "path", HOSTILE, "affected", true, "strategy", "FULL", "reasons",
                List.of(Map.of("rule", "x", "text", HOSTILE, "paths", List.of())), "changes",
                List.of(Map.of("path", HOSTILE, "status", "modified")));
        Ledger.Entry deployed = new Ledger.Entry(1, "2026-03-02T10:00:00.000Z", HOSTILE,
                new Fact.Deployment(HOSTILE, "v1", "ill", "", "v1", "deploy", Map.of(), HOSTILE, 1));
        Ledger.Entry accounted = new Ledger.Entry(2, "2026-03-02T10:00:00.000Z", "me", new Fact.Account(HOSTILE, "c", false, 5,
                Map.of(HOSTILE, new Fact.Built("FULL", 1, 2, true, 3, 4, 5, 6, 7, 2, 1, List.of())), 2, 8, 9));
        MetricsCount count = new MetricsCount(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));
        count.add(deployed);
        Page page = new Page(HOSTILE, HOSTILE);
        new Sections(page)
                .plan(BuildView.of(Map.of("plan", Map.of("project", HOSTILE, "version", HOSTILE, "components",
                        List.of(component), "unowned", List.of(HOSTILE), "warnings", List.of(HOSTILE)))))
                .live(List.of(deployed))
                .metrics(count.metrics())
                .accounts(new AccountReport(new Books(List.of(accounted)), 5, List.of()))
                .history(List.of(deployed));

        assertThat(texts(parsed(page), "td")).contains("1 built, 2 kept", "2026-W10", "50 %");
        assertThat(page.toString()).doesNotContain("<script").contains("default-src &#39;none&#39;");
        assertThat(texts(parsed(page), "h2")).containsExactly("Plan", "Environments", "How fast and how well", "What building cost and saved",
                "History");
        assertThat(texts(parsed(page), "summary")).contains("1 changed file", "1 changed file of no component");
    }

    @Test
    void shouldShowHowEnvironmentsAreNow() throws Exception {
        EnvironmentStatus staging = new EnvironmentStatus(
                "staging", "shop", "compose project shop-staging", "v1", "2026-03-02T10:00:00Z", "ada", "v2",
                "rolled-back", "HTTP 503", "", "", List.of(
                        new EnvironmentStatus.Service("api", "api", "running", "unhealthy", 3)), List.of());
        Page page = new Page("Environments", "now");
        new Sections(page).environments(List.of(staging));
        Page measured = new Page("Environments", "now");
        new Sections(measured).environments(List.of(staging.using(Map.of("", new Usage(2, 3_000_000, -1, 0)))));

        assertThat(texts(parsed(page), "li").get(0))
                .contains("staging", "v1", "not well", "v2 rolled-back: HTTP 503", "running, unhealthy", "3 restarts");
        assertThat(texts(parsed(page), "td")).noneMatch(text -> text.contains("cpu"));
        assertThat(texts(parsed(measured), "td")).contains("cpu 2.0 %, memory 3.0 MB, disk 0 B");
    }

    @Test
    void shouldShowDevelopmentWhereItIs() throws Exception {
        DevStatus status = new DevStatus("shop-dev", List.of(
                new DevStatus.Service("api", "api", "v1", "running", "healthy", 2, "2026-01-01T00:00:00.123Z", HOSTILE, "c1",
                        new Usage(2, 3_000_000, -1, 0)),
                new DevStatus.Service(HOSTILE, "", "", "exited", "", 0, "", "", "c2", Usage.UNKNOWN)));
        Page page = new Page("Environments", "now");
        new Sections(page).environments(List.of()).development(status);
        Page none = new Page("Environments", "now");
        new Sections(none).environments(List.of()).development(new DevStatus("shop-dev", List.of()));

        assertThat(texts(parsed(page), "h2")).containsExactly("Environments", "Development");
        assertThat(texts(parsed(page), "td")).contains(
                "running, healthy", "since 2026-01-01T00:00:00Z", "2 restarts", "cpu 2.0 %, memory 3.0 MB, disk 0 B", "exited");
        assertThat(page.toString()).contains("source mounted").doesNotContain("<script");
        assertThat(texts(parsed(none), "h2")).containsExactly("Environments");
    }

    @Test
    void shouldSayWhereThereIsNothing() throws Exception {
        Page page = new Page("Environments", "now");
        new Sections(page).environments(List.of()).history(List.of());

        assertThat(texts(parsed(page), "p")).contains("No environment is known here yet.", "Nothing is on record yet.");
    }

    @Test
    void shouldRefuseToEndInTheMiddleOfAnElement() {
        assertThatThrownBy(() -> new Html().open("p").toString()).isInstanceOf(IllegalStateException.class);
    }
}
