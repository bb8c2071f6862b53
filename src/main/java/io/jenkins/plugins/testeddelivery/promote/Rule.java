package io.jenkins.plugins.testeddelivery.promote;

import java.util.List;

/** One thing that an environment can ask for. */
@FunctionalInterface
interface Rule {
    /** What stands against it; nothing if the rule is kept. */
    List<Refusal> check(Policy policy, Question question);
}
