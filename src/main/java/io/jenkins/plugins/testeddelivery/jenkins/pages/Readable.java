package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Item;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.report.LiveRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.access.AccessDeniedException;

/** The projects that the viewer may read, each looked up once; what may not be read is as if it were not there. */
final class Readable {
    private final Function<String, Item> lookup;
    private final Map<String, Optional<String>> links = new HashMap<>();

    /** @param lookup by full name, as the viewer; null or denied where that may not see it */
    Readable(Function<String, Item> lookup) {
        this.lookup = lookup;
    }

    List<LiveRow> environments(List<EnvironmentIndex.Live> all) {
        List<LiveRow> rows = new ArrayList<>();
        for (EnvironmentIndex.Live live : all) {
            link(live.project()).ifPresent(link -> rows.add(LiveEnvironments.row(live, link)));
        }
        return rows;
    }

    /** Where the project's page is; empty if the viewer may not read the project. */
    private Optional<String> link(String project) {
        return links.computeIfAbsent(project, this::find);
    }

    private Optional<String> find(String project) {
        try {
            Item item = lookup.apply(project);
            return item == null ? Optional.empty() : Optional.of("/" + item.getUrl() + BuildPage.URL + "/");
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }
}
