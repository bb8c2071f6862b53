package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads and makes paths by their UTF-8 names whatever the locale. Under {@code LC_ALL=C} Java decodes file names as
 * ASCII, which would give an archive other names there; a path's URI always holds its bytes.
 */
final class FileNames {
    private FileNames() {}

    /** The name of a file below {@code root}, {@code /} separated. */
    static String below(Path root, Path file) {
        return text(root.relativize(file));
    }

    /** The text of a relative or absolute path. */
    static String text(Path path) {
        String text = path.toString();
        if (text.chars().allMatch(c -> c < 128)) {
            String separator = path.getFileSystem().getSeparator();
            return separator.equals("/") ? text : text.replace(separator, "/");
        }
        Path base = path.isAbsolute() ? path : path.getFileSystem().getPath("/").resolve(path);
        String decoded = decode(base.toUri().getRawPath(), text);
        // a path that happens to be a folder gets a slash at its end
        String trimmed = decoded.endsWith("/") ? decoded.substring(0, decoded.length() - 1) : decoded;
        return path.isAbsolute() ? trimmed : trimmed.substring(1);
    }

    /** The file of this {@code /} separated relative name below {@code root}. */
    static Path resolve(Path root, String name) {
        return name.isEmpty() ? root : root.resolve(relative(root, name));
    }

    /** A relative path as it stands, {@code ..} included: a symbolic link's target. */
    static Path relative(Path root, String name) {
        if (name.chars().allMatch(c -> c < 128)) {
            return root.getFileSystem().getPath(name);
        }
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b == '/' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
                uri.append((char) b);
            } else {
                uri.append(String.format("%%%02X", b & 0xff));
            }
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return absolute.subpath(0, absolute.getNameCount());
    }

    /** For a message: control characters become visible, so that a name cannot forge a line of a log. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static String decode(String raw, String forMessage) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Failure.failed("The file name '" + shown(forMessage)
                    + "' is not UTF-8, so an archive cannot hold it on every machine; rename the file.");
        }
    }
}
