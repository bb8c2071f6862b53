package io.jenkins.plugins.testeddelivery.promote;

/** A policy in the making, beginning with what asks for nothing. */
final class Policies {
    private boolean guarded;
    private String after = "";
    private String soak = "";
    private String maxAge = "";
    private String freeze = "";
    private String branches = "";
    private String jobs = "";
    private String people = "";
    private String conditions = "*";
    private boolean byHand = true;
    private boolean ownWork = true;
    private boolean older = true;
    private boolean wholeSet;

    static Policies policy() {
        return new Policies();
    }

    Policies guarded() {
        guarded = true;
        return this;
    }

    Policies after(String value) {
        after = value;
        return this;
    }

    Policies soak(String value) {
        soak = value;
        return this;
    }

    Policies maxAge(String value) {
        maxAge = value;
        return this;
    }

    Policies freeze(String value) {
        freeze = value;
        return this;
    }

    Policies branches(String value) {
        branches = value;
        return this;
    }

    Policies jobs(String value) {
        jobs = value;
        return this;
    }

    Policies people(String value) {
        people = value;
        return this;
    }

    Policies conditions(String value) {
        conditions = value;
        return this;
    }

    Policies notByHand() {
        byHand = false;
        return this;
    }

    Policies secondPerson() {
        ownWork = false;
        return this;
    }

    Policies newerOnly() {
        older = false;
        return this;
    }

    Policies wholeSet() {
        wholeSet = true;
        return this;
    }

    Policy done() {
        return new PolicyText(
                        guarded, after, soak, maxAge, freeze, branches, jobs, people, conditions, byHand, ownWork,
                        older, wholeSet)
                .policy();
    }
}
