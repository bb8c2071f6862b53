package io.jenkins.plugins.testeddelivery.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.deploy.EnvironmentStatus;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.report.BuildView;
import io.jenkins.plugins.testeddelivery.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page in a browser, by the keyboard alone. */
@EnabledIf("io.jenkins.plugins.testeddelivery.testing.Browser#isThere")
class PageKeysIT {
    private static final String FOCUSED = "document.activeElement.localName + ' ' + (document.activeElement.ariaLabel"
            + " || document.activeElement.textContent).replace(/\\s+/g, ' ').slice(0, 40)";
    /** What marks the element that has the focus; an SVG link cannot have an outline of its own. */
    private static final String RING = "(() => { const at = document.activeElement; const box = at.querySelector('rect');"
            + " const style = getComputedStyle(box || at); const back = getComputedStyle(document.body).backgroundColor;"
            + " return box ? style.strokeWidth + ' ' + (style.stroke !== back)"
            + " : style.outlineStyle + ' ' + style.outlineWidth + ' ' + (style.outlineColor !== back); })()";

    @TempDir
    private Path folder;

    private Path page() throws Exception {
        Ledger.Entry deployed = new Ledger.Entry(1, "2026-03-02T10:00:00.000Z", "ada",
                new Fact.Deployment("live", "v1", "ill", "", "v1", "deploy", Map.of(), "HTTP 503", 1));
        Page page = new Page("shop", "now");
        new Sections(page)
                .plan(BuildView.of(Map.of("plan", Map.of("project", "shop", "version", "v2", "unowned", List.of("notes"),
                        "components", List.of(component("lib", true), component("api", true, "lib"), component("web", false))))))
                .environments(List.of(new EnvironmentStatus("live", "shop", "here", "v1", "2026-03-02T10:00:00Z", "ada", "v1", "healthy",
                        "", "", "", List.of(new EnvironmentStatus.Service("api", "api", "running", "", 0)), List.of())))
                .history(List.of(deployed));
        return Files.writeString(folder.resolve("page.html"), page.toString());
    }

    private static Map<String, Object> component(String name, boolean affected, String... dependsOn) {
        return Map.of("name", name, "kind", "image", "path", name, "affected", affected, "strategy", affected ? "FULL" : "NONE",
                "reasons", List.of(), "changes", affected ? List.of(Map.of("path", name + "/a", "status", "modified")) : List.of(),
                "dependsOn", List.of(dependsOn));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeUsableWithoutAMouse(boolean dark) throws Exception {
        try (Browser browser = new Browser(folder.resolve("profile"))) {
            browser.open(page(), dark);

            assertThat(walk(browser)).containsExactly(
                    "a Plan", "a Environments", "a History", "a libFULL", "a apiFULL",
                    "div Affected components", "summary 1 changed file", "summary 1 changed file",
                    "summary 1 not affected", "summary 1 changed file of no component", "div History");

            until(browser, "summary 1 not affected");
            for (String key : List.of("Enter", " ")) {
                browser.press(key);
                assertThat(browser.ask("document.activeElement.parentElement.open")).isEqualTo("true");
                browser.press(key);
                assertThat(browser.ask("document.activeElement.parentElement.open")).isEqualTo("false");
            }
            until(browser, "a History");
            browser.press("Enter");
            assertThat(browser.ask("location.hash")).isEqualTo("#history");
            browser.press("Tab");
            assertThat(browser.ask(FOCUSED)).isEqualTo("div History");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** What Tab reaches, from the top until it leaves the page or is at the first again. */
    private static List<String> walk(Browser browser) throws Exception {
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            browser.press("Tab");
            String at = browser.ask(FOCUSED);
            if (at.startsWith("body") || i > 0 && browser.ask("document.activeElement.dataset.first").equals("1")) {
                break;
            }
            if (i == 0) {
                browser.ask("document.activeElement.dataset.first = 1");
            }
            reached.add(at);
            assertThat(browser.ask(RING)).as(at).matches("(solid 2px|4px) true");
        }
        return reached;
    }

    private static void until(Browser browser, String element) throws Exception {
        for (int i = 0; i < 40 && !browser.ask(FOCUSED).equals(element); i++) {
            browser.press("Tab");
        }
        assertThat(browser.ask(FOCUSED)).isEqualTo(element);
    }
}
