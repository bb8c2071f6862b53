package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.port.Figures;
import io.jenkins.plugins.testeddelivery.upkeep.Prune;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be freed, or was.
 *
 * @param removed those of the items that are gone; empty while nothing was done
 * @param done whether anything was meant to be removed
 */
public record PruneReport(Prune.Proposal proposal, List<Prune.Item> removed, boolean done) {
    public PruneReport {
        removed = List.copyOf(removed);
    }

    /** As {@code tested-delivery/prune/1}. */
    public Map<String, Object> json() {
        List<Object> items = new ArrayList<>();
        for (Prune.Item item : proposal.items()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", item.kind());
            json.put("name", item.name());
            json.put("bytes", item.bytes());
            json.put("why", item.why());
            json.put("removed", removed.contains(item));
            items.add(json);
        }
        List<Object> kept = new ArrayList<>();
        for (Prune.Kept one : proposal.kept()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", one.kind());
            json.put("name", one.name());
            json.put("why", one.why());
            kept.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/prune/1");
        json.put("dryRun", !done);
        json.put("frees", proposal.bytes());
        json.put("freed", removed.stream().mapToLong(Prune.Item::bytes).sum());
        json.put("items", items);
        json.put("kept", kept);
        json.put("buildCacheBytes", proposal.cache());
        return json;
    }

    /** What would be freed, before it is. */
    public List<String> proposed(Ink ink) {
        List<String> lines = new ArrayList<>();
        for (Prune.Kept kept : proposal.kept()) {
            lines.add(ink.dim("keeps    " + kept.kind() + "  " + Ink.plain(kept.name()) + "  " + Ink.plain(kept.why())));
        }
        for (Prune.Item item : proposal.items()) {
            lines.add("frees    " + item.kind() + "  " + ink.bold(Ink.plain(item.name())) + "  at least "
                    + Figures.bytes(item.bytes()) + ink.dim("  " + Ink.plain(item.why())));
        }
        lines.add(ink.bold(proposal.items().isEmpty() ? "there is nothing to free"
                : "this frees at least " + Figures.bytes(proposal.bytes())));
        if (proposal.cache() > 0) {
            lines.add(ink.dim("the engine's build cache holds " + Figures.bytes(proposal.cache())
                    + "; all projects share it: docker builder prune --filter until=168h"));
        }
        return lines;
    }

    public List<String> ended(Ink ink) {
        if (!done) {
            return proposal.items().isEmpty() ? List.of() : List.of("nothing was removed: say --yes to do it");
        }
        int left = proposal.items().size() - removed.size();
        return List.of(ink.good("removed " + removed.size() + (removed.size() == 1 ? " thing, " : " things, ")
                        + Figures.bytes(removed.stream().mapToLong(Prune.Item::bytes).sum()) + " at least")
                + (left == 0 ? "" : "; " + left + " stayed, since something needs them"));
    }
}
