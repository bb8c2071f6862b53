package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class IsolationTest {
    private static final String ROOT = "/repo";
    private static final Map<String, Object> LABELS = Map.of("io.github.tested-delivery.trial", "0a1b2c3d");

    @Test
    void shouldGiveEveryServiceNoNameOfItsOwnAndNoRestart() {
        Map<String, Object> web = web("container_name: prod-web", "restart: always", "logging: {driver: syslog}");

        assertThat(web).doesNotContainKeys("container_name", "logging").containsEntry("restart", "no");
    }

    @Test
    void shouldPinTheArtifactAndNeverBuildOrPullIt() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {web: {build: {context: /repo/web}, image: shop-web, pull_policy: always}}"),
                terms(Map.of("web", "sha256:abc")));

        assertThat(service(isolated, "web"))
                .containsEntry("image", "sha256:abc")
                .doesNotContainKeys("build", "pull_policy");
        assertThat(isolated.refusals()).isEmpty();
    }

    @Test
    void shouldRefuseAServiceThatComposeWouldBuildForNoComponent() {
        assertThat(refusals("build: {context: /repo/other}"))
                .singleElement()
                .asString()
                .contains("service web: build is refused")
                .contains("`services`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'8080:80' | 127.0.0.1::80/tcp",
                "'80' | 127.0.0.1::80/tcp",
                "80 | 127.0.0.1::80/tcp",
                "'0.0.0.0:8080:80' | 127.0.0.1::80/tcp",
                "\"[::1]:8080:80/udp\" | 127.0.0.1::80/udp",
                "{target: 80, published: 8080} | 127.0.0.1::80/tcp",
                "{target: 80, published: '8080', protocol: udp, mode: host, host_ip: 10.0.0.1} | 127.0.0.1::80/udp",
                "'8080-8081:80-81' | 127.0.0.1::80/tcp,127.0.0.1::81/tcp",
            })
    void shouldPublishOnLoopbackAtAFreePort(String port, String expected) {
        assertThat(web("ports: [" + port + "]").get("ports")).isEqualTo(List.of(expected.split(",")));
    }

    @Test
    void shouldPublishAContainerPortOnceAndRememberTheOrder() {
        Isolation.Isolated isolated = isolate("ports: ['9000:900', '80:80', '81:80']");

        assertThat(isolated.published()).containsEntry("web", List.of("900/tcp", "80/tcp"));
    }

    @Test
    void shouldRefuseAPortThatIsNone() {
        assertThat(refusals("ports: ['80:http']")).singleElement().asString().contains("ports 80:http");
        assertThat(refusals("ports: ['80:99999']")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'data:/data'",
                "'data:/data:rw'",
                "{type: volume, source: data, target: /data, volume: {subpath: a}}",
                "{type: cluster, source: data, target: /data}",
            })
    void shouldReplaceANamedVolumeByAFreshOne(String mount) {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {web: {image: x, volumes: [" + mount + "]}}\n"
                        + "volumes: {data: {external: true, name: prod, driver_opts: {device: /srv}, driver: nfs}}"),
                terms(Map.of()));

        assertThat(service(isolated, "web").get("volumes"))
                .isEqualTo(List.of(Map.of("type", "volume", "source", "data", "target", "/data")));
        assertThat(isolated.configuration().get("volumes")).isEqualTo(Map.of("data", Map.of("labels", LABELS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'/srv/prod:/data'",
                "'../prod:/data:rw'",
                "'~/prod:/data'",
                "{type: bind, source: /srv/prod, target: /data, bind: {propagation: rshared}}",
                "{type: bind, source: /repo/../srv, target: /data}",
                "{type: bind, source: /repository, target: /data}",
            })
    void shouldReplaceAFolderFromOutsideTheRepositoryByAFreshVolume(String mount) {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {web: {image: x, volumes: [" + mount.replace("~", "/home/me") + "]}}"),
                terms(Map.of()));

        Map<String, Object> volume =
                Json.maps(service(isolated, "web"), "volumes").get(0);
        assertThat(volume).containsEntry("type", "volume").containsEntry("target", "/data").hasSize(3);
        assertThat(volume.get("source").toString()).startsWith("host-");
        assertThat(Json.map(isolated.configuration(), "volumes")).containsOnlyKeys(volume.get("source").toString());
        assertThat(isolated.warnings()).singleElement().asString().contains("/data in the trial instead of");
    }

    @Test
    void shouldShareTheFreshVolumeBetweenServicesThatShareTheFolder() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {a: {image: x, volumes: ['/srv/p:/a']}, b: {image: x, volumes: ['/srv/p/:/b:ro']}}"),
                terms(Map.of()));

        assertThat(Json.map(isolated.configuration(), "volumes")).hasSize(1);
        assertThat(Json.maps(service(isolated, "b"), "volumes").get(0)).containsEntry("read_only", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'./conf:/conf'", "'/repo/conf:/conf:rw'", "{type: bind, source: ./conf, target: /conf}"})
    void shouldMountAFolderOfTheRepositoryReadOnly(String mount) {
        assertThat(web("volumes: [" + mount + "]").get("volumes"))
                .isEqualTo(List.of(
                        Map.of("type", "bind", "source", "/repo/conf", "target", "/conf", "read_only", true)));
    }

    @Test
    void shouldFollowALinkThatLeadsOutOfTheRepository() {
        Isolation.Terms terms = new Isolation.Terms(
                "0a1b2c3d",
                "",
                ROOT,
                Map.of(
                        "/repo/data", new HostPath("/srv/prod", HostPath.Kind.FOLDER),
                        "/etc/localtime", new HostPath("/etc/localtime", HostPath.Kind.FILE)),
                Map.of(),
                Set.of(),
                Map.of(),
                List.of());
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {web: {image: x, volumes: ['/repo/data:/data', '/etc/localtime:/etc/localtime:ro']}}"),
                terms);

        assertThat(Json.maps(service(isolated, "web"), "volumes"))
                .singleElement()
                .extracting(mount -> mount.get("type"))
                .isEqualTo("volume");
        assertThat(isolated.warnings()).anySatisfy(text -> assertThat(text).contains("does without /etc/localtime"));
    }

    @Test
    void shouldKeepAnonymousVolumesAndTmpfs() {
        assertThat(web("volumes: ['/scratch', {type: tmpfs, target: /tmp}]").get("volumes"))
                .isEqualTo(List.of(
                        Map.of("type", "volume", "target", "/scratch"), Map.of("type", "tmpfs", "target", "/tmp")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network_mode: host | network_mode host | host-network",
                "network_mode: 'container:db' | network_mode container:db | network:container:db",
                "network_mode: prodnet | network_mode prodnet | network:prodnet",
                "pid: host | pid host | privileged",
                "ipc: 'container:db' | ipc container:db | privileged",
                "uts: host | uts host | privileged",
                "userns_mode: host | userns_mode host | privileged",
                "cgroup: host | cgroup host | privileged",
                "privileged: true | privileged true | privileged",
                "privileged: 'true' | privileged true | privileged",
                "use_api_socket: true | use_api_socket true | privileged",
                "cap_add: [NET_ADMIN] | cap_add NET_ADMIN | privileged",
                "security_opt: ['seccomp:unconfined'] | security_opt seccomp:unconfined | privileged",
                "devices: ['/dev/sda'] | devices [/dev/sda] | devices",
                "device_cgroup_rules: ['c 1:3 mr'] | device_cgroup_rules [c 1:3 mr] | devices",
                "gpus: all | gpus all | devices",
                "volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro'] | volumes /var/run/docker.sock | privileged",
                "volumes: [{type: bind, source: /run/podman/podman.sock, target: /x}] | podman.sock | privileged",
            })
    void shouldRefuseWhatReachesBeyondTheTrialUnlessItIsAllowed(String fragment, String says, String word) {
        assertThat(refusals(fragment))
                .singleElement()
                .asString()
                .contains("service web: ", says, "`" + word + "` in trial.allow");
        assertThat(Isolation.of(yaml("services: {web: {image: x, " + fragment + "}}"), allowing(word)).refusals())
                .isEmpty();
    }

    @Test
    void shouldRefuseReservedDevices() {
        assertThat(refusals("deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}"))
                .singleElement()
                .asString()
                .contains("deploy.resources.reservations.devices", "`devices`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "external_links: [prod-db] | external_links",
                "provider: {type: awesomecloud} | provider",
                "volumes_from: ['container:prod'] | volumes_from",
                "volumes: [{type: npipe, source: a, target: b}] | npipe",
                "volumes: ['a:b:c:d'] | volumes a:b:c:d",
            })
    void shouldRefuseWhatNoWordAllows(String fragment, String says) {
        assertThat(Isolation.of(
                                yaml("services: {web: {image: x, " + fragment + "}}"),
                                allowing("host-network", "devices", "privileged"))
                        .refusals())
                .singleElement()
                .asString()
                .contains("service web: ", says, "trial.compose");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{external: true, name: prodnet} | network:prodnet",
                "{external: {name: prodnet}} | network:prodnet",
                "{external: true} | network:front",
                "{external: true, name: host} | host-network",
                "{driver: macvlan} | network:front",
            })
    void shouldRefuseANetworkThatIsNotTheTrialsOwn(String network, String word) {
        Map<String, Object> resolved =
                yaml("services: {web: {image: x, networks: [front]}}\nnetworks: {front: " + network + "}");

        assertThat(Isolation.of(resolved, terms(Map.of())).refusals())
                .singleElement()
                .asString()
                .contains("network front", "`" + word + "` in trial.allow");
        assertThat(Isolation.of(resolved, allowing(word)).refusals()).isEmpty();
    }

    @Test
    void shouldGiveNetworksNoFixedNameAddressOrDevice() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {web: {image: x, networks: {front: {aliases: [w], ipv4_address: 10.9.0.2}}}}\n"
                        + "networks: {front: {name: prod, internal: true, ipam: {config: [{subnet: 10.9.0.0/24}]},"
                        + " driver_opts: {com.docker.network.bridge.name: br-prod}}}"),
                terms(Map.of()));

        assertThat(isolated.configuration().get("networks"))
                .isEqualTo(Map.of("front", Map.of("internal", true, "labels", LABELS)));
        assertThat(service(isolated, "web").get("networks")).isEqualTo(Map.of("front", Map.of("aliases", List.of("w"))));
        assertThat(isolated.refusals()).isEmpty();
    }

    @Test
    void shouldGiveADefaultNetworkThatCarriesTheLabel() {
        Isolation.Isolated isolated = isolate("network_mode: bridge");

        assertThat(isolated.configuration().get("networks")).isEqualTo(Map.of("default", Map.of("labels", LABELS)));
        assertThat(service(isolated, "web")).doesNotContainKey("network_mode");
    }

    @Test
    void shouldPutTheThrowAwayDataIntoEveryEnvironmentAndEscapeIt() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {a: {image: x, environment: {DB: prod, KEEP: '1'}}, b: {image: x, environment:"
                        + " ['DB=prod', 'FLAG']}, c: {image: x}}"),
                new Isolation.Terms(
                        "0a1b2c3d", "", ROOT, Map.of(), Map.of(), Set.of(), Map.of("DB", "te$t"), List.of()));

        assertThat(Json.map(service(isolated, "a"), "environment"))
                .containsExactly(Map.entry("DB", "te$$t"), Map.entry("KEEP", "1"));
        assertThat(Json.map(service(isolated, "b"), "environment"))
                .containsEntry("DB", "te$$t")
                .containsEntry("FLAG", null);
        assertThat(Json.map(service(isolated, "c"), "environment")).containsOnlyKeys("DB");
    }

    @Test
    void shouldKeepLabelsAndLimitsAndAddItsOwnLabel() {
        Map<String, Object> web = web(
                "labels: ['tier=front']",
                "deploy: {resources: {limits: {memory: 64M}}, restart_policy: {condition: any}}",
                "extra_hosts: ['a:1.2.3.4']",
                "network_mode: none");

        assertThat(Json.map(web, "labels"))
                .containsEntry("tier", "front")
                .containsEntry("io.github.tested-delivery.trial", "0a1b2c3d");
        assertThat(web.get("deploy")).isEqualTo(Map.of("resources", Map.of("limits", Map.of("memory", "64M"))));
        assertThat(web).containsEntry("network_mode", "none").containsKey("extra_hosts");
    }

    @Test
    void shouldLeaveOutServicesWithoutArtifactAndWhatSpeaksOfThem() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {api: {build: {context: /repo/api}}, web: {image: x, depends_on: {api: {condition:"
                        + " service_started}}, links: ['api:a']}, z: {image: x, depends_on: [api, web]}}"),
                new Isolation.Terms("0a1b2c3d", "", ROOT, Map.of(), Map.of(), Set.of("api"), Map.of(), List.of()));

        assertThat(Json.map(isolated.configuration(), "services")).containsOnlyKeys("web", "z");
        assertThat(service(isolated, "web")).doesNotContainKeys("depends_on", "links");
        assertThat(service(isolated, "z").get("depends_on")).isEqualTo(List.of("web"));
        assertThat(isolated.refusals()).isEmpty();
    }

    @Test
    void shouldLeaveOutARefusedServiceOfAProfileInsteadOfStoppingTheTrial() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {debug: {image: x, profiles: [debug], privileged: true}, web: {image: x}}"),
                terms(Map.of()));

        assertThat(Json.map(isolated.configuration(), "services")).containsOnlyKeys("web");
        assertThat(isolated.refusals()).isEmpty();
        assertThat(isolated.warnings()).singleElement().asString().contains("service debug", "privileged");
    }

    @Test
    void shouldKeepAHarmlessServiceOfAProfileInIt() {
        assertThat(web("profiles: [debug]")).containsEntry("profiles", List.of("debug"));
    }

    @Test
    void shouldNameAllRefusalsInOneFailure() {
        Isolation.Isolated isolated = isolate("privileged: true, network_mode: host");

        assertThatThrownBy(isolated::orRefuse)
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("network_mode host")
                .hasMessageContaining("privileged true");
    }

    @Test
    void shouldRefuseToStartNothing() {
        assertThat(Isolation.of(yaml("services: {}"), terms(Map.of())).refusals()).hasSize(1);
    }

    @Test
    void shouldWarnOfSecretsFromOutsideTheRepository() {
        Isolation.Isolated isolated = Isolation.of(
                yaml("services: {web: {image: x}}\nsecrets: {in: {file: /repo/s}, out: {file: /etc/shop/s}}"),
                terms(Map.of()));

        assertThat(isolated.warnings()).singleElement().asString().contains("secrets.out", "/etc/shop/s");
        assertThat(isolated.configuration()).containsKey("secrets");
    }

    @Test
    void shouldNotChangeWhatItIsGiven() {
        Map<String, Object> resolved = yaml("services: {web: {image: x, environment: {A: b}, ports: ['1:2']}}");
        String before = Json.canonical(resolved);

        Isolation.of(resolved, terms(Map.of("web", "sha256:abc")));

        assertThat(Json.canonical(resolved)).isEqualTo(before);
    }

    private static Map<String, Object> web(String... fragments) {
        Isolation.Isolated isolated = isolate(String.join(", ", fragments));
        assertThat(isolated.refusals()).isEmpty();
        return service(isolated, "web");
    }

    private static List<String> refusals(String fragment) {
        return isolate(fragment).refusals();
    }

    private static Isolation.Isolated isolate(String fragment) {
        return Isolation.of(yaml("services: {web: {image: x, " + fragment + "}}"), terms(Map.of()));
    }

    private static Map<String, Object> service(Isolation.Isolated isolated, String name) {
        return Json.map(Json.map(isolated.configuration(), "services"), name);
    }

    private static Isolation.Terms terms(Map<String, String> images) {
        return new Isolation.Terms("0a1b2c3d", "", ROOT, Map.of(), images, Set.of(), Map.of(), List.of());
    }

    private static Isolation.Terms allowing(String... words) {
        return new Isolation.Terms("0a1b2c3d", "", ROOT, Map.of(), Map.of(), Set.of(), Map.of(), List.of(words));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String text) {
        Object value = new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build()).loadFromString(text);
        return (Map<String, Object>) value;
    }
}
