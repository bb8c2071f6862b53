import java.io.File;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes META-INF/services/annotations of a folder of classes: for each annotation that is itself marked as indexed, the
 * sorted names of the classes that it or a member of theirs carries. Jenkins finds symbols and initializers there.
 */
final class IndexAnnotations {
    private static final String INDEXED = "org.jvnet.hudson.annotation_indexer.Indexed";

    private IndexAnnotations() {}

    /** Arguments: the folder of our classes, then the class path that they were compiled with. */
    public static void main(String[] args) throws Exception {
        Path classes = Path.of(args[0]);
        List<URL> path = new ArrayList<>();
        for (String element : String.join(File.pathSeparator, args).split(File.pathSeparator)) {
            path.add(Path.of(element).toUri().toURL());
        }
        Map<String, TreeSet<String>> index = new TreeMap<>();
        Path plugin = classes.resolve("io/jenkins/plugins/testeddelivery/jenkins");
        try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                Stream<Path> files = Files.isDirectory(plugin) ? Files.walk(plugin) : Stream.empty()) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(".class", "").replace('/', '.').replace('\\', '.');
                Class<?> type = Class.forName(name, false, loader);
                for (AnnotatedElement element : elements(type)) {
                    for (Annotation annotation : element.getAnnotations()) {
                        if (isIndexed(annotation)) {
                            index.computeIfAbsent(annotation.annotationType().getName(), key -> new TreeSet<>()).add(name);
                        }
                    }
                }
            }
        }
        Path out = Files.createDirectories(classes.resolve("META-INF/services/annotations"));
        try (Stream<Path> before = Files.list(out)) {
            for (Path old : before.toList()) {
                Files.delete(old);
            }
        }
        for (Map.Entry<String, TreeSet<String>> entry : index.entrySet()) {
            Files.writeString(out.resolve(entry.getKey()), String.join("\n", entry.getValue()) + "\n");
        }
    }

    private static List<AnnotatedElement> elements(Class<?> type) {
        List<AnnotatedElement> all = new ArrayList<>(List.of(type));
        all.addAll(List.of(type.getDeclaredMethods()));
        all.addAll(List.of(type.getDeclaredFields()));
        all.addAll(List.of(type.getDeclaredConstructors()));
        return all;
    }

    private static boolean isIndexed(Annotation annotation) {
        return Stream.of(annotation.annotationType().getAnnotations())
                .anyMatch(meta -> meta.annotationType().getName().equals(INDEXED));
    }
}
