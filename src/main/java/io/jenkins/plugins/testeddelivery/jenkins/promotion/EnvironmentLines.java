package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Line;
import io.jenkins.plugins.testeddelivery.promote.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.YesNoMaybe;

/**
 * The lines before all environments. Kept in files, so that after a restart of the controller everybody still has their
 * place; nobody waits in a thread. A run that has ended or is deleted leaves every line.
 */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class EnvironmentLines extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(EnvironmentLines.class.getName());

    private final Map<Waiter, Told> told = new HashMap<>();
    private LineFiles lines;

    static EnvironmentLines get() {
        return ExtensionList.lookupSingleton(EnvironmentLines.class);
    }

    /** A run in one line. */
    private record Waiter(String run, EnvironmentId environment) {}

    /** What the run is told, once. */
    interface Told {
        void now();

        void supersededBy(String newer);
    }

    /** Takes a place in the line, or takes up the one that the run has already. */
    void join(EnvironmentId environment, Ticket ticket, Told whenTold) {
        synchronized (this) {
            told.put(new Waiter(ticket.run(), environment), whenTold);
        }
        Set<String> gone = new HashSet<>(line(environment).runs());
        gone.remove(ticket.run());
        // loading a run takes locks of its own: never under this one
        gone.removeIf(EnvironmentLines::alive);
        move(environment, line -> line.keepOnly(run -> !gone.contains(run)));
        move(environment, line -> line.join(ticket));
    }

    void leave(EnvironmentId environment, String run) {
        synchronized (this) {
            told.remove(new Waiter(run, environment));
        }
        move(environment, line -> line.leave(run));
    }

    synchronized Line line(EnvironmentId environment) {
        return files().get(environment);
    }

    private void move(EnvironmentId environment, Next next) {
        Map<Told, Line.Told> calls = new HashMap<>();
        synchronized (this) {
            Line.Move move = next.apply(files().get(environment));
            files().put(environment, move.line());
            // who holds the place is told again: the step may have come back after a restart without hearing it
            List<Line.Told> all = new ArrayList<>(move.told());
            move.line().holder().ifPresent(holder -> all.add(new Line.Told(holder, Optional.empty())));
            for (Line.Told each : all) {
                Told whom = told.remove(new Waiter(each.ticket().run(), environment));
                if (whom != null) {
                    calls.put(whom, each);
                }
            }
        }
        calls.forEach((whom, what) -> Computer.threadPoolForRemoting.execute(() -> {
            try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
                what.by().ifPresentOrElse(newer -> whom.supersededBy(newer.label()), whom::now);
            }
        }));
    }

    /** A move of the line. */
    private interface Next {
        Line.Move apply(Line line);
    }

    @Override
    public void onFinalized(Run<?, ?> run) {
        leaveAll(run);
    }

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        leaveAll(run);
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        leaveAll(run);
    }

    private void leaveAll(Run<?, ?> run) {
        List<EnvironmentId> in;
        synchronized (this) {
            in = files().with(run.getExternalizableId());
        }
        in.forEach(environment -> leave(environment, run.getExternalizableId()));
    }

    private static boolean alive(String id) {
        try (ACLContext controller = ACL.as2(ACL.SYSTEM2)) {
            Run<?, ?> run = Run.fromExternalizableId(id);
            return run != null && run.isBuilding();
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.FINE, e, () -> id + " is no run");
            return false;
        }
    }

    private LineFiles files() {
        if (lines == null) {
            lines = new LineFiles(PromotionLedger.home().resolve("lines"));
        }
        return lines;
    }
}
