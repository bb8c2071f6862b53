package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        header = "Tell the whole story on a made-up shop, in a minute.",
        description = "Writes a small shop with real history into a temporary folder, and builds, tests, exports and"
                + " deploys it: with containers if there is an engine with compose and a static busybox, else as"
                + " archives. Checks every step of its own story and exits with 1 if one goes another way.")
final class DemoCommand extends Subcommand {
    private static final int ROLLED_BACK = Failure.Kind.ROLLED_BACK.exitCode();

    @Option(names = "--keep", description = "Leave the shop running.")
    private boolean keep;

    @Override
    int run(Console console) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path folder = Files.createTempDirectory("delivery-demo-").toRealPath();
        String project = "demo" + Long.toHexString(System.nanoTime() & 0xffffff);
        Ports ports = new Ports(
                new LocalWorkspace(folder, console.environment(), new TerminalLog(console)),
                new ProcessCommands(folder, console.environment()),
                new TerminalLog(console),
                Clock.systemUTC());
        Files.createDirectories(folder.resolve("shop"));
        DemoShop shop = DemoShop.write(folder.resolve("shop"), ports, project);
        Story story = new Story(console, shop);
        try {
            tell(story, shop);
        } finally {
            if (!keep) {
                shop.remove();
            }
        }
        story.say("");
        story.say("Done in " + (System.nanoTime() - start) / 1_000_000_000 + " s. Look at it:  cd " + shop.folder()
                + " && delivery history" + (shop.images() && !keep ? "  (its containers are removed)" : ""));
        return DONE;
    }

    private static void tell(Story story, DemoShop shop) throws IOException, InterruptedException {
        story.say(story.ink.bold("A small shop in Git: library prices; services api (uses prices) and cart; a site."));
        story.say("Here " + shop.words() + ".");

        story.step("First build: nothing was ever tested, so everything is built, tested as one set, deployed.");
        shop.commit("Open the shop");
        story.expect(Map.of("api", "FULL", "cart", "FULL", "site", "FULL"));
        story.ship(DONE);

        story.step("Only documentation of cart changes.");
        shop.append("services/cart/docs/usage.md", "Pay before you leave.");
        shop.commit("Document the cart");
        story.expect(Map.of("api", "NONE", "cart", "CACHED", "site", "NONE"));
        story.ship(DONE);

        story.step("The library changes: api is reached through the graph, cart is not.");
        shop.append("packages/prices/prices.txt", "cocoa 2.90");
        shop.commit("Sell cocoa");
        story.expect(Map.of("prices", "INCREMENTAL", "api", "INCREMENTAL", "cart", "NONE", "site", "NONE"));
        story.ship(DONE);

        story.step("A dependency of cart changes.");
        shop.append("services/cart/requirements.txt", "wget 1.36");
        shop.commit("Cart needs wget");
        story.expect(Map.of("api", "NONE", "cart", "DEPENDENCIES", "site", "NONE"));
        story.ship(DONE);

        story.step("A release that is ill: its tests pass, in production api does not answer its health check.");
        shop.file("services/api/www/health.txt", "ok\n");
        Files.delete(shop.folder().resolve("services/api/www/health"));
        shop.commit("Rename the health page");
        story.expect(Map.of("api", "INCREMENTAL", "cart", "NONE", "site", "NONE"));
        story.ship(ROLLED_BACK);

        story.step("The commit is reverted: those bytes were tested before, so nothing is built or tested again.");
        shop.revertLast();
        story.expect(Map.of("api", "REUSE", "cart", "NONE", "site", "NONE"));
        story.ship(DONE);
    }

    /** Runs the command on the shop and retells what it says, a few lines a step. */
    private static final class Story {
        private final Console console;
        private final Ink ink;
        private final DemoShop shop;
        private int steps;

        Story(Console console, DemoShop shop) {
            this.console = console;
            this.ink = console.ink();
            this.shop = shop;
        }

        void say(String line) {
            console.out().println(line);
        }

        void step(String what) {
            say("");
            say(ink.bold(++steps + ". " + what));
        }

        /** Shows the plan and insists on these strategies. */
        void expect(Map<String, String> strategies) throws IOException {
            Ran detect = command("detect", "--json");
            if (detect.exit != DONE) {
                throw Failure.failed("demo: 'delivery detect' ended with " + detect.exit + "; look into " + shop.folder()
                        + "\n" + detect.err);
            }
            Map<String, Object> plan = Json.readObject(detect.out);
            List<String> shown = new ArrayList<>();
            for (Map<String, Object> component : Json.maps(plan, "components")) {
                String name = Json.text(component, "name");
                String strategy = Json.text(component, "strategy");
                if (strategies.containsKey(name) && !strategies.get(name).equals(strategy)) {
                    throw Failure.failed("demo: expected " + name + " " + strategies.get(name) + ", the plan says "
                            + strategy + "; look into " + shop.folder());
                }
                shown.add(name + " " + ("NONE".equals(strategy) ? ink.dim(strategy) : ink.notice(strategy)));
            }
            say("   delivery detect   " + String.join("  ", shown));
        }

        /** Builds, tests, exports and deploys, and insists on this end. */
        void ship(int expected) throws IOException {
            long start = System.nanoTime();
            Ran ship = command("ship", "--env", "production");
            double seconds = (System.nanoTime() - start) / 1e9;
            if (ship.exit != expected) {
                throw Failure.failed("demo: 'delivery ship' ended with " + ship.exit + " instead of " + expected
                        + "; look into " + shop.folder() + "\n" + ship.out + ship.err);
            }
            List<String> shown = ship.out.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("url ") && !line.startsWith("kept "))
                    .map(String::strip)
                    .toList();
            String label = "   delivery ship     ";
            for (int i = 0; i < shown.size(); i++) {
                String end = i < shown.size() - 1 ? "" : ink.dim(String.format("  (exit %d, %.1f s)", ship.exit, seconds));
                say(label + shown.get(i) + end);
                label = " ".repeat(label.length());
            }
        }

        private Ran command(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Map<String, String> environment = new HashMap<>(console.environment());
            environment.remove("BUILD_URL");
            Console inner = new Console(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    environment,
                    shop.folder(),
                    false);
            int exit = Main.run(Stream.of(arguments).toArray(String[]::new), inner);
            return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    private record Ran(int exit, String out, String err) {}
}
