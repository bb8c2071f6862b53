package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns facts into stored values and back. A field that is missing reads as empty, so that older records stay
 * readable; one of the wrong type is refused, since guessing what was meant could call something tested.
 */
final class FactReader {
    private FactReader() {}

    static void fields(Fact fact, Map<String, Object> into) {
        if (fact instanceof Fact.Candidate candidate) {
            candidate(candidate, into);
        } else if (fact instanceof Fact.Evidence evidence) {
            evidence(evidence, into);
        } else if (fact instanceof Fact.Release release) {
            release(release, into);
        } else if (fact instanceof Fact.Deployment deployment) {
            deployment(deployment, into);
        } else if (fact instanceof Fact.Promotion promotion) {
            promotion(promotion, into);
        } else if (fact instanceof Fact.Account account) {
            AccountFields.put(account, into);
        } else if (fact instanceof Fact.Proof proof) {
            ProofFields.put(proof, into);
        }
    }

    /**
     * Reads a stored fact.
     *
     * @return empty for a type that only a newer version knows
     * @throws IOException if there is no type or a field has the wrong one
     */
    static Optional<Fact> read(Map<String, Object> map) throws IOException {
        Fields fields = new Fields(map);
        String type = fields.text("type");
        return switch (type) {
            case "candidate" -> Optional.of(candidate(fields));
            case "evidence" -> Optional.of(evidence(fields));
            case "release" -> Optional.of(release(fields));
            case "deployment" -> Optional.of(deployment(fields));
            case "promotion" -> Optional.of(promotion(fields));
            case "account" -> Optional.of(AccountFields.read(fields));
            case "proof" -> Optional.of(ProofFields.read(fields));
            case "" -> throw new IOException("a record without a type");
            default -> Optional.empty();
        };
    }

    private static void candidate(Fact.Candidate fact, Map<String, Object> into) {
        into.put("component", fact.component());
        into.put("kind", fact.kind());
        into.put("fingerprint", fact.fingerprint());
        into.put("digest", fact.digest());
        into.put("identity", fact.identity());
        into.put("version", fact.version());
        into.put("commit", fact.commit());
        into.put("dirty", fact.dirty());
        into.put("strategy", fact.strategy());
        into.put("image", fact.image());
        into.put("stored", fact.stored());
        into.put("millis", fact.millis());
        into.put("dependencyHash", fact.dependencyHash());
    }

    private static Fact candidate(Fields fields) throws IOException {
        return new Fact.Candidate(
                fields.text("component"),
                fields.text("kind"),
                fields.text("fingerprint"),
                fields.text("digest"),
                fields.text("identity"),
                fields.text("version"),
                fields.text("commit"),
                fields.flag("dirty"),
                fields.text("strategy"),
                fields.text("image"),
                fields.text("stored"),
                fields.number("millis"),
                fields.text("dependencyHash"));
    }

    private static void evidence(Fact.Evidence fact, Map<String, Object> into) {
        into.put("result", fact.result());
        into.put("kind", fact.kind());
        into.put("commit", fact.commit());
        into.put("dirty", fact.dirty());
        into.put("version", fact.version());
        into.put("set", fact.set());
        into.put("key", fact.key());
        into.put("command", fact.command());
        into.put("tests", fact.tests());
        into.put("failed", fact.failed());
        into.put("millis", fact.millis());
        into.put("logDigest", fact.logDigest());
        Map<String, Object> components = new TreeMap<>();
        fact.components().forEach((name, tried) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("fingerprint", tried.fingerprint());
            item.put("digest", tried.digest());
            components.put(name, item);
        });
        into.put("components", components);
        into.put("against", fact.against());
        into.put("conditions", fact.conditions());
    }

    private static Fact evidence(Fields fields) throws IOException {
        Map<String, Fact.Tried> components = new TreeMap<>();
        for (Map.Entry<String, Fields> item : fields.objects("components").entrySet()) {
            Fields tried = item.getValue();
            components.put(item.getKey(), new Fact.Tried(tried.text("fingerprint"), tried.text("digest")));
        }
        return new Fact.Evidence(
                fields.text("result"),
                fields.text("kind"),
                fields.text("commit"),
                fields.flag("dirty"),
                fields.text("version"),
                fields.text("set"),
                fields.text("key"),
                fields.text("command"),
                fields.number("tests"),
                fields.number("failed"),
                fields.number("millis"),
                fields.text("logDigest"),
                components,
                fields.texts("against"),
                fields.texts("conditions"));
    }

    private static void release(Fact.Release fact, Map<String, Object> into) {
        into.put("version", fact.version());
        into.put("commit", fact.commit());
        into.put("set", fact.set());
        into.put("manifest", fact.manifest());
        Map<String, Object> artifacts = new TreeMap<>();
        fact.artifacts().forEach((name, shipped) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("kind", shipped.kind());
            item.put("fingerprint", shipped.fingerprint());
            item.put("digest", shipped.digest());
            item.put("file", shipped.file());
            item.put("name", shipped.name());
            item.put("image", shipped.image());
            item.put("from", shipped.from());
            item.put("pushed", shipped.pushed());
            artifacts.put(name, item);
        });
        into.put("artifacts", artifacts);
        into.put("committed", fact.committed());
    }

    private static Fact release(Fields fields) throws IOException {
        Map<String, Fact.Shipped> artifacts = new TreeMap<>();
        for (Map.Entry<String, Fields> item : fields.objects("artifacts").entrySet()) {
            Fields shipped = item.getValue();
            artifacts.put(
                    item.getKey(),
                    new Fact.Shipped(
                            shipped.text("kind"),
                            shipped.text("fingerprint"),
                            shipped.text("digest"),
                            shipped.text("file"),
                            shipped.text("name"),
                            shipped.text("image"),
                            shipped.text("from"),
                            shipped.text("pushed")));
        }
        return new Fact.Release(
                fields.text("version"),
                fields.text("commit"),
                fields.text("set"),
                fields.text("manifest"),
                artifacts,
                fields.textMap("committed"));
    }

    private static void deployment(Fact.Deployment fact, Map<String, Object> into) {
        into.put("environment", fact.environment());
        into.put("version", fact.version());
        into.put("outcome", fact.outcome());
        into.put("previous", fact.previous());
        into.put("running", fact.running());
        into.put("trigger", fact.trigger());
        into.put("components", fact.components());
        into.put("reason", fact.reason());
        into.put("millis", fact.millis());
    }

    private static Fact deployment(Fields fields) throws IOException {
        return new Fact.Deployment(
                fields.text("environment"),
                fields.text("version"),
                fields.text("outcome"),
                fields.text("previous"),
                fields.text("running"),
                fields.text("trigger"),
                fields.textMap("components"),
                fields.text("reason"),
                fields.number("millis"));
    }

    private static void promotion(Fact.Promotion fact, Map<String, Object> into) {
        into.put("event", fact.event());
        into.put("id", fact.id());
        into.put("environment", fact.environment());
        into.put("project", fact.project());
        into.put("version", fact.version());
        into.put("release", fact.release());
        into.put("created", fact.created());
        into.put("asked", fact.asked());
        into.put("source", fact.source());
        into.put("job", fact.job());
        into.put("run", fact.run());
        into.put("who", fact.who());
        into.put("reason", fact.reason());
        into.put("details", fact.details());
        into.put("outcome", fact.outcome());
        into.put("running", fact.running());
        into.put("retry", fact.retry());
    }

    private static Fact promotion(Fields fields) throws IOException {
        return new Fact.Promotion(
                fields.text("event"),
                fields.text("id"),
                fields.text("environment"),
                fields.text("project"),
                fields.text("version"),
                fields.text("release"),
                fields.text("created"),
                fields.text("asked"),
                fields.text("source"),
                fields.text("job"),
                fields.text("run"),
                fields.text("who"),
                fields.text("reason"),
                fields.texts("details"),
                fields.text("outcome"),
                fields.text("running"),
                fields.flag("retry"));
    }

    /** Strict access to the members of one stored object. */
    record Fields(Map<String, Object> map) {
        String text(String key) throws IOException {
            return typed(key, String.class, "");
        }

        long number(String key) throws IOException {
            return typed(key, Long.class, 0L);
        }

        boolean flag(String key) throws IOException {
            return typed(key, Boolean.class, false);
        }

        List<String> texts(String key) throws IOException {
            List<String> all = new ArrayList<>();
            for (Object item : typed(key, List.class, List.of())) {
                all.add(as(key, item, String.class));
            }
            return all;
        }

        Map<String, String> textMap(String key) throws IOException {
            Map<String, String> all = new TreeMap<>();
            for (Map.Entry<?, ?> item : members(key)) {
                all.put((String) item.getKey(), as(key, item.getValue(), String.class));
            }
            return all;
        }

        @SuppressWarnings("unchecked")
        Map<String, Fields> objects(String key) throws IOException {
            Map<String, Fields> all = new TreeMap<>();
            for (Map.Entry<?, ?> item : members(key)) {
                all.put((String) item.getKey(), new Fields(as(key, item.getValue(), Map.class)));
            }
            return all;
        }

        private Iterable<? extends Map.Entry<?, ?>> members(String key) throws IOException {
            Map<?, ?> members = typed(key, Map.class, Map.of());
            return members.entrySet();
        }

        private <T> T typed(String key, Class<T> type, T missing) throws IOException {
            Object value = map.get(key);
            return value == null ? missing : as(key, value, type);
        }

        private static <T> T as(String key, Object value, Class<T> type) throws IOException {
            if (!type.isInstance(value)) {
                throw new IOException("the field " + key + " of a record is not a " + type.getSimpleName());
            }
            return type.cast(value);
        }
    }
}
