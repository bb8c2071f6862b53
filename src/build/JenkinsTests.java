import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.tools.ToolProvider;

/**
 * Compiles src/jenkins-test/java against the jars of a real Jenkins and runs it with the Jenkins Test Harness, in a JVM
 * of its own: the packed plugin, unpacked, takes the place of the declarations that the default build compiles against.
 */
final class JenkinsTests {
    /** What runs the tests comes from the build; all else from the two folders. */
    private static final Pattern RUNNER =
            Pattern.compile("(junit-|opentest4j-|open-test-reporting-|apiguardian-|assertj-|byte-buddy-).*\\.jar");

    private final Path work;
    private final List<Path> runner;
    private final Path jars;
    private final Path harness;
    private final Path dependencies;

    private JenkinsTests(Path work, String testClassPath, Path jars, Path harness) throws IOException {
        this.work = work;
        this.jars = folder(jars, "jenkins.jars");
        this.harness = folder(harness, "jenkins.harness");
        runner = Stream.of(testClassPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> RUNNER.matcher(jar.getFileName().toString()).matches())
                .toList();
        dependencies = Stream.of(harness, harness.resolve("resources"))
                .filter(folder -> Files.isRegularFile(folder.resolve("test-dependencies/index")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no test-dependencies/index in " + harness
                        + ": it lists the plugins beside it that each test's controller gets"));
    }

    /** Arguments: folder to work in, test class path, jenkins.jars, jenkins.harness, war or "", class names or "". */
    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        Path harness = Path.of(args[3]).toAbsolutePath();
        JenkinsTests tests = new JenkinsTests(work, args[1], Path.of(args[2]).toAbsolutePath(), harness);
        Path war = args[4].isEmpty() ? harness.resolve("jenkins.war") : Path.of(args[4]);
        if (!Files.isRegularFile(war)) {
            throw new IllegalArgumentException("there is no war " + war + ": give one with -Djenkins.war=FILE");
        }
        System.exit(tests.run(war.toAbsolutePath(), args[5]));
    }

    private int run(Path war, String names) throws IOException, InterruptedException {
        // the harness keeps an exploded war in the work folder: only what is ours is made anew
        delete(work.resolve("target"));
        delete(work.resolve("lib"));
        // folders of these names are what a controller's class filter lets our objects be saved from
        Path classes = Files.createDirectories(work.resolve("target/classes"));
        Path tests = Files.createDirectories(work.resolve("target/test-classes"));
        unpack(work.resolveSibling("tested-delivery.hpi"), work, "WEB-INF/lib/", "lib/");
        unpack(work.resolve("lib/tested-delivery.jar"), classes, "", "");
        Files.delete(work.resolve("lib/tested-delivery.jar"));

        List<Path> path = new ArrayList<>(List.of(tests, classes, dependencies));
        path.addAll(runner);
        path.addAll(jars(harness));
        path.addAll(jars(harness.resolve("lib")));
        path.addAll(jars(work.resolve("lib")));
        Set<String> installed = new HashSet<>(Files.readAllLines(dependencies.resolve("test-dependencies/index")));
        for (Path jar : jars(jars)) {
            String plugin = plugin(jar);
            // the extensions of a plugin that is not installed would be found all the same
            if (plugin == null || installed.contains(plugin)) {
                path.add(jar);
            }
        }
        String classPath = String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
        compile(tests, classPath);
        describe(classes, tests);

        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Djth.jenkins-war.path=" + war,
                "-DbuildDirectory=" + work,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--fail-if-no-tests",
                "--details=tree",
                "--reports-dir=" + work.resolve("reports"),
                "--scan-classpath=" + tests));
        String pattern = names.isEmpty() ? "Test" : names.replace(",", "|").replace("*", ".*");
        command.add("--include-classname=.*(" + pattern + ")");
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("CLASSPATH", classPath);
        return builder.start().waitFor();
    }

    private void compile(Path into, String classPath) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--release", "17", "-parameters", "-g", "-proc:none", "-nowarn", "-Xlint:none", "-encoding", "UTF-8",
                "-cp", classPath, "-d", into.toString()));
        try (Stream<Path> sources = Files.walk(Path.of("src/jenkins-test/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(options::add);
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("src/jenkins-test/java does not compile against " + jars);
        }
        Path resources = Path.of("src/jenkins-test/resources");
        if (Files.isDirectory(resources)) {
            try (Stream<Path> files = Files.walk(resources)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = into.resolve(resources.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Writes the.hpl: the harness takes it for the plugin that is being tested. */
    private void describe(Path classes, Path tests) throws IOException {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        manifest.getMainAttributes().putValue("Libraries", classes.toString());
        manifest.getMainAttributes()
                .putValue("Resource-Path", Files.createDirectories(work.resolve("webapp")).toString());
        try (OutputStream out = Files.newOutputStream(tests.resolve("the.hpl"))) {
            manifest.write(out);
        }
    }

    private static void unpack(Path archive, Path into, String from, String to) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && entry.getName().startsWith(from)) {
                    Path file = into.resolve(to + entry.getName().substring(from.length()));
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** The plugin whose own jar this is, or null. */
    private static String plugin(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue("Short-Name");
        }
    }

    private static Path folder(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("-D" + name + "=" + folder + " is no folder");
        }
        return folder;
    }
}
