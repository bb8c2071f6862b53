package io.jenkins.plugins.testeddelivery.jenkins.records;

import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What an untrusted run sees: the project's records and its own, and whatever it records stays its own. */
final class ForkLedger implements Ledger {
    private final Ledger shared;
    private final Ledger own;

    ForkLedger(Ledger shared, Ledger own) {
        this.shared = shared;
        this.own = own;
    }

    /** Both in the order of their time, each in its own order, numbered anew. */
    @Override
    public List<Entry> entries() throws IOException {
        List<Entry> first = shared.entries();
        List<Entry> second = own.entries();
        List<Entry> all = new ArrayList<>(first.size() + second.size());
        int next = 0;
        for (Entry entry : first) {
            while (next < second.size() && second.get(next).at().compareTo(entry.at()) < 0) {
                all.add(numbered(all.size(), second.get(next++)));
            }
            all.add(numbered(all.size(), entry));
        }
        while (next < second.size()) {
            all.add(numbered(all.size(), second.get(next++)));
        }
        return all;
    }

    @Override
    public Entry append(Fact fact) throws IOException {
        return own.append(fact);
    }

    @Override
    public ContentStore store() {
        return new ForkStore(shared.store(), own.store());
    }

    private static Entry numbered(int before, Entry entry) {
        return new Entry(before + 1L, entry.at(), entry.by(), entry.fact());
    }
}
