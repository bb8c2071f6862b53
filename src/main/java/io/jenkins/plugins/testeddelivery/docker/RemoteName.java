package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * An image's name in a registry, checked.
 *
 * @param repository as engines write it: {@code registry.example:5000/shop/api}, {@code docker.io/u/r}
 * @param tag decoration; empty: none
 */
public record RemoteName(String repository, String tag) implements Serializable {
    private static final Pattern REPOSITORY = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
            + "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int LONGEST = 255;

    /** @throws Failure of kind USAGE if it is none */
    public static RemoteName parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean tagged = colon > text.lastIndexOf('/');
        String repository = tagged ? text.substring(0, colon) : text;
        String tag = tagged ? text.substring(colon + 1) : "";
        if (repository.length() > LONGEST
                || !REPOSITORY.matcher(repository).matches()
                || tagged && !TAG.matcher(tag).matches()) {
            throw Failure.usage("'" + Reference.printable(text) + "' is no image's name in a registry; give one like"
                    + " 'registry.example:5000/shop/api:v1', small letters in the repository.");
        }
        return new RemoteName(repository, tag);
    }

    /** The registry's host and port. */
    public String registry() {
        return FindLogins.of(repository);
    }

    /** Where its API is. */
    String host() {
        return registry().equals("docker.io") ? "registry-1.docker.io" : registry();
    }

    /** The repository's name within the registry. */
    String path() {
        String first = repository.substring(0, Math.max(0, repository.indexOf('/')));
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        String path = host ? repository.substring(first.length() + 1) : repository;
        return registry().equals("docker.io") && !path.contains("/") ? "library/" + path : path;
    }

    String at(String digest) {
        return repository + "@" + digest;
    }

    @Override
    public String toString() {
        return tag.isEmpty() ? repository : repository + ":" + tag;
    }
}
