package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Another process that uses the ledger, and may be killed. */
final class Child {
    private Child() {}

    static Process start(String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName()));
        argv.addAll(List.of(arguments));
        return new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static String line(Process child) throws IOException {
        // one byte at a time: nothing of the next line may be swallowed
        StringBuilder line = new StringBuilder();
        InputStream in = child.getInputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "hold" -> hold(Path.of(arguments[1]), arguments[2]);
            case "append" -> append(Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void hold(Path file, String words) throws Exception {
        try (Hold hold = Hold.take(file, words, true, new Printing())) {
            System.out.println(hold == null ? "" : "held");
            System.in.read();
        }
    }

    /** Prints each record's sequence number and content after it was appended: from then on it must be there. */
    private static void append(Path folder, String name, int count) throws Exception {
        FileLedger ledger = new FileLedger(folder, name, Clock.systemUTC(), new Printing(), 20_000);
        for (int i = 0; i < count; i++) {
            Ledger.Entry entry = ledger.append(Facts.candidate(name, name + "-" + i));
            System.out.println(entry.sequence() + " " + i);
        }
    }

    private static final class Printing implements Log {
        @Override
        public void line(String text) {
            System.out.println(text);
        }

        @Override
        public void warning(String text) {
            System.out.println("warning: " + text);
        }
    }
}
