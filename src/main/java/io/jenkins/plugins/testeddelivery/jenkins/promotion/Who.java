package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.testeddelivery.promote.Question.Person;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Gathers what is known of whoever wants something deployed. */
final class Who {
    private Who() {}

    /** Whoever asks this very moment. */
    static Person asks(Item item) {
        return person(Jenkins.getAuthentication2(), item);
    }

    /** Whoever asked some time ago: what they may do is looked up anew. */
    static Person asked(String id, Item item) {
        return named(id)
                .map(authentication -> person(authentication, item))
                .orElseGet(() -> new Person(key(id), Set.of(key(id)), false));
    }

    /** As they would be if they came now; empty: they are gone. */
    static Optional<Authentication> named(String id) {
        if (id.equals(ACL.ANONYMOUS_USERNAME)) {
            return Optional.of(Jenkins.ANONYMOUS2);
        }
        User user = User.getById(id, false);
        if (user == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(user.impersonate2());
        } catch (UsernameNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Whoever or whatever started a run that nobody promoted; no rule about people is about it. */
    static Person started(Run<?, ?> run) {
        String id = Optional.ofNullable(run.getCause(Cause.UserIdCause.class))
                .map(Cause.UserIdCause::getUserId)
                .orElse(BuildName.of(run).toString());
        return new Person(id, Set.of(id), true);
    }

    private static Person person(Authentication authentication, Item item) {
        String id = key(authentication.getName());
        Set<String> names = new TreeSet<>();
        names.add(id);
        for (GrantedAuthority group : authentication.getAuthorities()) {
            names.add(group.getAuthority());
        }
        return new Person(id, names, item.getACL().hasPermission2(authentication, PromotionPermission.PROMOTE));
    }

    /** Two spellings of one id are one person. */
    static String key(String id) {
        return User.idStrategy().keyFor(id);
    }
}
