package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Patterns;
import io.jenkins.plugins.testeddelivery.config.Presets;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import java.util.List;
import java.util.Map;

/** The noise that ships with us, {@code resources/rules/noise.yaml}. */
record KnownNoise(Patterns leaveOut, Patterns python, Patterns gzip, Patterns zip, Patterns accounts) implements Noise {
    static KnownNoise read() {
        Map<String, List<String>> noise = Presets.noise();
        return new KnownNoise(
                Patterns.of(noise.get("leave-out")),
                Patterns.of(noise.get("python-bytecode")),
                Patterns.of(noise.get("gzip")),
                Patterns.of(noise.get("zip")),
                Patterns.of(noise.get("accounts")));
    }

    @Override
    public boolean leavesOut(String path) {
        return leaveOut.matches(path);
    }

    @Override
    public Look look(String path) {
        return python.matches(path)
                ? Look.PYTHON
                : gzip.matches(path)
                        ? Look.GZIP
                        : zip.matches(path) ? Look.ZIP : accounts.matches(path) ? Look.ACCOUNTS : Look.BYTES;
    }
}
