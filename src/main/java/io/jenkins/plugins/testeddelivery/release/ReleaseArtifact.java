package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One artifact as {@code release.json} states it.
 *
 * @param kind {@code image} or {@code archive}
 * @param file its file's name in the release folder
 * @param sha256 of the file, 64 hex
 * @param image the reference inside the file; empty for archives
 * @param imageId sha256 of the image's config blob, {@code sha256:…}; empty for archives
 * @param strategy what this release cost: how it was built if it first ships here, else NONE or REUSE
 * @param from version it first shipped in
 * @param behind it is older than the release's commit, on request
 * @param registry where it was pushed to as well
 */
public record ReleaseArtifact(
        String component,
        String kind,
        String file,
        long bytes,
        String sha256,
        String image,
        String imageId,
        String fingerprint,
        Strategy strategy,
        String from,
        boolean behind,
        Evidence evidence,
        Pushed registry)
        implements Serializable {

    /** One that is in no registry. */
    public ReleaseArtifact(
            String component,
            String kind,
            String file,
            long bytes,
            String sha256,
            String image,
            String imageId,
            String fingerprint,
            Strategy strategy,
            String from,
            boolean behind,
            Evidence evidence) {
        this(component, kind, file, bytes, sha256, image, imageId, fingerprint, strategy, from, behind, evidence,
                Pushed.NOWHERE);
    }

    public static final String IMAGE = "image";
    public static final String ARCHIVE = "archive";

    /**
     * What a trial proved of it.
     *
     * @param tests counted in the reports; 0 if there were none
     * @param at ISO-8601
     * @param kind of the trial: {@code configured}, {@code manual} …; empty: it is not said
     * @param conditions how it deviated: {@code no-test-db} …
     */
    public record Evidence(
            String result, String command, long tests, long failed, String at, String kind, List<String> conditions)
            implements Serializable {
        public Evidence {
            conditions = List.copyOf(conditions);
        }

        /** One that does not say what kind of trial it was. */
        public Evidence(String result, String command, long tests, long failed, String at) {
            this(result, command, tests, failed, at, "", List.of());
        }

        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("result", result);
            map.put("command", command);
            map.put("tests", tests);
            map.put("failed", failed);
            map.put("at", at);
            if (!kind.isEmpty()) {
                map.put("kind", kind);
                map.put("conditions", conditions);
            }
            return map;
        }
    }

    public boolean isImage() {
        return IMAGE.equals(kind);
    }

    /** The artifact itself: what evidence and the set's digest speak of. */
    public String digest() {
        return isImage() ? imageId : Digests.PREFIX + sha256;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("component", component);
        map.put("kind", kind);
        map.put("file", file);
        map.put("bytes", bytes);
        map.put("sha256", sha256);
        if (isImage()) {
            map.put("image", image);
            map.put("imageId", imageId);
        }
        map.put("fingerprint", fingerprint);
        map.put("strategy", strategy.name());
        map.put("from", from);
        if (behind) {
            map.put("behind", true);
        }
        map.put("evidence", evidence.toMap());
        if (registry.known()) {
            map.put("registry", registry.toMap());
        }
        return map;
    }
}
