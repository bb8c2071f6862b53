package hudson.plugins.git;

/** Declares what is used of the class {@code hudson.plugins.git.GitException}. */
public class GitException extends RuntimeException {
    public GitException() {}
}
