package io.jenkins.plugins.testeddelivery.git;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Paths and globs as Docker reads them: Go's {@code filepath.Clean} and {@code filepath.Match}, and {@code **}. */
final class DockerPath {
    private DockerPath() {}

    /** The shortest equal path: no {@code .}, no {@code x/..}, no slash at the end; {@code .} for an empty one. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            boolean up = part.equals("..");
            if (part.isEmpty() || part.equals(".") || up && rooted && parts.isEmpty()) {
                continue;
            }
            if (up && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else {
                parts.add(part);
            }
        }
        String joined = String.join("/", parts);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** {@code name} inside of {@code folder}, either of which may be empty. */
    static String join(String folder, String name) {
        return folder.isEmpty() || name.isEmpty() ? folder + name : folder + "/" + name;
    }

    /** Whether the path lies in the folder (empty: the root) or is it. */
    static boolean within(String path, String folder) {
        return folder.isEmpty()
                || path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    static boolean isGlob(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[]\\".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * A glob as a regular expression: {@code *} and {@code ?} stop at a slash, {@code **} does not.
     *
     * @throws PatternSyntaxException for one that Docker cannot read either
     */
    static Pattern compile(String glob) {
        StringBuilder out = new StringBuilder(glob.length() + 16);
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i++);
            if (c == '*' && i < glob.length() && glob.charAt(i) == '*') {
                i++;
                i += i < glob.length() && glob.charAt(i) == '/' ? 1 : 0;
                out.append(i == glob.length() ? ".*" : "(?:.*/)?");
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else if (c == '[') {
                i = appendClass(out, glob, i);
            } else {
                appendLiteral(out, c == '\\' && i < glob.length() ? glob.charAt(i++) : c);
            }
        }
        return Pattern.compile(out.toString(), Pattern.DOTALL);
    }

    private static int appendClass(StringBuilder out, String glob, int from) {
        int i = from;
        out.append('[');
        if (i < glob.length() && glob.charAt(i) == '^') {
            out.append("^/");
            i++;
        }
        for (boolean first = true; ; first = false) {
            if (i >= glob.length()) {
                throw new PatternSyntaxException("a class without end", glob, from);
            }
            char c = glob.charAt(i++);
            if (c == ']' && !first) {
                out.append(']');
                return i;
            }
            if (c == '-') {
                out.append('-');
            } else {
                appendLiteral(out, c == '\\' && i < glob.length() ? glob.charAt(i++) : c);
            }
        }
    }

    private static void appendLiteral(StringBuilder out, char c) {
        if (c < 0x80 && !Character.isLetterOrDigit(c)) {
            out.append('\\');
        }
        out.append(c);
    }
}
