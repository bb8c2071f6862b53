package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads what {@code docker save} gives, as a stream: every layer into nodes, and the config. A layer that was read before,
 * of another image, is not read again.
 */
public final class SavedLayers {
    private static final int MOST_JSON = 16 << 20;
    private static final int SMALLEST_TAR = 512;

    private final Path folder;
    private final Noise noise;
    private final Map<String, NodeSort> layers = new HashMap<>();

    /**
     * @param folder for what does not stay in memory; who made it removes it
     */
    public SavedLayers(Path folder, Noise noise) {
        this.folder = folder;
        this.noise = noise;
    }

    /**
     * An image.
     *
     * @param layers lowest first
     * @param origins the instruction behind each layer, as far as the image tells
     * @param config as the image states it
     */
    public record Image(List<NodeSort> layers, List<String> origins, Map<String, Object> config) {}

    /** Reads one image to its end. */
    public Image read(InputStream saved) throws IOException {
        Map<String, byte[]> texts = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        LayerTar tar = new LayerTar(new BufferedInputStream(saved, 1 << 16));
        for (Optional<LayerTar.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
            LayerTar.Entry entry = next.get();
            String name = entry.name();
            if (entry.type() == '2' || entry.type() == '1') {
                links.put(name, entry.type() == '1' ? entry.link() : beside(name, entry.link()));
            } else if (entry.size() > 0 && !layers.containsKey(name)) {
                content(name, entry.size(), new BufferedInputStream(tar.content(), 1 << 16), texts);
            }
        }
        return image(texts, links);
    }

    private void content(String name, long size, BufferedInputStream in, Map<String, byte[]> texts) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        if (first == 0x1f && second == 0x8b) {
            GzipCompressorInputStream plain = GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
            layers.put(name, LayerNodes.read(plain, folder, noise, true));
        } else if (first != '{' && first != '[' && size >= SMALLEST_TAR) {
            layers.put(name, LayerNodes.read(in, folder, noise, true));
        } else if (size <= MOST_JSON) {
            texts.put(name, in.readAllBytes());
        }
    }

    private Image image(Map<String, byte[]> texts, Map<String, String> links) throws IOException {
        List<Map<String, Object>> images = Json.maps(Map.of("all", Json.read(text(texts, "manifest.json"))), "all");
        if (images.size() != 1) {
            throw new IOException("the engine gave " + images.size() + " images where one was asked for");
        }
        List<NodeSort> own = new ArrayList<>();
        for (String name : Json.texts(images.get(0), "Layers")) {
            String at = name;
            for (int i = 0; i < 8 && links.containsKey(at); i++) {
                at = links.get(at);
            }
            NodeSort layer = layers.get(at);
            if (layer == null) {
                throw new IOException("the engine left out the layer " + name);
            }
            own.add(layer);
        }
        Map<String, Object> config = Json.readObject(text(texts, Json.text(images.get(0), "Config")));
        return new Image(List.copyOf(own), origins(config, own.size()), config);
    }

    private static byte[] text(Map<String, byte[]> texts, String name) throws IOException {
        byte[] text = texts.get(name);
        if (text == null) {
            throw new IOException("the engine's archive of the image has no " + name);
        }
        return text;
    }

    /** Layers without an instruction of their own are the lowest: an imported base has none. */
    private static List<String> origins(Map<String, Object> config, int layers) {
        List<String> origins = new ArrayList<>();
        for (Map<String, Object> step : Json.maps(config, "history")) {
            if (!Boolean.TRUE.equals(step.get("empty_layer"))) {
                origins.add(Instruction.plain(Json.text(step, "created_by")));
            }
        }
        while (origins.size() < layers) {
            origins.add(0, "");
        }
        return List.copyOf(origins.subList(origins.size() - layers, origins.size()));
    }

    private static String beside(String name, String link) {
        List<String> parts = new ArrayList<>(List.of(name.split("/")));
        parts.remove(parts.size() - 1);
        for (String part : link.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
