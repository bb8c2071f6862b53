package io.jenkins.plugins.testeddelivery.dev.local;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks which of the programs and ports that components require are not there. */
record Requirement(List<String> required) implements Workspace.Work<ArrayList<String>> {
    private static final String PORT = "tcp:";
    private static final int MILLIS = 1000;

    Requirement {
        required = List.copyOf(required);
    }

    /** What is missing, each in words that say what to do. */
    @Override
    public ArrayList<String> in(Workspace.Place place) {
        ArrayList<String> missing = new ArrayList<>();
        for (String one : required) {
            String words = one.startsWith(PORT) ? port(one.substring(PORT.length())) : program(place, one);
            if (!words.isEmpty()) {
                missing.add(words);
            }
        }
        return missing;
    }

    private static String port(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "localhost" : address.substring(0, colon);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), MILLIS);
            return "";
        } catch (IOException e) {
            return "nothing answers at port " + address.substring(colon + 1) + " of " + host + "; start what listens there";
        }
    }

    private static String program(Workspace.Place place, String name) {
        for (String folder : place.environment().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return "";
            }
        }
        return name + " is not on the PATH; install it";
    }
}
