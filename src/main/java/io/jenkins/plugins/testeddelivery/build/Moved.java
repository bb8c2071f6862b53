package io.jenkins.plugins.testeddelivery.build;

final class Moved {
    static void check(Job job) {}
}
