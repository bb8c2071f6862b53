package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.RepositoryPath;

/**
 * A file or folder of the repository and where it is in a container.
 *
 * @param source relative to the repository; empty: all of it
 * @param target absolute
 * @param folder whether it is one with all it holds
 * @param mountable whether it may be mounted there: a folder that hides nothing of the base image. A file may not: an editor
 *     that saves by renaming leaves the mount with the old one
 * @param baked whether the image makes something of it afterwards, so that only a build brings a change there
 */
record Placement(String source, String target, boolean folder, boolean mountable, boolean baked) {
    boolean holds(String path) {
        return folder ? RepositoryPath.contains(source, path) : source.equals(path);
    }

    /** Where a file that it holds is in the container. */
    String targetOf(String path) {
        String below = RepositoryPath.below(source, path);
        return folder && !below.isEmpty() ? target + (target.endsWith("/") ? "" : "/") + below : target;
    }

    Placement unmountable() {
        return new Placement(source, target, folder, false, baked);
    }

    boolean mounted() {
        return mountable && !baked;
    }
}
