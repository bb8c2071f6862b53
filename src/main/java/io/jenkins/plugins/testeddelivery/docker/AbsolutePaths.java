package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.util.ArrayList;
import java.util.List;

/** The absolute form of paths of the workspace, which only the machine with the files knows; an empty one stays empty. */
record AbsolutePaths(List<String> paths) implements Workspace.Work<ArrayList<String>> {
    AbsolutePaths {
        paths = List.copyOf(paths);
    }

    @Override
    public ArrayList<String> in(Workspace.Place place) {
        ArrayList<String> absolute = new ArrayList<>();
        for (String path : paths) {
            absolute.add(
                    path.isEmpty()
                            ? ""
                            : place.path(path).toAbsolutePath().normalize().toString());
        }
        return absolute;
    }
}
