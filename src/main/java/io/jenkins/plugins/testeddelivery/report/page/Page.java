package io.jenkins.plugins.testeddelivery.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One page of sections, with its style sheet inside and no script; each section can be reached by the keyboard. */
public final class Page {
    private final String title;
    private final String subtitle;
    private final List<Part> parts = new ArrayList<>();

    /** @param now when what it shows was looked at */
    public Page(String title, Instant now) {
        this(title, "Tested Delivery, " + now.toString().substring(0, 16).replace('T', ' ') + " UTC");
    }

    /** @param subtitle what it shows, and of when */
    public Page(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    private record Part(String id, String heading, Consumer<Html> content) {}

    Page with(String id, String heading, Consumer<Html> content) {
        parts.add(new Part(id, heading, content));
        return this;
    }

    @Override
    public String toString() {
        Html html = new Html().raw("<!DOCTYPE html>\n");
        html.open("html", "lang", "en").open("head");
        html.lone("meta", "charset", "utf-8");
        html.lone("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.lone("meta", "name", "color-scheme", "content", "light dark");
        // whatever a record says, nothing of it may run or fetch
        html.lone("meta", "http-equiv", "Content-Security-Policy",
                "content", "default-src 'none'; style-src 'unsafe-inline'");
        html.element("title", title).open("style").raw(style()).close().close();
        html.open("body").open("header").element("h1", title).element("p", subtitle, "class", "quiet");
        if (parts.size() > 1) {
            html.open("nav", "aria-label", "Sections");
            parts.forEach(part -> html.element("a", part.heading, "href", "#" + part.id));
            html.close();
        }
        html.close().open("main");
        for (Part part : parts) {
            html.open("section", "id", part.id, "aria-labelledby", part.id + "-heading");
            html.element("h2", part.heading, "id", part.id + "-heading");
            part.content.accept(html);
            html.close();
        }
        return html.close().close().close() + "\n";
    }

    private static String style() {
        try (InputStream style = Page.class.getResourceAsStream("/io/jenkins/plugins/testeddelivery/page/page.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
