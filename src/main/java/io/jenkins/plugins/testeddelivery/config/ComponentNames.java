package io.jenkins.plugins.testeddelivery.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names inferred components: after their folder, with as many parents as it takes to be the only one; after their
 * service where several share a folder; the repository's own folder after the project.
 */
final class ComponentNames {
    private static final String LAST_RESORT = "component";

    private ComponentNames() {}

    static void give(List<Draft> drafts, Collection<Component> given, String project) {
        Map<String, Integer> sharing = new HashMap<>();
        drafts.stream()
                .filter(draft -> draft.image().isPresent())
                .forEach(draft -> sharing.merge(shared(draft), 1, Integer::sum));
        Set<String> taken = new HashSet<>();
        given.forEach(component -> taken.add(component.name()));

        Map<Draft, Integer> parents = new HashMap<>();
        for (Draft draft : drafts) {
            boolean afterService =
                    !draft.services().isEmpty() && sharing.get(shared(draft)) > 1;
            if (afterService) {
                draft.name(Names.of(draft.services().iterator().next(), LAST_RESORT));
            } else if (draft.path().isEmpty()) {
                draft.name(project);
            } else {
                parents.put(draft, 0);
                draft.name(folderName(draft.path(), 0));
            }
        }
        List<String> elsewhere = new ArrayList<>();
        given.forEach(component -> elsewhere.addAll(shorter(component)));
        for (boolean moved = true; moved; ) {
            moved = addParents(drafts, taken, elsewhere, parents);
        }
        for (Draft draft : drafts) {
            draft.name(numbered(draft.name(), taken));
            taken.add(draft.name());
        }
    }

    /** Those with one context are told apart by their services, even where a Dockerfile's folder gave them a path. */
    private static String shared(Draft draft) {
        return draft.image().map(Component.Image::context).orElse("");
    }

    /** Names that its folder would have given a component, had it been the only one: what init wrote stays as it is. */
    private static List<String> shorter(Component component) {
        List<String> names = new ArrayList<>();
        long most = component.path().chars().filter(c -> c == '/').count();
        for (int i = 0; i <= most && !component.path().isEmpty(); i++) {
            String name = folderName(component.path(), i);
            if (name.equals(component.name())) {
                return names;
            }
            names.add(name);
        }
        return List.of();
    }

    private static boolean addParents(
            List<Draft> drafts, Set<String> taken, List<String> elsewhere, Map<Draft, Integer> parents) {
        Map<String, Integer> uses = new HashMap<>();
        taken.forEach(name -> uses.merge(name, 1, Integer::sum));
        elsewhere.forEach(name -> uses.merge(name, 1, Integer::sum));
        drafts.forEach(draft -> uses.merge(draft.name(), 1, Integer::sum));
        boolean moved = false;
        for (Map.Entry<Draft, Integer> entry : parents.entrySet()) {
            Draft draft = entry.getKey();
            long most = draft.path().chars().filter(c -> c == '/').count();
            if (uses.get(draft.name()) > 1 && entry.getValue() < most) {
                entry.setValue(entry.getValue() + 1);
                draft.name(folderName(draft.path(), entry.getValue()));
                moved = true;
            }
        }
        return moved;
    }

    private static String folderName(String path, int parents) {
        int start = path.length();
        for (int i = 0; i <= parents; i++) {
            start = path.lastIndexOf('/', start - 1);
        }
        return Names.of(path.substring(start + 1).replace('/', '-'), LAST_RESORT);
    }

    private static String numbered(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            String end = "-" + i;
            free = Names.of(name.substring(0, Math.min(name.length(), 63 - end.length())) + end, LAST_RESORT);
        }
        return free;
    }
}
