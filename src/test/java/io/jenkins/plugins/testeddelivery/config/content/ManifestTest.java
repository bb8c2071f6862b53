package io.jenkins.plugins.testeddelivery.config.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static Optional<Manifest> read(String path, String text) {
        return Manifest.read(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String cell) {
        return cell.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\r", "\r")
                .replace('\'', '"');
    }

    /** {@code same}, {@code rest} (only other sections differ), {@code dependencies} or {@code unreadable}. */
    private static String differing(String path, String before, String after) {
        Optional<Manifest> old = read(path, text(before));
        Optional<Manifest> now = read(path, text(after));
        if (old.isEmpty() || now.isEmpty()) {
            return "unreadable";
        }
        return !old.get().dependencies().equals(now.get().dependencies())
                ? "dependencies"
                : old.equals(now) ? "same" : "rest";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "requirements.txt | flask==3.0\\n | # web\\nflask==3.0   # newest\\n\\n | same",
        "requirements.txt | flask==3.0\\n | flask==3.1\\n | dependencies",
        "api/requirements/dev.txt | a\\nb\\n | a\\r\\nb\\r\\n | same",
        "requirements-dev.txt | a --hash=x \\\\n    --hash=y\\n | a --hash=x --hash=y\\n | same",
        "requirements.in | a \\\\n# why\\nb\\n | a\\nb\\n | same",
        "requirements.txt | git+https://x/y#egg=a\\n | git+https://x/y#egg=b\\n | dependencies",
        "package.json | {'dependencies':{'a':'1'},'main':'x'} | { 'main': 'y', 'dependencies': { 'a': '1' } } | rest",
        "package.json | {'dependencies':{'a':'1'}} | {\\n  'dependencies': {\\n 'a':'1' } }\\n | same",
        "package.json | {'dependencies':{'a':'1'}} | {'dependencies':{'a':'2'}} | dependencies",
        "package.json | {'scripts':{'start':'a'}} | {'scripts':{'start':'b'}} | rest",
        "package.json | {'scripts':{'postinstall':'a'}} | {'scripts':{'postinstall':'b'}} | dependencies",
        "package.json | {'overrides':{}} | {'overrides':{'a':'1'}} | dependencies",
        "package.json | {'a':1} | {'a':'1'} | rest",
        "package.json | {'a':1,'a':2} | {'a':2} | unreadable",
        "pyproject.toml | [project]\\nversion='1'\\ndependencies=['a'] | [project]\\nversion='2'\\ndependencies=['a'] | rest",
        "pyproject.toml | [project]\\ndependencies=['a'] | [project]\\n# web\\ndependencies = [ 'a', ] | same",
        "pyproject.toml | [project]\\ndependencies=['a'] | [project]\\ndependencies=['b'] | dependencies",
        "pyproject.toml | [tool.poetry.dependencies]\\na='1' | [tool.poetry.dependencies]\\na='2' | dependencies",
        "pyproject.toml | [tool.poetry]\\nversion='1' | [tool.poetry]\\nversion='2' | rest",
        "pyproject.toml | [tool.ruff]\\nline=1 | [tool.ruff]\\nline='1' | rest",
        "pyproject.toml | [build-system]\\nrequires=['a'] | [build-system]\\nrequires=['b'] | dependencies",
        "pyproject.toml | ['tool.uv']\\na=1 | [tool.uv]\\na=1 | dependencies",
        "Cargo.toml | [package]\\nversion='1' | [package]\\nversion='2' | rest",
        "Cargo.toml | [dependencies]\\nserde='1' | [dependencies]\\nserde={version='1'} | dependencies",
        "Cargo.toml | [target.'cfg(unix)'.dependencies]\\na='1' | [target.'cfg(unix)'.dependencies]\\na='2' | dependencies",
        "Cargo.toml | [profile.release]\\nlto=true | [profile.release]\\nlto=false | dependencies",
        "Pipfile | [packages]\\na='*' | [packages] # all\\na = '*' | same",
        "go.mod | module a\\nrequire b v1\\n | module a // x\\n\\nrequire (\\n\\tb v1 // indirect\\n)\\n | same",
        "go.mod | module a\\nrequire b v1\\n | module a\\nrequire b v2\\n | dependencies",
        "go.mod | module a\\nretract v1\\n | module a\\nretract v2\\n | rest",
        "go.mod | module a\\ngo 1.21\\n | module a\\ngo 1.22\\n | dependencies",
        "pom.xml | <project><version>1</version></project> | <project>\\n<version>2</version></project> | rest",
        "pom.xml | <project><a/></project> | <project><!-- b --><a></a>\\n</project> | same",
        "pom.xml | <project><dependencies><a/></dependencies></project> | <project><dependencies/></project> | dependencies",
        "pom.xml | <project><properties><v>1</v></properties></project> | <project><properties><v>2</v></properties></project> | dependencies",
        "pom.xml | <project><build><finalName>a</finalName></build></project> | <project><build><finalName>b</finalName></build></project> | rest",
        "pom.xml | <project><build><plugins><p>1</p></plugins></build></project> | <project><build><plugins><p>2</p></plugins></build></project> | dependencies",
        "app.csproj | <P><A b='1' c='2'/></P> | <P>\\n  <A c='2' b='1' />\\n</P> | same",
        "app.csproj | <P>a<b/>c</P> | <P><b/>ac</P> | dependencies",
        "logback.xml | <a>x<!-- c -->y</a> | <a>xy</a> | dependencies",
        "environment.yml | a: [1] # x\\n | a:\\n  - 1\\n | same",
        "environment.yml | a: 1\\n | a: '1'\\n | dependencies",
        "config.yaml | a: 1\\n---\\nb: 2\\n | a: 1\\n---\\nb: 3\\n | dependencies",
        "tsconfig.json | {'a':1} | {/* why */'a':1,} | same",
        "data.json | {'a':1} | {/* why */'a':1} | unreadable",
        ".dockerignore | a\\n | # out\\n\\na \\n | same",
        ".dockerignore | a\\n#b\\n | a\\n #b\\n | dependencies",
    })
    void shouldTellWhatMattersFromWhatDoesNot(String path, String before, String after, String expected) {
        assertThat(differing(path, before, after)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"package.json", "pyproject.toml", "pom.xml", "requirements.txt", "go.mod", "a.yaml"})
    void shouldNotGuessWhatAMergeConflictMeans(String path) {
        assertThat(read(path, "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "package.json | {",
        "package.json | [1]",
        "package.json | {} {}",
        "package.json | ''",
        "pyproject.toml | a = [",
        "pom.xml | <project>",
        "pom.xml | <!DOCTYPE a [<!ENTITY x \"y\">]><project>&x;</project>",
        "pom.xml | <project xml:space=\"preserve\"> </project>",
        "a.yaml | a: [",
        "go.mod | require (",
        "go.mod | whatever v1",
        "Makefile | all:",
        "package-lock.json | {}",
        "Cargo.lock | a = 1",
        "bun.lockb | x"
    })
    void shouldReadNothingThatItDoesNotUnderstand(String path, String text) {
        assertThat(read(path, text)).isEmpty();
    }

    @Test
    void shouldReadNeitherWhatIsHugeNorWhatIsNoText() {
        assertThat(read("a.json", "[" + "1,".repeat(600_000) + "1]")).isEmpty();
        assertThat(read("a.json", "[".repeat(5_000) + "]".repeat(5_000))).isEmpty();
        assertThat(read("a.toml", "a = " + "[".repeat(5_000) + "]".repeat(5_000))).isEmpty();
        assertThat(Manifest.read("requirements.txt", new byte[] {'a', (byte) 0xff, '\n'})).isEmpty();
    }

    @Test
    @Timeout(20)
    void shouldNotBeHeldUpByWhatIsMadeToHoldItUp() {
        int many = 1_000_000;

        assertThat(read("a.yaml", "[".repeat(many))).isEmpty();
        assertThat(read("a.xml", "<a>".repeat(many / 3))).isEmpty();
        assertThat(read("requirements.txt", "a" + " ".repeat(many) + "b"))
                .isEqualTo(read("requirements.txt", "a b"));
        assertThat(read("go.mod", "require (" + " ".repeat(many) + "\n)\n")).isPresent();
        assertThat(read("a.toml", "a" + ".a".repeat(many / 4) + " = 1")).isEmpty();
        assertThat(read("a.json", "{\"a\":".repeat(many / 8))).isEmpty();
    }

    @Test
    void shouldSurviveAnyDamage() {
        Random random = new Random(5);
        List<String> names = List.of("package.json", "pyproject.toml", "pom.xml", "requirements.txt", "go.mod", "a.yaml");
        List<String> texts = List.of(
                "{\"dependencies\":{\"a\":\"1\"},\"b\":[1,2.5,true,null,\"\\u00e9\"]}",
                "[project]\ndependencies = ['a']\n[tool.x.y]\nz = 2020-01-01\n[[p]]\nq = {r = 1e3}\n",
                "<?xml version=\"1.0\"?><project a=\"b\"><x>y</x><![CDATA[z]]></project>",
                "-r other.txt\nflask[async]==3.0 ; python_version < \"3.9\" \\\n --hash=sha256:ab\n",
                "module a\nrequire (\n\tb v1\n)\nreplace c => ./d\n",
                "a: &x [1, 2]\nb: *x\nc: |\n  text\n? d\n: e\n");
        for (int i = 0; i < 20_000; i++) {
            int which = random.nextInt(names.size());
            StringBuilder text = new StringBuilder(texts.get(which));
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, (char) (random.nextBoolean() ? random.nextInt(128) : text.charAt(random.nextInt(text.length()))));
            }
            String damaged = text.toString();
            assertThatCode(() -> read(names.get(which), damaged)).as(damaged).doesNotThrowAnyException();
        }
    }
}
