package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.docker.RemoteName;
import io.jenkins.plugins.testeddelivery.port.Failure;

/**
 * Where a release's images are pushed to, as the user wrote it: one repository for each component ({@code
 * registry.example:5000/shop}, to which the component's name is added), or one for all, told apart by their tags ({@code
 * docker.io/u/r:{component}-{version}}).
 *
 * @param repository empty: nothing is pushed
 * @param login {@link Login#NOBODY}: what docker is logged in with
 */
public record Push(String repository, Login login) {
    public static final Push NOTHING = new Push("", Login.NOBODY);

    private static final String COMPONENT = "{component}";
    private static final String VERSION = "{version}";

    /** @throws Failure of kind USAGE if no image could be named so */
    public Push {
        if (!repository.isEmpty()) {
            target(repository, "component", "v0000000-20000101-000000");
        }
    }

    public boolean wanted() {
        return !repository.isEmpty();
    }

    /** Whether all images of a release are where they are to be pushed to. */
    boolean doneBy(Release release) {
        return !wanted()
                || release.artifacts().stream()
                        .filter(ReleaseArtifact::isImage)
                        .allMatch(image -> image.registry()
                                .reference()
                                .equals(of(image.component(), image.from()).toString()));
    }

    /** The name of one component's image. */
    RemoteName of(String component, String version) {
        return target(repository, component, version);
    }

    private static RemoteName target(String repository, String component, String version) {
        String template = repository.endsWith("/") ? repository.substring(0, repository.length() - 1) : repository;
        boolean tagged = template.lastIndexOf(':') > template.lastIndexOf('/');
        if (!template.contains(COMPONENT)) {
            if (tagged) {
                throw Failure.usage("push: '" + Printable.text(repository)
                        + "' has a tag and no {component}, so one image would take the other's name; write it like"
                        + " registry.example/shop, or docker.io/u/r:{component}-{version}.");
            }
            template += "/" + COMPONENT;
        }
        if (!template.contains(VERSION)) {
            template += tagged ? "-" + VERSION : ":" + VERSION;
        }
        String first = template.substring(0, Math.max(0, template.indexOf('/')));
        if (!first.matches("localhost|.*[.:].*")) {
            throw Failure.usage("push: '" + Printable.text(repository)
                    + "' does not begin with a registry; write it like registry.example/shop or docker.io/u/r:{component}-{version}.");
        }
        return RemoteName.parse(template.replace(COMPONENT, component).replace(VERSION, version));
    }
}
