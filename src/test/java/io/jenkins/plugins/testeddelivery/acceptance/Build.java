package io.jenkins.plugins.testeddelivery.acceptance;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A build of a job, as REST tells of it. */
final class Build {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Controller controller;
    private final String url;
    private final int number;

    /** @param url of the build, below the controller's */
    Build(Controller controller, String url, int number) {
        this.controller = controller;
        this.url = url;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Below the controller's, with a slash at its end. */
    String url() {
        return url;
    }

    String log() {
        return controller.get(url + "consoleText").body();
    }

    boolean isRunning() {
        Controller.Answer answer = controller.get(url + "api/json?tree=building");
        return answer.status() != 200 || Boolean.TRUE.equals(answer.json().get("building"));
    }

    /** Waits for its end; the result. */
    String result() {
        await(() -> !isRunning(), "end");
        return Json.text(controller.get(url + "api/json?tree=result").json(), "result");
    }

    /** Waits until its log says so. */
    Build says(String words) {
        await(() -> log().contains(words) || !isRunning(), "say '" + words + "'");
        if (!log().contains(words)) {
            throw new AssertionError(url + " never said '" + words + "':\n" + log());
        }
        return this;
    }

    void stop() {
        controller.post(url + "stop", Map.of()).well();
    }

    /** What the build's Delivery page tells programs. */
    Map<String, Object> delivery() {
        return Json.map(controller.get(url + "delivery/api/json").well().json(), "delivery");
    }

    Map<String, Object> component(String name) {
        return Json.maps(delivery(), "components").stream()
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + delivery()));
    }

    /** Names and strategies of all components, as {@code api=FULL}. */
    List<String> strategies() {
        return Json.maps(delivery(), "components").stream()
                .map(each -> each.get("name") + "=" + each.get("strategy"))
                .toList();
    }

    private void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(url + " did not " + what + " within " + PATIENCE + ":\n" + log());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
