package io.jenkins.plugins.testeddelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.DeliveryConfiguration;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentDefinition;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.PromotionPermission;
import io.jenkins.plugins.testeddelivery.jenkins.steps.ReleaseConsent;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What <b>Promote</b> starts, and who and what it keeps out. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromotionTest {
    private static final String CONFIGURATION =
            """
            version: 1
            components:
              api: { path: api, archive: { run: "mkdir -p dist && cp app.sh dist/", outputs: ["dist/**"] } }
            environments:
              production: { directory: ../@NAME@, health: [ { command: ["true"], within: 2s, stable: 100ms } ] }
            """;
    private static final String DEPLOY =
            """
            node {
                deployTested environment: params.ENVIRONMENT, version: params.RELEASE_VERSION,
                        from: "${params.RELEASE_JOB}#${params.RELEASE_BUILD}"
            }
            """;

    private JenkinsRule rule;
    private Path folder;
    private int count;
    private WorkflowJob shop;
    private WorkflowJob deploy;
    private WorkflowRun release;

    @BeforeAll
    void start(JenkinsRule started, @TempDir Path temporary) {
        rule = started;
        folder = temporary;
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("alice")
                .grant(Jenkins.READ, Item.READ, PromotionPermission.PROMOTE)
                .everywhere()
                .to("bob", "carol"));
    }

    @AfterAll
    void stop() throws Exception {
        rule.after();
    }

    @BeforeEach
    void release() throws Exception {
        String name = "shop" + ++count;
        GitOrigin origin = GitOrigin.shop(folder.resolve(name), "")
                .write("delivery.yaml", CONFIGURATION.replace("@NAME@", "production-" + name));
        origin.commit("deploy");
        shop = rule.createProject(WorkflowJob.class, name);
        deploy = rule.createProject(WorkflowJob.class, "deploy" + count);
        script(shop, "node { git url: '" + origin.url() + "', branch: 'main'\n"
                + "detectChanges(); buildAffected(); testAffected { }; exportTested() }");
        script(deploy, DEPLOY);
        EnvironmentDefinition production = new EnvironmentDefinition("production");
        production.setDeployJob(deploy.getFullName());
        DeliveryConfiguration.get().setEnvironments(List.of(production));
        release = Delivered.of(shop.scheduleBuild2(0).get()).run();
    }

    @Test
    void shouldDeployOnceWhatWasPromoted() throws Exception {
        HtmlPage page = client("bob").getPage(release, "promote/");
        HtmlForm form = page.getFormByName("promote-production");
        form.getInputByName("reason").setValue("<script>alert(1)</script> ../../x");
        rule.submit(form);
        rule.waitUntilNoActivity();

        WorkflowRun run = deploy.getBuildByNumber(1);
        rule.assertBuildStatusSuccess(run);
        assertThat(told(run)).containsExactlyInAnyOrderEntriesOf(parameters());
        assertThat(live()).isEqualTo(version() + " healthy by bob, of " + shop.getFullName() + "#1");
        assertThat(release.isKeepLog()).isTrue();
        assertThat(run.isKeepLog()).isTrue();
        // Jenkins' own page of the run shows the reason as text
        assertThat(client("bob").getPage(run).asNormalizedText()).contains("<script>alert(1)</script> ../../x");

        ReplayAction replay = run.getAction(ReplayAction.class);
        replay.run2(replay.getOriginalScript(), Map.of());
        rule.waitUntilNoActivity();
        assertRefused(deploy.getLastBuild());
        assertRefused(byHand());

        deploy.delete();
        assertThat(live()).startsWith(version() + " healthy");
        assertThat(EnvironmentIndex.history(shop.getFullName(), shop.getFullName() + "/production", 10))
                .extracting(EnvironmentIndex.Past::event)
                .contains("asked", "admitted", "ended");
    }

    @Test
    void shouldKeepOutWhoeverHasNotThePermission() throws Exception {
        assertThat(client("alice").getPage(release).asXml()).doesNotContain("/promote\"");
        assertThat(client("alice").getPage(release, "promote/").getWebResponse().getStatusCode())
                .isEqualTo(403);
        assertThat(client("bob").getPage(release).asXml()).contains("/promote\"");

        assertThat(post("alice", "because").getWebResponse().getStatusCode()).isEqualTo(403);

        assertThat(rule.jenkins.getQueue().getItems()).isEmpty();
        assertThat(deploy.getLastBuild()).isNull();
        assertRefused(byHand());
        assertThat(live()).isEmpty();
    }

    @Test
    void shouldTellTheSecondOfTwoWhoWasFirst() throws Exception {
        script(deploy, "node('nowhere') { }");

        Page first = post("bob", "I am first");
        Page second = post("carol", "me too");

        assertThat(first.getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(second.getWebResponse().getStatusCode()).isEqualTo(409);
        assertThat(second.getWebResponse().getContentAsString())
                .contains("busy: " + version() + " is being promoted to production by bob");
        WorkflowRun run = rule.waitForMessage("Still waiting to schedule task", deploy.getBuildByNumber(1));
        assertThat(deploy.getBuilds()).hasSize(1);
        run.doStop();
        rule.waitUntilNoActivity();

        assertThat(post("carol", "now").getWebResponse().getStatusCode()).isEqualTo(200);
        deploy.getBuildByNumber(2).doStop();
        rule.waitUntilNoActivity();
    }

    @Test
    void shouldAskForAReasonAndPutItInOneLine() throws Exception {
        assertThat(post("bob", " ").getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(deploy.getLastBuild()).isNull();

        post("bob", "because\nFinished: SUCCESS");
        rule.waitUntilNoActivity();

        rule.assertLogContains("by bob: because Finished: SUCCESS", deploy.getBuildByNumber(1));
    }

    private static void script(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
    }

    private String version() {
        return new Delivered(release).exported();
    }

    private Map<String, String> parameters() {
        return Map.of(
                "RELEASE_JOB", shop.getFullName(),
                "RELEASE_BUILD", "1",
                "RELEASE_VERSION", version(),
                "ENVIRONMENT", "production");
    }

    private static Map<String, String> told(WorkflowRun run) {
        return run.getAction(ParametersAction.class).getAllParameters().stream()
                .collect(Collectors.toMap(
                        each -> each.getName(), each -> String.valueOf(each.getValue())));
    }

    /** With the very parameters that a promotion gives, and the source's consent. */
    private WorkflowRun byHand() throws Exception {
        shop.addProperty(new ReleaseConsent("*, " + deploy.getFullName()));
        deploy.addProperty(new ParametersDefinitionProperty(parameters().keySet().stream()
                .<ParameterDefinition>map(name -> new StringParameterDefinition(name, ""))
                .toList()));
        ParametersAction forged = new ParametersAction(parameters().entrySet().stream()
                .<ParameterValue>map(each -> new StringParameterValue(each.getKey(), each.getValue()))
                .toList());
        return deploy.scheduleBuild2(0, forged, new CauseAction(new Cause.UserIdCause("alice"))).get();
    }

    private void assertRefused(WorkflowRun run) throws Exception {
        rule.assertBuildStatus(Result.FAILURE, run);
        String log = JenkinsRule.getLog(run);
        assertThat(log.contains("carries no promotion") || log.contains("whose release this job may deploy"))
                .as(log)
                .isTrue();
    }

    private String live() {
        return EnvironmentIndex.of(shop.getFullName()).stream()
                .filter(each -> !each.version().isEmpty())
                .map(each -> each.version() + " " + each.health() + " by " + each.actor() + ", of " + each.source())
                .findFirst()
                .orElse("");
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        return rule.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
    }

    private Page post(String user, String reason) throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request = new WebRequest(
                new URL(client.getContextPath() + release.getUrl() + "promote/promote"), HttpMethod.POST);
        request.setRequestParameters(
                List.of(new NameValuePair("environment", "production"), new NameValuePair("reason", reason)));
        client.addCrumb(request);
        return client.getPage(request);
    }
}
