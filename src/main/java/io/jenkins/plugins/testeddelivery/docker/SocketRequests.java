package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the engine for several things over one connection; the answers are in the order of the paths. */
record SocketRequests(Address address, List<String> paths, Duration deadline)
        implements Workspace.Work<ArrayList<SocketRequest.Answer>> {
    SocketRequests {
        paths = List.copyOf(paths);
    }

    @Override
    public ArrayList<SocketRequest.Answer> in(Workspace.Place place) throws IOException, InterruptedException {
        ArrayList<SocketRequest.Answer> answers = new ArrayList<>();
        if (LocalConnection.leadsTo(address)) {
            try (LocalConnection connection = new LocalConnection(address, deadline)) {
                for (String path : paths) {
                    answers.add(connection.ask(Request.Method.GET, path, ""));
                }
            }
            return answers;
        }
        try (Connection connection = new Connection(address, deadline)) {
            for (String path : paths) {
                Request request =
                        Request.builder().method(Request.Method.GET).path(path).build();
                answers.add(connection.exchange(request, SocketRequest::answer));
            }
        }
        return answers;
    }
}
