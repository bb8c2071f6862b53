package io.jenkins.plugins.testeddelivery.config.lint;

import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.ADD_OF_URL;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.BASE_LATEST;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.BASE_NOT_PINNED;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.BASE_UNTAGGED;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.CACHE_MOUNT_WITHOUT_ID;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.COPY_BEFORE_DEPENDENCIES;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.LAYER_ALWAYS_CHANGES;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.NOT_UNDERSTOOD;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.PACKAGE_LISTS_LEFT;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.PACKAGE_UPDATE_ALONE;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.SECRET_IN_ARG;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.SECRET_IN_ENV;
import static io.jenkins.plugins.testeddelivery.config.lint.LintRule.SECRET_IN_RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.testeddelivery.config.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileLintTest {
    private static final String PINNED = "FROM base:1@sha256:" + "0".repeat(64) + "\n";

    private static List<Finding> lint(String text, String... files) {
        return lint(text, Map.of(), "", files);
    }

    private static List<Finding> lint(String text, Map<String, String> arguments, String target, String... files) {
        BuildFiles looked = new BuildFiles(
                "api", "api/Dockerfile", text, "api", "api/.dockerignore", "", false, false, List.of(files), List.of(),
                List.of(), 0, 0, true);
        return DockerfileLint.of(
                looked, new Component.Image("api/Dockerfile", "api", target, arguments, List.of(), ""));
    }

    /** {@code rule@line} of every finding but that a base could be pinned. */
    private static List<String> places(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.rule() != BASE_NOT_PINNED)
                .map(finding -> finding.rule() + "@" + finding.firstLine())
                .toList();
    }

    private static List<String> of(String text) {
        return places(lint(text));
    }

    /** What the file is once the finding's fix was made. */
    static String fixed(String text, Finding finding) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<Finding.Edit> edits = new ArrayList<>(finding.fix().orElseThrow().edits());
        edits.sort(Comparator.comparingInt(Finding.Edit::firstLine).reversed());
        for (Finding.Edit edit : edits) {
            for (int line = edit.lastLine(); line >= edit.firstLine(); line--) {
                lines.remove(line - 1);
            }
            lines.addAll(edit.firstLine() - 1, edit.text().lines().toList());
        }
        return String.join("\n", lines) + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "node, BASE_UNTAGGED",
        "registry.example:5000/team/app, BASE_UNTAGGED",
        "node:latest, BASE_LATEST",
        "registry.example:5000/app:latest, BASE_LATEST",
        "node:22, BASE_NOT_PINNED",
        "registry.example:5000/app:1.2, BASE_NOT_PINNED",
    })
    void shouldTellHowABaseIsNamed(String base, LintRule rule) {
        assertThat(lint("FROM --platform=linux/amd64 " + base + " AS build\n"))
                .singleElement()
                .extracting(Finding::rule, Finding::firstLine)
                .containsExactly(rule, 1);
    }

    @Test
    void shouldSayNothingOfPinnedBasesScratchAndStages() {
        assertThat(lint("FROM base@sha256:" + "a".repeat(64) + " AS build\nFROM scratch\nFROM build\n")).isEmpty();
    }

    @Test
    void shouldFillInArgumentsOfBases() {
        String text = "ARG TAG=latest\nFROM node:$TAG\n";

        assertThat(lint(text)).extracting(Finding::rule).containsExactly(BASE_LATEST);
        assertThat(lint(text, Map.of("TAG", "22"), "")).extracting(Finding::rule).containsExactly(BASE_NOT_PINNED);
        assertThat(lint("FROM node:${TAG:+x}$TAG\n")).extracting(Finding::rule).containsExactly(BASE_NOT_PINNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm ci", "npm install --omit=dev", "yarn install --frozen-lockfile", "yarn --immutable", "pnpm i",
                "pip install --no-cache-dir -r requirements.txt", "python -m pip install --requirement req.txt",
                "poetry install --no-root", "uv sync --frozen", "bundle install", "composer install", "go mod download",
                "dotnet restore", "cargo fetch", "mvn -B dependency:go-offline", "./mvnw -q dependency:resolve",
                "apt-get clean && npm ci",
            })
    void shouldSeeDependenciesInstalledAfterAllIsCopied(String install) {
        assertThat(of(PINNED + "WORKDIR /app\nCOPY . .\nRUN " + install + "\n")).contains(COPY_BEFORE_DEPENDENCIES + "@3");
        assertThat(of(PINNED + "COPY a b ./\nRUN " + install + "\nCOPY . .\n")).doesNotContain(COPY_BEFORE_DEPENDENCIES + "@4");
        assertThat(of(PINNED + "COPY a b ./\nRUN " + install + "\nCOPY . .\nRUN " + install + "\n"))
                .noneMatch(place -> place.startsWith(COPY_BEFORE_DEPENDENCIES.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm run build", "npm install -g npm", "pip install .", "echo npm-ci", "cargo build", "go build"})
    void shouldNotTakeABuildForAnInstallation(String command) {
        assertThat(of(PINNED + "COPY . .\nRUN " + command + "\n")).isEmpty();
    }

    @Test
    void shouldMoveAnInstallationBeforeTheCopy() {
        String text = PINNED + "WORKDIR /app\nCOPY . .\nRUN npm ci \\\n    # all of it\n    --omit=dev\nRUN npm test\n";

        Finding finding = lint(text, "package.json", "package-lock.json", "index.js").get(0);

        assertThat(finding.rule()).isEqualTo(COPY_BEFORE_DEPENDENCIES);
        assertThat(fixed(text, finding))
                .isEqualTo(PINNED + "WORKDIR /app\nCOPY package.json package-lock.json ./\n"
                        + "RUN npm ci \\\n    # all of it\n    --omit=dev\nCOPY . .\nRUN npm test\n");
        assertThat(places(lint(fixed(text, finding), "package.json", "package-lock.json"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN npm ci && npm run build", "RUN <<EOF\nnpm ci\nEOF", "RUN x\nRUN npm ci", "ONBUILD RUN npm ci"})
    void shouldOfferNoMoveThatIsNotMechanical(String run) {
        assertThat(lint(PINNED + "COPY . .\n" + run + "\n", "package.json"))
                .filteredOn(finding -> finding.rule() == COPY_BEFORE_DEPENDENCIES)
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).isEmpty());
    }

    @Test
    void shouldGiveACacheMountAnId() {
        String text = PINNED + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip wheel x\n"
                + "RUN --mount=type=cache,id=x,target=/y --mount=type=bind,target=/z true\n";

        Finding finding = lint(text).get(0);

        assertThat(places(lint(text))).containsExactly(CACHE_MOUNT_WITHOUT_ID + "@2");
        assertThat(fixed(text, finding)).contains("RUN --mount=type=cache,id=api-root-cache-pip,target=/root/.cache/pip \\\n");
        assertThat(lint(fixed(text, finding))).isEmpty();
    }

    @Test
    void shouldSeeWhatAddFetchesUnchecked() {
        assertThat(of(PINNED + "ADD https://example.org/x.tgz /x\nADD --checksum=sha256:1 https://example.org/y /y\n"
                        + "ADD https://github.com/a/b.git /b\nADD https://github.com/a/b.git#" + "a".repeat(40) + " /c\n"
                        + "ADD local.tgz /d\nCOPY https /e\n"))
                .containsExactly(ADD_OF_URL + "@2", ADD_OF_URL + "@4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV DB_PASSWORD=hunter2", "ENV A=1 \\\n  # why\n  API_TOKEN=hunter2", "ENV SECRET_KEY hunter2",
                "ENV URL=https://ada:hunter2@example.org/", "ENV npmToken=hunter2", "ENV TOKEN=$TOKEN",
            })
    void shouldSeeSecretsInEnvAndNotRepeatThem(String env) {
        assertThat(lint(PINNED + env + "\n")).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(SECRET_IN_ENV);
            assertThat(finding.message()).doesNotContain("hunter2");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV TOKENIZERS_PARALLELISM=false", "ENV PASSWORD_FILE=/run/secrets/x", "ENV SECRET_NAME=x",
                "ENV API_TOKEN=", "ENV AUTHOR=ada", "ENV URL=https://ada:$PASS@example.org", "ENV KEYCLOAK=1",
                "ENV PATH=/x/passwd:$PATH",
            })
    void shouldNotTakeEverythingForASecret(String env) {
        assertThat(lint(PINNED + env + "\n")).isEmpty();
    }

    @Test
    void shouldSeeSecretsAmongBuildArguments() {
        assertThat(of("ARG NPM_TOKEN\n" + PINNED + "ARG VERSION=1\nARG GH_PAT=x\n"))
                .containsExactly(SECRET_IN_ARG + "@1", SECRET_IN_ARG + "@4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN echo \"A=$A\" >> .env", "RUN printf 'A=1' > /app/.env.production", "RUN env | tee -a /app/.env",
                "RUN echo //registry.npmjs.org/:_authToken=abcd > .npmrc", "RUN export DB_PASSWORD=hunter2 && ./x",
                "RUN curl -H 'Authorization: Bearer hunter2' https://x", "RUN git clone https://ada:hunter2@x.org/y",
                "RUN x --password=hunter2", "RUN [\"sh\", \"-c\", \"echo A > .env\"]",
                "RUN <<EOF\nset -e\necho TOKEN=hunter2 > x\nEOF", "ONBUILD RUN echo A=1 >> .env",
                "RUN echo AKIAABCDEFGHIJKLMNOP", "COPY <<EOF /key\n-----BEGIN RSA PRIVATE KEY-----\nEOF",
            })
    void shouldSeeSecretsThatRunWrites(String run) {
        List<Finding> findings = lint(PINNED + run + "\n");

        assertThat(findings).extracting(Finding::rule).containsExactly(SECRET_IN_RUN);
        assertThat(findings.get(0).message()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN cp .env.example .env.sample", "RUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) ./x",
                "RUN echo A > .environment", "RUN ./x 2>&1", "RUN echo x > .env.example",
            })
    void shouldLeaveCarefulRunsAlone(String run) {
        assertThat(of(PINNED + run + "\n")).isEmpty();
    }

    @Test
    void shouldAppendTheCleanUpOfApt() {
        String text = PINNED + "RUN apt-get update \\\n && apt-get install -y curl\nRUN true";

        Finding finding = lint(text).get(0);

        assertThat(places(lint(text))).containsExactly(PACKAGE_LISTS_LEFT + "@3");
        assertThat(fixed(text, finding))
                .isEqualTo(PINNED + "RUN apt-get update \\\n && apt-get install -y curl \\\n"
                        + "    && rm -rf /var/lib/apt/lists/*\nRUN true\n");
        assertThat(lint(fixed(text, finding))).isEmpty();
    }

    @Test
    void shouldUseTheFilesOwnEscape() {
        String text = "# escape=`\n" + PINNED + "RUN apt-get update `\n  && apt-get install -y curl\n";

        assertThat(fixed(text, lint(text).get(0))).contains("curl `\n    && rm -rf");
    }

    @Test
    void shouldSeePackagesOfShippedStagesOnly() {
        String text = PINNED.strip() + " AS build\nRUN apt-get update && apt-get install -y gcc\n" + PINNED.strip()
                + " AS run\nRUN apk add curl\n" + "FROM run\nRUN dnf -y install x\nRUN apt-get update\n";

        assertThat(of(text))
                .containsExactly(
                        PACKAGE_LISTS_LEFT + "@4", PACKAGE_LISTS_LEFT + "@6", PACKAGE_UPDATE_ALONE + "@7");
        assertThat(places(lint(text, Map.of(), "build"))).contains(PACKAGE_LISTS_LEFT + "@2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*",
                "RUN --mount=type=cache,id=a,target=/var/lib/apt apt-get update && apt-get install x",
                "RUN apk add --no-cache x", "RUN dnf install -y x && dnf clean all", "RUN echo apt",
            })
    void shouldAcceptCleanPackages(String run) {
        assertThat(lint(PINNED + run + "\n")).isEmpty();
    }

    @Test
    void shouldMoveAnArgumentThatChangesEachTime() {
        String text = PINNED + "ARG GIT_SHA\nRUN make\nLABEL rev=$GIT_SHA\n";

        Finding finding = lint(text).get(0);

        assertThat(places(lint(text))).containsExactly(LAYER_ALWAYS_CHANGES + "@2");
        assertThat(fixed(text, finding)).isEqualTo(PINNED + "RUN make\nARG GIT_SHA\nLABEL rev=$GIT_SHA\n");
        assertThat(lint(fixed(text, finding))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"date > /x", "echo $(date +%s)", "uuidgen > /x", "echo $RANDOM", "git rev-parse HEAD > /x"})
    void shouldSeeRunsThatAreNeverTheSame(String run) {
        assertThat(of(PINNED + "RUN " + run + "\n")).containsExactly(LAYER_ALWAYS_CHANGES + "@2");
    }

    @Test
    void shouldLeaveAForeignFrontendAlone() {
        assertThat(of("# syntax=example.org/other:1\nFROM x:latest\nENV TOKEN=1\n"))
                .containsExactly(NOT_UNDERSTOOD + "@1");
        assertThat(of("# syntax=docker/dockerfile:1.7-labs\n" + PINNED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "\n", "\uFEFF", "FROM", "FROM base:1 AS", "RUN", "ONBUILD", "ONBUILD ONBUILD RUN x", "COPY", "ADD x",
                "ARG", "ENV", "ENV =", "ARG =", "RUN <<EOF\nnever ends", "RUN \\", "RUN \"unbalanced", "\0\u0001",
                "# escape=x\nFROM a", "FROM a\nRUN --mount=\nRUN --mount=type=cache\nRUN --mount=type=cache,target=",
                "FROM a\r\nRUN apt-get install x\r\n", "FROM a\nRUN [\"unclosed", "WHAT is this", "FROM $", "FROM ${A:-}",
            })
    void shouldThrowForNothing(String text) {
        for (Finding finding : lint(text, "package.json")) {
            assertThat(finding.firstLine()).isPositive();
            assertThat(finding.lastLine()).isGreaterThanOrEqualTo(finding.firstLine());
            finding.fix().ifPresent(fix -> assertThat(fixed(text, finding)).isNotNull());
        }
    }

    @Test
    void shouldReadTenThousandLinesAndOneThatIsVeryLong() {
        StringBuilder text = new StringBuilder(PINNED);
        for (int i = 0; i < 5_000; i++) {
            text.append("RUN apt-get update && echo tee tee tee > x \\\n  && apt-get install -y p").append(i).append('\n');
        }
        String stages = ("FROM base:1\n").repeat(10_000);
        String longRun = PINNED + "RUN " + "echo install apt-get update tee > $(date ".repeat(30_000);
        String onbuild = PINNED + "ONBUILD RUN apt-get install x\n".repeat(10_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(lint(text.toString())).hasSize(Notes.MOST_OF_A_RULE);
            assertThat(lint(stages)).hasSize(Notes.MOST_OF_A_RULE);
            assertThat(lint(longRun)).isNotEmpty();
            assertThat(lint(onbuild)).hasSize(Notes.MOST_OF_A_RULE);
        });
    }

    @Test
    void shouldSayOnceWhatImagesShare() {
        List<Finding> one = lint("FROM node\n");
        Finding other = new Finding(
                one.get(0).rule(), List.of("web"), one.get(0).file(), 1, 1, one.get(0).message(), 0, one.get(0).fix());

        assertThat(DockerfileLint.merged(List.of(one.get(0), other)))
                .singleElement()
                .extracting(Finding::components)
                .isEqualTo(List.of("api", "web"));
    }

    @Test
    void shouldNameEveryRuleOnce() {
        assertThat(LintRule.values()).extracting(LintRule::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z-]+"));
        assertThat(BASE_UNTAGGED.level().word()).isEqualTo("warning");
    }

    @Test
    void shouldHaveEveryRuleInItsDocumentation() throws Exception {
        String table = Files.readString(Path.of("docs/lint.md"));

        assertThat(LintRule.values()).allSatisfy(rule -> assertThat(table.lines())
                .anyMatch(line -> line.startsWith("| ") && line.contains("`" + rule.id() + "`")
                        && line.contains("| " + rule.level().word() + " |")));
    }
}
