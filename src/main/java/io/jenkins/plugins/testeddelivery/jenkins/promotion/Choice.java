package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import io.jenkins.plugins.testeddelivery.promote.Refusal;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An environment as the Promote page offers it: what is there now, and what stands against putting the release there. */
@ExportedBean(defaultVisibility = 2)
public final class Choice {
    private final String name;
    private final String running;
    private final String health;
    private final boolean retry;
    private final List<Refusal> refusals;

    /** @param retry nothing but an earlier illness there stands against it */
    Choice(String name, String running, String health, boolean retry, List<Refusal> refusals) {
        this.name = name;
        this.running = running;
        this.health = health;
        this.retry = retry;
        this.refusals = List.copyOf(refusals);
    }

    @Exported
    public String getName() {
        return name;
    }

    /** Version that runs there; empty: none. */
    @Exported
    public String getRunning() {
        return running;
    }

    @Exported
    public String getHealth() {
        return health;
    }

    @Exported
    public boolean isAllowed() {
        return refusals.isEmpty();
    }

    /** Whether it is allowed if it is said that an ill version is to be tried again. */
    @Exported
    public boolean isRetry() {
        return retry;
    }

    /** Each with its clause in front. */
    @Exported
    public List<String> getRefusals() {
        return refusals.stream().map(Refusal::line).toList();
    }
}
