package io.jenkins.plugins.testeddelivery.docker;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a registry asks for in {@code WWW-Authenticate}. */
final class Challenge {
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");

    private Challenge() {}

    static Map<String, String> parameters(String challenge) {
        Map<String, String> all = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            all.putIfAbsent(matcher.group(1), matcher.group(2));
        }
        return all;
    }
}
