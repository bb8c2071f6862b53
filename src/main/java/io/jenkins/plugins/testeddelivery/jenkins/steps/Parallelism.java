package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.port.Failure;

/** How many components are built at once. */
final class Parallelism {
    static final int MOST = 64;
    /** The controller's cores say nothing about the agent's; two keep one busy while another waits for the network. */
    private static final int USUAL = 2;

    private Parallelism() {}

    /** What a form says about what was typed; empty: it is fine. */
    static String problem(String typed) {
        try {
            return typed == null || typed.isBlank() ? "" : problem(Integer.parseInt(typed.strip()));
        } catch (NumberFormatException e) {
            return "parallelism: expected a number, found '" + typed.strip() + "'";
        }
    }

    /** What a form says about the number; empty: it is fine. */
    static String problem(int number) {
        return number < 0 || number > MOST
                ? "parallelism: expected 1 to " + MOST + ", or 0 for the usual " + USUAL + ", found " + number
                : "";
    }

    /** @throws Failure of kind USAGE if it is no such number */
    static void check(int number) {
        if (!problem(number).isEmpty()) {
            throw Failure.usage(problem(number));
        }
    }

    static int of(int number) {
        return number == 0 ? USUAL : number;
    }
}
