package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Loads an image so that in the end either its tags name exactly what was expected, or what they named before. */
final class CheckedLoad {
    private final Engine engine;
    private final ImageArchive.Content expected;

    CheckedLoad(Engine engine, ImageArchive.Content expected) {
        this.engine = engine;
        this.expected = expected;
    }

    /** Hands the file to the engine and gives the checksum of what it handed over. */
    @FunctionalInterface
    interface Loading {
        String now() throws IOException, InterruptedException;
    }

    Engine.Image of(String file, Loading loading) throws IOException, InterruptedException {
        if (expected.tags().isEmpty()) {
            throw Failure.usage("The image archive " + file + " holds no tag, so what it loads could not be found again;"
                    + " export it with its name.");
        }
        Map<String, Optional<String>> before = new LinkedHashMap<>();
        for (String tag : expected.tags()) {
            before.put(tag, engine.image(Reference.parse(tag).toString()).map(Engine.Image::id));
        }
        try {
            String sent = loading.now();
            if (!sent.equals(expected.sha256())) {
                throw Failure.failed("The image archive " + file
                        + " is not the one that was checked: it changed in between. Fetch it anew.");
            }
            Engine.Image loaded = null;
            for (String tag : expected.tags()) {
                loaded = named(tag, file);
            }
            return loaded;
        } catch (IOException | InterruptedException | RuntimeException e) {
            restore(before, e);
            throw e;
        }
    }

    private Engine.Image named(String tag, String file) throws IOException, InterruptedException {
        Engine.Image image = engine.image(tag)
                .orElseThrow(() -> Failure.failed("The container engine loaded " + file + ", and " + tag
                        + " is not there afterwards. Look at the engine's log."));
        if (!image.digest().equals(expected.digest()) || !image.layers().equals(expected.layers())) {
            throw Failure.failed("The container engine made " + image.digest() + " of " + file + " instead of "
                    + expected.digest() + ". The tag names what it did before; look at the engine's log.");
        }
        return image;
    }

    private void restore(Map<String, Optional<String>> before, Exception because) {
        before.forEach((tag, id) -> {
            try {
                restore(tag, id);
            } catch (IOException | RuntimeException e) {
                because.addSuppressed(e);
            } catch (InterruptedException e) {
                because.addSuppressed(e);
                Thread.currentThread().interrupt();
            }
        });
    }

    private void restore(String tag, Optional<String> id) throws IOException, InterruptedException {
        Optional<String> now = engine.image(tag).map(Engine.Image::id);
        if (now.equals(id)) {
            return;
        }
        if (id.isPresent()) {
            Reference reference = Reference.parse(tag);
            engine.tag(id.get(), reference.repository(), reference.tag());
        } else {
            engine.untag(tag);
        }
    }
}
