package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Map;

/** A commit that is new in a build, for people to read. */
public final class CommitRow {
    private final Map<String, Object> json;

    CommitRow(Map<String, Object> json) {
        this.json = json;
    }

    public String getId() {
        return Ink.plain(Json.text(json, "id"));
    }

    public String getShortId() {
        return Shown.commit(Json.text(json, "id"));
    }

    public String getAuthor() {
        return Ink.plain(Json.text(json, "author"));
    }

    /** The first line. */
    public String getMessage() {
        return Ink.plain(Json.text(json, "message"));
    }
}
