package io.jenkins.plugins.testeddelivery.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts the command over with a UTF-8 locale where it was started without one ({@code LC_ALL=C}, a cron job): the JVM
 * then cannot name files or pass arguments beyond ASCII, and the same inputs would give other bytes. What the command
 * starts itself sees the locale as it was.
 */
final class Utf8Start {
    /** Holds the former {@code LC_ALL}, {@link #UNSET} if there was none; tells that this is the second start. */
    private static final String FORMER = "DELIVERY_LC_ALL";

    private static final String UNSET = "-";
    private static final String LOCALE = "C.UTF-8";

    private Utf8Start() {}

    /** Whether this process cannot name every file. */
    static boolean needed() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        return !encoding.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8")
                && File.separatorChar == '/'
                && !System.getenv().containsKey(FORMER);
    }

    /** Starts a process like this one, with a UTF-8 locale and the same streams. */
    static Process start(String[] arguments) throws IOException {
        List<String> argv = new ArrayList<>();
        argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        argv.addAll(List.of("-XX:+UseSerialGC", "-cp", classPath(), Main.class.getName()));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
        builder.environment().put(FORMER, System.getenv().getOrDefault("LC_ALL", UNSET));
        builder.environment().put("LC_ALL", LOCALE);
        return builder.start();
    }

    /** The environment as it was before the start was made over. */
    static Map<String, String> formerEnvironment(Map<String, String> environment) {
        String former = environment.get(FORMER);
        if (former == null) {
            return environment;
        }
        Map<String, String> as = new HashMap<>(environment);
        as.remove(FORMER);
        if (former.equals(UNSET)) {
            as.remove("LC_ALL");
        } else {
            as.put("LC_ALL", former);
        }
        return as;
    }

    private static String classPath() {
        try {
            return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            return System.getProperty("java.class.path");
        }
    }
}
