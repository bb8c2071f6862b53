package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.ledger.FactReader.Fields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Turns accounts of builds into stored values and back. */
final class AccountFields {
    private AccountFields() {}

    static void put(Fact.Account fact, Map<String, Object> into) {
        into.put("version", fact.version());
        into.put("commit", fact.commit());
        into.put("dirty", fact.dirty());
        into.put("millis", fact.millis());
        Map<String, Object> all = new TreeMap<>();
        fact.built().forEach((name, built) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("strategy", built.strategy());
            item.put("millis", built.millis());
            item.put("expectedMillis", built.expectedMillis());
            item.put("assumed", built.assumed());
            item.put("fullMillis", built.fullMillis());
            item.put("bytes", built.bytes());
            item.put("expectedBytes", built.expectedBytes());
            item.put("fullBytes", built.fullBytes());
            item.put("contextBytes", built.contextBytes());
            item.put("layers", built.layers());
            item.put("hits", built.hits());
            item.put("steps", built.steps());
            item.put("because", built.because());
            all.put(name, item);
        });
        into.put("built", all);
        into.put("kept", fact.kept());
        into.put("keptMillis", fact.keptMillis());
        into.put("keptBytes", fact.keptBytes());
    }

    static Fact read(Fields fields) throws IOException {
        Map<String, Fact.Built> all = new TreeMap<>();
        for (Map.Entry<String, Fields> item : fields.objects("built").entrySet()) {
            Fields built = item.getValue();
            all.put(
                    item.getKey(),
                    new Fact.Built(
                            built.text("strategy"),
                            built.number("millis"),
                            built.number("expectedMillis"),
                            built.flag("assumed"),
                            built.number("fullMillis"),
                            built.number("bytes"),
                            built.number("expectedBytes"),
                            built.number("fullBytes"),
                            built.number("contextBytes"),
                            built.number("layers"),
                            built.number("hits"),
                            built.texts("steps"),
                            built.text("because")));
        }
        return new Fact.Account(
                fields.text("version"),
                fields.text("commit"),
                fields.flag("dirty"),
                fields.number("millis"),
                all,
                fields.number("kept"),
                fields.number("keptMillis"),
                fields.number("keptBytes"));
    }
}
