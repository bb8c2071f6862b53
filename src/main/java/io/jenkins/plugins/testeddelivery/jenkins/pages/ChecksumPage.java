package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ModelObject;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.ledger.Mentions;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.report.ChecksumTrail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * All that is known of a checksum in the projects that the viewer may read. One that is known elsewhere looks exactly
 * like one that nobody knows.
 */
@ExportedBean
public final class ChecksumPage implements ModelObject {
    private final String hex;
    private final Actors actors = Actors.ofViewer("");
    private List<Found> found;

    ChecksumPage(String hex) {
        this.hex = hex;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return Messages.ChecksumPage_DisplayName();
    }

    @Exported
    public String getSha256() {
        return hex;
    }

    public synchronized List<Found> getFound() throws IOException {
        if (found == null) {
            found = search();
        }
        return found;
    }

    /** Who recorded something; for the views. */
    public Actor actor(String by) {
        return actors.of(by);
    }

    @Exported(name = "artifacts")
    public List<Map<String, Object>> artifactMaps() throws IOException {
        return getFound().stream().map(Found::toMap).toList();
    }

    private List<Found> search() throws IOException {
        List<Found> all = new ArrayList<>();
        for (Item item : Jenkins.get().allItems(Item.class)) {
            ProjectRecords records = ProjectRecords.of(item);
            if (records.owner() == item && Mentions.in(records.folder(), hex)) {
                String link = "/" + item.getUrl() + BuildPage.URL + "/";
                ChecksumTrail.of(records.ledger("").entries(), Digests.PREFIX + hex)
                        .forEach(trail -> all.add(new Found(item.getFullDisplayName(), link, trail)));
            }
        }
        return all;
    }

    /** An artifact in a project. */
    public static final class Found {
        private final String project;
        private final String link;
        private final ChecksumTrail trail;

        Found(String project, String link, ChecksumTrail trail) {
            this.project = project;
            this.link = link;
            this.trail = trail;
        }

        public String getProject() {
            return project;
        }

        /** The project's page, below the controller's root. */
        public String getLink() {
            return link;
        }

        public ChecksumTrail getTrail() {
            return trail;
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("project", project);
            map.putAll(trail.toMap());
            return map;
        }
    }
}
