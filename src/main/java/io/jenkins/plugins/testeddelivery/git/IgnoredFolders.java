package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.TreeSet;

/** Lists the folders that Git ignores as a whole, relative to the repository: nothing that counts happens in them. */
public record IgnoredFolders() implements Workspace.Work<TreeSet<String>> {
    @Override
    public TreeSet<String> in(Workspace.Place place) throws IOException, InterruptedException {
        TreeSet<String> folders = new TreeSet<>();
        try (GitProcess process = Git.at(place).start(
                "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--no-empty-directory", "-z")) {
            byte[] output = process.output();
            int start = 0;
            for (int at = 0; at < output.length; at++) {
                if (output[at] == 0) {
                    String path = PathText.decode(output, start, at);
                    if (path.endsWith("/")) {
                        folders.add(path.substring(0, path.length() - 1));
                    }
                    start = at + 1;
                }
            }
        }
        return folders;
    }
}
