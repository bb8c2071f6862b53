package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * States where the artifacts come from and what was proved of them, in the words of in-toto: one line of SLSA
 * provenance and one test result. Holds names, commits and checksums; no argument, no environment.
 */
final class Provenance {
    static final String STATEMENT = "https://in-toto.io/Statement/v1";
    static final String SLSA = "https://slsa.dev/provenance/v1";
    static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
    static final String BUILD_TYPE =
            "https://github.com/jenkinsci/tested-delivery-plugin/blob/main/docs/provenance.md#v1";

    private Provenance() {}

    /**
     * The file's content.
     *
     * @param passed what ships, for where each was built and what tried it
     * @param release all but its list of other files is used
     */
    static byte[] of(String project, ExportGate.Passed passed, Release release) {
        List<Map<String, Object>> subjects =
                release.artifacts().stream().map(Provenance::subject).toList();
        String text = Json.line(statement(subjects, SLSA, slsa(project, passed.artifacts(), release))) + "\n"
                + Json.line(statement(subjects, TEST_RESULT, testResult(passed))) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The subjects that each line states, for a check: checksum in hex by file name.
     *
     * @throws IOException if a line is no statement
     */
    static List<Map<String, String>> subjects(byte[] content) throws IOException {
        List<Map<String, String>> all = new ArrayList<>();
        for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            StrictObject statement = new StrictObject(Json.readObject(line), "");
            statement.oneOf("_type", List.of(STATEMENT));
            statement.oneOf("predicateType", List.of(SLSA, TEST_RESULT));
            Map<String, String> subjects = new TreeMap<>();
            for (StrictObject subject : statement.objects("subject")) {
                subjects.put(subject.text("name"), subject.object("digest").text("sha256"));
            }
            all.add(subjects);
        }
        return all;
    }

    private static Map<String, Object> statement(
            List<Map<String, Object>> subjects, String type, Map<String, Object> predicate) {
        return ordered("_type", STATEMENT, "subject", subjects, "predicateType", type, "predicate", predicate);
    }

    private static Map<String, Object> subject(ReleaseArtifact artifact) {
        return ordered("name", artifact.file(), "digest", Map.of("sha256", artifact.sha256()));
    }

    private static Map<String, Object> slsa(String project, List<Chosen> chosen, Release release) {
        Map<String, Object> components = new TreeMap<>();
        Map<String, Object> sources = new TreeMap<>();
        for (Chosen each : chosen) {
            Fact.Candidate artifact = each.artifact();
            components.put(
                    each.component(),
                    ordered(
                            "kind", artifact.kind(),
                            "strategy", artifact.strategy(),
                            "fingerprint", artifact.fingerprint(),
                            "version", artifact.version()));
            sources.put(artifact.commit(), source(project, artifact.commit()));
        }
        sources.put(release.commit(), source(project, release.commit()));
        return ordered(
                "buildDefinition",
                ordered(
                        "buildType", BUILD_TYPE,
                        "externalParameters", ordered("commit", release.commit(), "components", components),
                        "internalParameters", Map.of(),
                        "resolvedDependencies", new ArrayList<>(sources.values())),
                "runDetails",
                ordered(
                        "builder", ordered("id", builderId(release.builder())),
                        "metadata",
                                ordered("invocationId", release.version(), "finishedOn", release.created())));
    }

    private static Map<String, Object> source(String project, String commit) {
        return ordered("name", project, "digest", Map.of("gitCommit", commit));
    }

    /** The format asks for a URI; a person at a host is none by itself. */
    private static String builderId(String builder) {
        return builder.matches("https?://.*")
                ? builder
                : "urn:tested-delivery:builder:" + URLEncoder.encode(builder, StandardCharsets.UTF_8);
    }

    /** What tried the set; where the set was not tried as a whole, what tried each artifact. */
    private static Map<String, Object> testResult(ExportGate.Passed passed) {
        Set<String> keys = new TreeSet<>();
        if (passed.evidence().isPresent() && passed.evidence().get().fact() instanceof Fact.Evidence evidence) {
            keys.add(Digests.hex(evidence.key()));
        } else {
            passed.artifacts().forEach(each -> keys.add(Digests.hex(each.evidence().key())));
        }
        List<Map<String, Object>> configuration = keys.stream()
                .map(key -> ordered("name", "trial", "digest", Map.of("sha256", key)))
                .toList();
        return ordered("result", "PASSED", "configuration", configuration);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
