package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes what a person with the release folder and no other knowledge needs: what it is, how to check, deploy, go
 * back.
 */
final class DeployInfo {
    private final StringBuilder text = new StringBuilder();

    private DeployInfo() {}

    static byte[] of(Plan plan, List<Chosen> chosen, Release release) {
        DeployInfo info = new DeployInfo();
        info.head(plan, release);
        info.line("Artifacts");
        for (Chosen each : chosen) {
            release.artifact(each.component()).ifPresent(artifact -> info.artifact(plan, each, artifact));
        }
        info.howTo(plan, release);
        return info.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void head(Plan plan, Release release) {
        String title = Printable.text(plan.scan().project().name()) + " " + release.version();
        line(title);
        line("=".repeat(title.length()));
        line("");
        field("commit", release.commit());
        field("created", release.created());
        field("builder", release.builder());
        field("set", release.set().digest());
        field(
                "tested",
                release.set().result().isEmpty()
                        ? "each artifact by itself (trial scope: component)"
                        : "as a whole, " + release.set().result() + " at "
                                + release.set().at());
        line("");
    }

    private void artifact(Plan plan, Chosen chosen, ReleaseArtifact artifact) {
        line("");
        line("  " + artifact.component() + " (" + artifact.kind() + ")");
        field("  file", artifact.file() + ", " + size(artifact.bytes()));
        field("  sha256", artifact.sha256());
        if (artifact.isImage()) {
            field("  image", artifact.image());
            field("  image id", artifact.imageId());
        }
        field("  inputs", artifact.fingerprint());
        field("  strategy", strategy(chosen, artifact));
        field("  reason", reason(plan, artifact.component()));
        ReleaseArtifact.Evidence evidence = artifact.evidence();
        field(
                "  evidence",
                evidence.result() + " at " + evidence.at() + ": " + evidence.command() + ", "
                        + (evidence.tests() == 0 ? "no test reports" : evidence.tests() + " tests"));
        if (artifact.behind()) {
            field("  note", "older than this commit, kept on request");
        }
    }

    private static String strategy(Chosen chosen, ReleaseArtifact artifact) {
        String built = "built " + chosen.artifact().strategy() + " as " + chosen.artifact().version() + " at "
                + chosen.artifact().commit();
        return switch (artifact.strategy()) {
            case NONE -> "NONE, unchanged since " + artifact.from() + "; " + built;
            case REUSE -> "REUSE, first shipped in " + artifact.from() + "; " + built;
            default -> built;
        };
    }

    private static String reason(Plan plan, String component) {
        return plan.component(component).map(Decision::reasons).orElse(List.of()).stream()
                .map(Decision.Reason::text)
                .collect(Collectors.joining("; "));
    }

    private void howTo(Plan plan, Release release) {
        line("");
        line("Check");
        line("  sha256sum -c *.sha256 && find deploy -name '*.sha256' -execdir sha256sum -c {} +");
        line("  java -jar delivery.jar verify .");
        line("");
        line("Deploy with the command (it checks, watches, and goes back by itself)");
        String environment =
                plan.scan().project().environments().keySet().stream().findFirst().orElse("NAME");
        line("  java -jar delivery.jar deploy --env " + quoted(environment) + " --image-dir .");
        line("");
        line("Deploy by hand");
        release.artifacts().forEach(this::byHand);
        plan.scan().project().environments().values().forEach(this::composeByHand);
        line("");
        line("Go back");
        line("  java -jar delivery.jar rollback --env " + quoted(environment));
        line("  or by hand: the same steps in the folder of the release before");
    }

    private void byHand(ReleaseArtifact artifact) {
        line(
                artifact.isImage()
                        ? "  docker load -i " + artifact.file() + "    # " + artifact.image()
                        : "  mkdir -p releases/" + artifact.component() + " && tar -xzf " + artifact.file()
                                + " -C releases/"
                                + artifact.component());
    }

    private void composeByHand(Environment environment) {
        if (environment.compose().present()) {
            String files = environment.compose().files().stream()
                    .map(file -> " -f " + quoted(Release.DEPLOY + file))
                    .collect(Collectors.joining());
            String envFile = environment.compose().envFile();
            line("  docker compose" + files
                    + (envFile.isEmpty() ? "" : " --env-file " + quoted(envFile)) + " up -d --no-build    # "
                    + Printable.text(environment.name())
                    + ", after pointing each service's image: at the reference above");
        }
    }

    private void field(String name, String value) {
        line(String.format(Locale.ROOT, "%-12s %s", name, Printable.text(value)).stripTrailing());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** One word for a shell, whatever is in it. */
    private static String quoted(String word) {
        String printable = Printable.text(word);
        return printable.matches("[A-Za-z0-9_./:@%+=-]+") ? printable : "'" + printable.replace("'", "'\\''") + "'";
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? bytes + " bytes"
                : String.format(Locale.ROOT, "%.1f MB (%d bytes)", bytes / 1e6, bytes);
    }
}
