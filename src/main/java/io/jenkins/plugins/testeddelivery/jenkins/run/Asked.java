package io.jenkins.plugins.testeddelivery.jenkins.run;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code detectChanges} was asked, so that the later steps of the run answer the same question.
 *
 * @param base revision that replaces the components' own baselines; empty: none
 * @param head commit that was looked at; empty: {@code detectChanges} was not called
 * @param config path of the configuration; empty: the usual one
 * @param force {@code FULL} or {@code api=FULL}
 * @param version drawn for the run's plan; empty: none yet
 * @param askedBy who forced it
 */
public record Asked(String base, String head, String config, List<String> force, String version, String askedBy) {
    public static final Asked NOTHING = new Asked("", "", "", List.of(), "", "");

    public Asked {
        force = List.copyOf(force);
    }

    static Asked of(Map<String, Object> json) {
        return new Asked(
                Json.text(json, "base"),
                Json.text(json, "head"),
                Json.text(json, "config"),
                Json.texts(json, "force"),
                Json.text(json, "version"),
                Json.text(json, "askedBy"));
    }

    Map<String, Object> toMap() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("base", base);
        json.put("head", head);
        json.put("config", config);
        json.put("force", force);
        json.put("version", version);
        json.put("askedBy", askedBy);
        return json;
    }
}
