package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Names the way a set is tried: reusing an artifact is not reusing its test result, so evidence counts for one key only. */
public final class TrialKey {
    private TrialKey() {}

    /**
     * The checksum over the trial's definition and the tracked files it consists of. A command that the command line
     * brings is not part of it: where the configuration states none, any command is the trial.
     *
     * @param caller digest of the script that runs the tests instead of a command; empty: none does
     */
    public static String of(Scan scan, String caller) {
        Trial trial = scan.project().trial();
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("compose", scan.project().trialCompose().files());
        key.put("testDb", hashed(trial.testDb()));
        key.put("data", trial.data());
        key.put("run", trial.run());
        key.put("junit", trial.junit());
        key.put("files", new TreeMap<>(scan.trialFiles()));
        if (!caller.isEmpty()) {
            key.put("caller", caller);
        }
        return Digests.of("td-trial/1\n" + Json.canonical(key));
    }

    /** Values may be passwords: only that one changed may be seen, not what it is. */
    private static Map<String, String> hashed(Map<String, String> values) {
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, String> one : values.entrySet()) {
            hashes.put(one.getKey(), Digests.of("td-trial/1\0" + one.getKey() + "\0" + one.getValue()));
        }
        return hashes;
    }
}
