package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.ledger.FactReader.Fields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Turns proofs into stored values and back. */
final class ProofFields {
    private ProofFields() {}

    static void put(Fact.Proof fact, Map<String, Object> into) {
        into.put("version", fact.version());
        into.put("commit", fact.commit());
        into.put("dirty", fact.dirty());
        Map<String, Object> all = new TreeMap<>();
        fact.components().forEach((name, proven) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("result", proven.result());
            item.put("strategy", proven.strategy());
            item.put("digest", proven.digest());
            item.put("millis", proven.millis());
            item.put("compared", proven.compared());
            item.put("noise", proven.noise());
            item.put("count", proven.count());
            item.put("differences", proven.differences());
            item.put("leftOut", proven.leftOut());
            item.put("reason", proven.reason());
            all.put(name, item);
        });
        into.put("components", all);
    }

    static Fact read(Fields fields) throws IOException {
        Map<String, Fact.Proven> all = new TreeMap<>();
        for (Map.Entry<String, Fields> item : fields.objects("components").entrySet()) {
            Fields proven = item.getValue();
            all.put(
                    item.getKey(),
                    new Fact.Proven(
                            proven.text("result"),
                            proven.text("strategy"),
                            proven.text("digest"),
                            proven.number("millis"),
                            proven.number("compared"),
                            proven.number("noise"),
                            proven.number("count"),
                            proven.texts("differences"),
                            proven.texts("leftOut"),
                            proven.text("reason")));
        }
        return new Fact.Proof(fields.text("version"), fields.text("commit"), fields.flag("dirty"), all);
    }
}
