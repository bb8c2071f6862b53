package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AbstractProject;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** What the Snippet Generator makes of each step's form, and who is told what is wrong in it. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepFormsTest {
    private static final List<String> CHECKS = List.of(
            "DetectChangesStep/checkForce",
            "BuildAffectedStep/checkForce",
            "BuildAffectedStep/checkComponents",
            "BuildAffectedStep/checkParallelism",
            "ExportTestedStep/checkPush",
            "DeployTestedStep/checkEnvironment",
            "DeployTestedStep/checkVersion",
            "DeployTestedStep/checkFrom");

    private JenkinsRule rule;

    @BeforeAll
    void start(JenkinsRule started) {
        rule = started;
        Builder.all().add(new StepBuilder.DescriptorImpl());
    }

    @AfterAll
    void stop() throws Exception {
        rule.after();
    }

    @Test
    void shouldPrintNothingButTheStepWhereAllIsLeftAsItIs() throws Exception {
        assertRoundTrip(DetectChangesStep::new, "detectChanges()");
        assertRoundTrip(BuildAffectedStep::new, "buildAffected()");
        assertRoundTrip(ExportTestedStep::new, "exportTested()");
        assertRoundTrip(() -> new DeployTestedStep("staging"), "deployTested 'staging'");
        assertRoundTrip(TestAffectedStep::new, "testAffected {\n    // some block\n}");
    }

    @Test
    void shouldPrintWhatWasFilledIn() throws Exception {
        assertRoundTrip(
                () -> {
                    DetectChangesStep step = new DetectChangesStep();
                    step.setBase("env:production");
                    step.setConfig("build/delivery.yaml");
                    step.setForce(List.of("FULL", "api=CACHED"));
                    return step;
                },
                "detectChanges base: 'env:production', config: 'build/delivery.yaml', force: ['FULL', 'api=CACHED']");
        assertRoundTrip(
                () -> {
                    BuildAffectedStep step = new BuildAffectedStep();
                    step.setComponents(List.of("api", "@shop/site"));
                    step.setParallelism(3);
                    step.setForce(List.of("site=FULL"));
                    step.setProve(true);
                    return step;
                },
                "buildAffected components: ['api', '@shop/site'], force: ['site=FULL'], parallelism: 3, prove: true");
        assertRoundTrip(
                () -> {
                    TestAffectedStep step = new TestAffectedStep();
                    step.setUseTestDb(false);
                    step.setSkipDataLoad(true);
                    return step;
                },
                "testAffected(skipDataLoad: true, useTestDb: false) {\n    // some block\n}");
        assertRoundTrip(
                () -> {
                    ExportTestedStep step = new ExportTestedStep();
                    step.setPush("registry.example.org/shop");
                    step.setCredentialsId("key");
                    return step;
                },
                "exportTested credentialsId: 'key', push: 'registry.example.org/shop'");
        assertRoundTrip(
                () -> {
                    DeployTestedStep step = new DeployTestedStep("production");
                    step.setFrom("shop/main#12");
                    step.setVersion("vabc1234-20250120-143022");
                    step.setSkipLoad(true);
                    step.setCredentialsId("key");
                    return step;
                },
                "deployTested credentialsId: 'key', environment: 'production', from: 'shop/main#12', skipLoad: true,"
                        + " version: 'vabc1234-20250120-143022'");
    }

    @Test
    void shouldTellNobodyButWhoMayConfigureWhatIsWrong() throws Exception {
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Item.READ, Jenkins.READ).everywhere().to("reader")
                .grant(Jenkins.ADMINISTER).everywhere().to("admin"));
        Map<String, String> checks = new TreeMap<>();
        for (String check : CHECKS) {
            checks.put(check, check.endsWith("Environment") ? "" : "no: such, thing");
        }

        try (JenkinsRule.WebClient client = rule.createWebClient()) {
            client.withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
            assertThat(answers(client.login("admin"), checks)).allMatch(answer -> answer.contains("error"));
            assertThat(answers(client.login("reader"), checks))
                    .allMatch(answer -> !answer.contains("class=error") && !answer.contains("no: such"));
        }
    }

    @AfterEach
    void openAgain() {
        rule.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    private List<String> answers(JenkinsRule.WebClient client, Map<String, String> checks) throws Exception {
        List<String> answers = new ArrayList<>();
        for (Map.Entry<String, String> check : checks.entrySet()) {
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl("descriptorByName/" + StepFormsTest.class.getPackageName() + "."
                            + check.getKey()),
                    HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair("value", check.getValue())));
            answers.add(client.getPage(request).getWebResponse().getContentAsString());
        }
        return answers;
    }

    /** Shows the step in a form, saves that, and looks at the snippet of what came back. */
    private void assertRoundTrip(Supplier<Step> made, String snippet) throws Exception {
        Step before = made.get();
        assertThat(Snippetizer.object2Groovy(before)).isEqualTo(snippet);

        FreeStyleProject project = rule.createFreeStyleProject();
        project.getBuildersList().add(new StepBuilder(before));
        try (JenkinsRule.WebClient client = rule.createWebClient()) {
            rule.submit(client.getPage(project, "configure").getFormByName("config"));
        }
        Step after = project.getBuildersList().get(StepBuilder.class).getStep();

        assertThat(after).isNotSameAs(before).hasSameClassAs(before);
        assertThat(Snippetizer.object2Groovy(after)).isEqualTo(snippet);
        Map<String, Object> arguments = DescribableModel.of(before.getClass())
                .uninstantiate2_(before)
                .toMap();
        assertThat(Snippetizer.object2Groovy((Step) before.getDescriptor().newInstance(arguments))).isEqualTo(snippet);
    }

    /** Shows a step in a form that is not the Snippet Generator's. */
    public static final class StepBuilder extends Builder {
        /** Not stored: nobody keeps a step like this. */
        private final transient Step step;

        @DataBoundConstructor
        public StepBuilder(Step step) {
            this.step = step;
        }

        public Step getStep() {
            return step;
        }

        /** Tells Jenkins about it. */
        public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
            @Override
            @SuppressWarnings("rawtypes")
            public boolean isApplicable(Class<? extends AbstractProject> type) {
                return true;
            }

            @Override
            public String getDisplayName() {
                return "a step";
            }
        }
    }
}
