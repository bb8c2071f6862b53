package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import jenkins.YesNoMaybe;

/** Tells administrators of torn or damaged records, environments left in the middle, and a disk without room. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public final class RecordsMonitor extends AdministrativeMonitor {
    private static final int SHOWN = 20;

    private volatile List<Concern> concerns = List.of();

    void found(List<Concern> newConcerns) {
        concerns = List.copyOf(newConcerns);
    }

    @Override
    public boolean isActivated() {
        return !concerns.isEmpty();
    }

    @Override
    public String getDisplayName() {
        return Messages.RecordsMonitor_DisplayName();
    }

    /** What is wrong and what to do, one sentence each. */
    public List<String> getSentences() {
        return concerns.stream().limit(SHOWN).map(RecordsMonitor::sentence).toList();
    }

    /** How many are not among the sentences. */
    public int getMore() {
        return Math.max(0, concerns.size() - SHOWN);
    }

    private static String sentence(Concern concern) {
        return switch (concern.kind()) {
            case TORN -> Messages.RecordsMonitor_Torn(concern.project(), concern.detail());
            case DAMAGED -> Messages.RecordsMonitor_Damaged(concern.project(), concern.detail());
            case HELD -> Messages.RecordsMonitor_Held(concern.project(), concern.detail());
            case QUOTA -> Messages.RecordsMonitor_Quota(concern.project(), concern.detail());
            case FULL -> Messages.RecordsMonitor_Full(concern.project(), concern.detail());
        };
    }
}
