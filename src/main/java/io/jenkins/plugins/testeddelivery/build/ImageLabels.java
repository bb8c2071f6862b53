package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.docker.Bases;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says on an image where it comes from.
 *
 * @param source the repository's address, without credentials; empty: unknown
 */
record ImageLabels(String source, Ports ports) {
    private static final Pattern VERSION_TIME = Pattern.compile("-(\\d{8}-\\d{6})$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    static ImageLabels find(Ports ports) throws InterruptedException {
        // none is an empty answer: after a failure one waits for the Ctrl-C that may have caused it
        Commands.Captured origin = ports.commands()
                .capture(Commands.Command.of("git", "config", "--default", "", "--get", "remote.origin.url"));
        return new ImageLabels(origin.succeeded() ? publicAddress(origin.out().strip()) : "", ports);
    }

    Map<String, String> of(Job job) {
        return of(job, Map.of());
    }

    /** @param bases by name, see {@link Bases} */
    Map<String, String> of(Job job, Map<String, String> more, Map<String, String> bases) {
        Map<String, String> labels = new TreeMap<>(of(job, more));
        if (!bases.isEmpty()) {
            labels.put(Labels.BASES, Bases.text(bases));
        }
        return labels;
    }

    /** @param more of the build */
    Map<String, String> of(Job job, Map<String, String> more) {
        Map<String, String> labels = new TreeMap<>(more);
        labels.put(Labels.OCI_REVISION, job.scan().commit() + (job.scan().dirty() ? "-dirty" : ""));
        labels.put(Labels.OCI_CREATED, created(job.plan().version()));
        labels.put(Labels.OCI_VERSION, job.plan().version());
        if (!source.isEmpty()) {
            labels.put(Labels.OCI_SOURCE, source);
        }
        labels.put(Labels.FINGERPRINT, job.fingerprint());
        labels.put(Labels.COMPONENT, job.name());
        labels.put(Labels.PROJECT, job.scan().project().name());
        return labels;
    }

    /** Only what others can reach, and nothing that could be a password or a token. */
    static String publicAddress(String url) {
        Matcher web = Pattern.compile("(https?|ssh|git)://(?:[^@/]*@)?([^@?#\\s]+)(?:[?#].*)?")
                .matcher(url);
        if (web.matches()) {
            return web.group(1) + "://" + web.group(2);
        }
        return url.matches("[\\w.-]+@[\\w.-]+:[^\\s@?#]+") ? url : "";
    }

    private String created(String version) {
        Matcher time = VERSION_TIME.matcher(version);
        if (time.find()) {
            try {
                return LocalDateTime.parse(time.group(1), TIME)
                        .toInstant(ZoneOffset.UTC)
                        .toString();
            } catch (DateTimeParseException e) {
                // eight and six digits that are no time: the clock is as good
                return now();
            }
        }
        return now();
    }

    private String now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
