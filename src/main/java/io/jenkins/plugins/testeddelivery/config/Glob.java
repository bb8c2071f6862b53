package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One pattern of a {@code .gitignore}, taken apart once so that matching allocates nothing and its time is bounded by
 * the product of the two lengths, whatever the pattern is.
 */
public final class Glob {
    /** Stands for any number of folders. */
    private static final Segment FOLDERS = new Segment(List.of());

    private final boolean negated;
    private final boolean foldersOnly;
    private final boolean nameOnly;
    private final Segment[] segments;

    private Glob(boolean negated, boolean foldersOnly, boolean nameOnly, List<Segment> segments) {
        this.negated = negated;
        this.foldersOnly = foldersOnly;
        this.nameOnly = nameOnly;
        this.segments = segments.toArray(new Segment[0]);
    }

    /** The pattern in this line; null if it is blank, a comment, or can match nothing (a bracket without end). */
    public static Glob of(String line) {
        String text = withoutTrailingSpaces(line);
        if (text.startsWith("#")) {
            return null;
        }
        boolean negated = text.startsWith("!");
        if (negated) {
            text = text.substring(1);
        }
        boolean foldersOnly = text.endsWith("/");
        if (foldersOnly) {
            text = text.substring(0, text.length() - 1);
        }
        boolean nameOnly = text.indexOf('/') < 0;
        if (text.startsWith("/")) {
            text = text.substring(1);
        }
        List<Segment> segments = text.isEmpty() ? null : segments(text, nameOnly);
        return segments == null ? null : new Glob(negated, foldersOnly, nameOnly, segments);
    }

    public boolean negated() {
        return negated;
    }

    /** Whether {@code path[0, end)} is matched, as the folder or file it is; nothing above it is looked at. */
    public boolean matches(String path, int end, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        if (nameOnly) {
            return segments[0].matches(path, path.lastIndexOf('/', end - 1) + 1, end);
        }
        return matchesPath(path, end);
    }

    /** Greedy with one step back: only the last "any folders" ever needs to take more. */
    private boolean matchesPath(String path, int end) {
        int segment = 0;
        int at = 0;
        int retrySegment = -1;
        int retryAt = 0;
        while (at < end) {
            int segmentEnd = endOfSegment(path, at, end);
            if (segment < segments.length && segments[segment] == FOLDERS) {
                if (segment == segments.length - 1) {
                    return true;
                }
                retrySegment = ++segment;
                retryAt = at;
            } else if (segment < segments.length && segments[segment].matches(path, at, segmentEnd)) {
                segment++;
                at = segmentEnd + 1;
            } else if (retrySegment >= 0) {
                retryAt = endOfSegment(path, retryAt, end) + 1;
                segment = retrySegment;
                at = retryAt;
            } else {
                return false;
            }
        }
        return segment == segments.length;
    }

    private static int endOfSegment(String path, int at, int end) {
        int slash = path.indexOf('/', at);
        return slash < 0 || slash > end ? end : slash;
    }

    private static List<Segment> segments(String text, boolean nameOnly) {
        List<Segment> segments = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        int segmentStart = 0;
        while (at <= text.length()) {
            char c = at < text.length() ? text.charAt(at) : '/';
            if (c == '/') {
                boolean folders = !nameOnly && anyFolders(text, segmentStart, at);
                if (!folders) {
                    segments.add(new Segment(tokens));
                } else if (segments.isEmpty() || segments.get(segments.size() - 1) != FOLDERS) {
                    segments.add(FOLDERS);
                }
                tokens = new ArrayList<>();
                segmentStart = ++at;
            } else if (c == '[') {
                CharacterClass set = CharacterClass.at(text, at);
                if (set == null) {
                    return null;
                }
                tokens.add(new Token(Token.SET, ' ', set));
                at = set.end();
            } else if (c == '\\') {
                if (at + 1 == text.length()) {
                    return null;
                }
                if (text.charAt(at + 1) != '/') {
                    tokens.add(new Token(Token.CHARACTER, text.charAt(at + 1), null));
                    at++;
                }
                at++;
            } else {
                int kind = c == '*' ? Token.STAR : c == '?' ? Token.ANY : Token.CHARACTER;
                if (kind != Token.STAR
                        || tokens.isEmpty()
                        || tokens.get(tokens.size() - 1).kind() != Token.STAR) {
                    tokens.add(new Token(kind, c, null));
                }
                at++;
            }
        }
        return segments;
    }

    /** Two stars or more, and nothing else. */
    private static boolean anyFolders(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '*') {
                return false;
            }
        }
        return to - from > 1;
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            int backslashes = 0;
            while (end - 2 - backslashes >= 0 && line.charAt(end - 2 - backslashes) == '\\') {
                backslashes++;
            }
            if (backslashes % 2 == 1) {
                break;
            }
            end--;
        }
        return line.substring(0, end);
    }

    private record Token(int kind, char character, CharacterClass set) {
        static final int CHARACTER = 0;
        static final int ANY = 1;
        static final int STAR = 2;
        static final int SET = 3;

        boolean accepts(char c) {
            return kind == CHARACTER ? c == character : kind == ANY || set.contains(c);
        }
    }

    /** What stands between two slashes. */
    private static final class Segment {
        private final Token[] tokens;
        /** Set where the rest is plain text: most patterns are {@code name} or {@code *.ext}. */
        private final String plain;

        private final boolean startsWithStar;

        Segment(List<Token> tokens) {
            this.tokens = tokens.toArray(new Token[0]);
            this.startsWithStar = !tokens.isEmpty() && tokens.get(0).kind() == Token.STAR;
            List<Token> rest = startsWithStar ? tokens.subList(1, tokens.size()) : tokens;
            boolean allCharacters = true;
            StringBuilder text = new StringBuilder();
            for (Token token : rest) {
                allCharacters &= token.kind() == Token.CHARACTER;
                text.append(token.character());
            }
            this.plain = allCharacters ? text.toString() : null;
        }

        boolean matches(String path, int start, int end) {
            if (plain != null) {
                int length = plain.length();
                boolean fits = startsWithStar ? end - start >= length : end - start == length;
                return fits && path.regionMatches(end - length, plain, 0, length);
            }
            int token = 0;
            int at = start;
            int retryToken = -1;
            int retryAt = 0;
            while (at < end) {
                if (token < tokens.length && tokens[token].kind() == Token.STAR) {
                    retryToken = ++token;
                    retryAt = at;
                } else if (token < tokens.length && tokens[token].accepts(path.charAt(at))) {
                    token++;
                    at++;
                } else if (retryToken >= 0) {
                    token = retryToken;
                    at = ++retryAt;
                } else {
                    return false;
                }
            }
            while (token < tokens.length && tokens[token].kind() == Token.STAR) {
                token++;
            }
            return token == tokens.length;
        }
    }
}
