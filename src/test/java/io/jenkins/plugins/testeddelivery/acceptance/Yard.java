package io.jenkins.plugins.testeddelivery.acceptance;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A folder on the controller for the jobs of one test class; with it goes all that they left on the agent. */
final class Yard implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Controller controller = Controller.asAdministrator();
    private final String name = "td-accept-" + UUID.randomUUID().toString().substring(0, 8);
    private int scripts;

    Yard() {
        this("");
    }

    /** @param properties of the folder, as XML */
    Yard(String properties) {
        create("", name, "<com.cloudbees.hudson.plugins.folder.Folder><properties>" + properties
                + "</properties></com.cloudbees.hudson.plugins.folder.Folder>");
    }

    String name() {
        return name;
    }

    Controller controller() {
        return controller;
    }

    /** Below the controller's, with a slash at its end. */
    String url(String job) {
        return "job/" + name + "/job/" + Controller.encoded(job) + "/";
    }

    /** A Pipeline job whose script is in the repository. */
    void pipelineOf(String job, String repository, String scriptPath) {
        create("job/" + name + "/", job, """
                <flow-definition><definition class="org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition">
                <scm class="hudson.plugins.git.GitSCM"><userRemoteConfigs><hudson.plugins.git.UserRemoteConfig>
                <url>%s</url></hudson.plugins.git.UserRemoteConfig></userRemoteConfigs><branches>
                <hudson.plugins.git.BranchSpec><name>*/main</name></hudson.plugins.git.BranchSpec></branches></scm>
                <scriptPath>%s</scriptPath><lightweight>true</lightweight></definition></flow-definition>
                """.formatted(escaped(repository), escaped(scriptPath)));
    }

    /** A Pipeline job with this script. */
    void pipeline(String job, String script) {
        create("job/" + name + "/", job, """
                <flow-definition><definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">
                <script>%s</script><sandbox>true</sandbox></definition></flow-definition>
                """.formatted(escaped(script)));
    }

    /** Starts a job; the build is not waited for. */
    Build start(String job, Map<String, String> parameters) {
        Map<String, Object> asked = controller
                .get(url(job) + "api/json?tree=nextBuildNumber,property[parameterDefinitions[name]]")
                .well()
                .json();
        int number = (int) Json.number(asked, "nextBuildNumber");
        boolean parameterized = asked.get("property").toString().contains("parameterDefinitions");
        // Jenkins has an address for each of the two kinds
        String how = parameterized || !parameters.isEmpty() ? "buildWithParameters" : "build";
        controller.post(url(job) + how + "?delay=0sec", parameters).well();
        return new Build(controller, url(job) + number + "/", number);
    }

    Build start(String job) {
        return start(job, Map.of());
    }

    /** Runs a script in a job of its own to its end. */
    Build run(String script) {
        return startScript(script, Build::result);
    }

    /** Runs a script in a job of its own. */
    Build startOf(String script) {
        return startScript(script, build -> "");
    }

    private Build startScript(String script, Function<Build, String> then) {
        String job = "script-" + ++scripts;
        pipeline(job, script);
        Build build = start(job);
        then.apply(build);
        return build;
    }

    /** What a shell command says on the agent. */
    String onAgent(String command) {
        Build build = run("node('" + Settings.label() + "') { echo 'SAID<' + sh(returnStdout: true, script: '''"
                + command.replace("\\", "\\\\").replace("'", "\\'") + "''') + '>SAID' }");
        String log = build.log();
        int from = log.indexOf("SAID<");
        int to = log.lastIndexOf(">SAID");
        if (from < 0 || to < 0) {
            throw new AssertionError(command + ":\n" + log);
        }
        return log.substring(from + "SAID<".length(), to).strip();
    }

    private void create(String parent, String item, String xml) {
        controller
                .post(
                        parent + "createItem?name=" + Controller.encoded(item),
                        "application/xml",
                        BodyPublishers.ofString("<?xml version='1.1' encoding='UTF-8'?>" + xml))
                .well();
    }

    /** Removes the folder, which ends its builds, and what they have on the agent. */
    @Override
    public void close() {
        if (controller.get("job/" + name + "/api/json").status() == 200) {
            onAgent("find .. -mindepth 1 -maxdepth 1 ! -name \"$(basename \"$PWD\")*\" -exec rm -rf {} +; docker ps -aq --filter name="
                    + name + " 2>/dev/null | xargs -r docker rm -f >/dev/null; docker images -q '" + name
                    + "*' 2>/dev/null | sort -u | xargs -r docker rmi -f >/dev/null; true");
            controller.post("job/" + name + "/doDelete", new LinkedHashMap<>());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (controller.get("job/" + name + "/api/json").status() == 200 && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
