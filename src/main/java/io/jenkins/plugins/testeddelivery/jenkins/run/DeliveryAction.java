package io.jenkins.plugins.testeddelivery.jenkins.run;

import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.RunAction2;

/**
 * What a run keeps of its delivery in {@code build.xml}: what was asked and a few facts. The rest is in
 * {@link BuildDetail}. What is stored is replaced as a whole, never changed, as it may be saved at any moment.
 */
public class DeliveryAction implements RunAction2 {
    private transient Run<?, ?> run;
    private volatile LinkedHashMap<String, String> asked = new LinkedHashMap<>();
    private volatile ArrayList<String> force = new ArrayList<>();
    private volatile LinkedHashMap<String, String> facts = new LinkedHashMap<>();

    /** The run's; an empty one is added where there is none. */
    public static DeliveryAction on(Run<?, ?> run) {
        synchronized (run) {
            DeliveryAction action = run.getAction(DeliveryAction.class);
            if (action == null) {
                action = new DeliveryAction();
                run.addAction(action);
            }
            return action;
        }
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        this.run = owner;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        this.run = owner;
    }

    /** What {@code detectChanges} was asked; {@link Asked#NOTHING} if it was not called. */
    public Asked asked() {
        Map<String, String> now = asked;
        return new Asked(
                now.getOrDefault("base", ""),
                now.getOrDefault("head", ""),
                now.getOrDefault("config", ""),
                force,
                now.getOrDefault("version", ""),
                now.getOrDefault("askedBy", ""));
    }

    /** Remembers it for the steps that follow. */
    public synchronized void asked(Asked newlyAsked) throws IOException {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        values.put("base", newlyAsked.base());
        values.put("head", newlyAsked.head());
        values.put("config", newlyAsked.config());
        values.put("version", newlyAsked.version());
        values.put("askedBy", newlyAsked.askedBy());
        asked = values;
        force = new ArrayList<>(newlyAsked.force());
        run.save();
    }

    /**
     * Keeps what a step reported.
     *
     * @param part {@code plan}, {@code build}, {@code test}, {@code export}: in the place of an earlier one;
     *     {@code deploy}: beside the earlier ones
     */
    public synchronized void record(String part, Map<String, Object> json) throws IOException {
        detail().put(part, json);
        run.save();
    }

    /** What was recorded; empty if nothing was. Deployments are the list {@code deployments}. */
    public Map<String, Object> part(String part) {
        try {
            return detail().read().part(part);
        } catch (IOException e) {
            return Map.of();
        }
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }

    private BuildDetail detail() {
        return new BuildDetail(run.getRootDir().toPath());
    }
}
