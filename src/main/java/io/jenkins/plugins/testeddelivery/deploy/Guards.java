package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What guards an environment, clause by clause. It is pinned at the first deployment, since otherwise the commit that is
 * to be held back could say that nothing holds it back.
 */
final class Guards {
    private Guards() {}

    static Map<String, String> of(Environment environment) {
        Map<String, String> clauses = new TreeMap<>();
        clauses.put("after", environment.after());
        clauses.put("directory", environment.directory());
        clauses.put("project", environment.compose().present() ? environment.compose().project() : "");
        clauses.put("restart", Json.line(environment.restart()));
        clauses.put("before", said(environment.before()));
        clauses.put("check", Json.line(environment.check()));
        // an environment without one is guarded as it was before there were any
        Map<String, Object> demands = environment.demands().toMap();
        clauses.put("policy", demands.isEmpty() ? "" : Json.line(demands));
        // nor is one without these
        clauses.put("afterwards", environment.afterwards().isEmpty() ? "" : said(environment.afterwards()));
        return clauses;
    }

    private static String said(List<Hook> hooks) {
        return Json.line(hooks.stream().map(Hook::said).toList());
    }

    /** Each clause that differs, in words. */
    static List<String> changed(Map<String, String> pinned, Map<String, String> wanted) {
        List<String> all = new ArrayList<>();
        Map<String, String> every = new TreeMap<>(wanted);
        pinned.keySet().forEach(clause -> every.putIfAbsent(clause, ""));
        every.forEach((clause, now) -> {
            String before = pinned.getOrDefault(clause, "");
            if (!before.equals(now)) {
                all.add("'" + clause + "' was " + shown(before) + " and would be " + shown(now));
            }
        });
        return all;
    }

    private static String shown(String text) {
        return text.isEmpty() || "[]".equals(text) ? "not set" : text;
    }
}
