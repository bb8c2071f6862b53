package io.jenkins.plugins.testeddelivery.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the program of a command, on the PATH that the command will see (the JDK would search this process' own), and
 * says in words why one cannot be started.
 */
final class Program {
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Program() {}

    /**
     * The arguments with the program's place instead of its name.
     *
     * @throws IOException in words for the user
     */
    static List<String> found(List<String> argv, Path directory, Map<String, String> environment) throws IOException {
        if (argv.isEmpty()) {
            throw new IOException("the command is empty");
        }
        if (argv.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IOException("an argument of the command holds a NUL character, which no process can be given");
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    "the folder " + directory + " does not exist, so " + argv.get(0) + " cannot run there");
        }
        String name = argv.get(0);
        // Windows has its own rules for what a program's name may leave out
        if (name.contains("/") || name.isEmpty() || File.separatorChar == '\\') {
            return argv;
        }
        Path denied = null;
        for (String folder : environment.getOrDefault("PATH", USUAL_PATH).split(":", -1)) {
            Path file = directory.resolve(folder).resolve(name);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                List<String> all = new ArrayList<>(argv);
                all.set(0, file.toString());
                return all;
            }
            denied = denied == null && Files.isRegularFile(file) ? file : denied;
        }
        throw new IOException(
                denied == null
                        ? name + " is not on the PATH; install it or write its whole path"
                        : denied + " may not be executed; use chmod +x");
    }

    /** Why a program that was looked for could not be started. */
    static String whyNot(String program, Path directory, IOException cause) {
        Path file = directory.resolve(program);
        if (!Files.exists(file)) {
            return file + " does not exist";
        }
        if (Files.isDirectory(file) || !Files.isExecutable(file)) {
            return file + " may not be executed; use chmod +x";
        }
        String why = String.valueOf(cause.getMessage());
        if (why.contains("error=2,")) {
            return file + " cannot be started: the interpreter in its first line does not exist";
        }
        if (why.contains("error=7,")) {
            return file + " cannot be started: its arguments and environment are too long";
        }
        return file + " cannot be started: " + why.replaceFirst("^Cannot run program .*?: ", "");
    }
}
