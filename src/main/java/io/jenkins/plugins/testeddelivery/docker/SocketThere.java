package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether an engine can be asked at no cost to speak of: it would listen on a file, and the file is there. */
record SocketThere() implements Workspace.Work<Boolean> {
    @Override
    public Boolean in(Workspace.Place place) throws IOException {
        FindRoute.Route route = new FindRoute().in(place);
        return route.socket()
                && LocalConnection.leadsTo(route.address())
                && Files.exists(Path.of(route.address().host().substring(LocalConnection.SCHEME.length())));
    }
}
