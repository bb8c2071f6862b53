package io.jenkins.plugins.testeddelivery.cli;

/** The command's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException();
    }
}
