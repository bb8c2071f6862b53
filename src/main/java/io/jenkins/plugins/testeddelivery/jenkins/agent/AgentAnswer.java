package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * What a piece of work answers: its result, or the failure it ended in, as plain data. An agent may answer anything, so
 * it is looked at before it is believed.
 *
 * @param kind empty: no failure
 */
public record AgentAnswer(Serializable result, String kind, String message) implements Serializable {
    static AgentAnswer of(Serializable result) {
        return new AgentAnswer(result, "", "");
    }

    static AgentAnswer of(Failure failure) {
        return new AgentAnswer(null, failure.kind().name(), failure.getMessage());
    }

    /**
     * The result.
     *
     * @throws Failure the one that the work ended in; of kind FAILED if the answer is none to this work
     */
    <T extends Serializable> T to(Workspace.Work<T> work) {
        if (kind != null && !kind.isEmpty()) {
            throw new Failure(kindOf(kind), LogText.oneLine(String.valueOf(message)));
        }
        Class<?> expected = resultOf(work.getClass());
        if (result != null && !expected.isInstance(result)) {
            throw Failure.failed("The agent answered " + work.getClass().getSimpleName() + " with "
                    + LogText.oneLine(result.getClass().getName()) + " where a " + expected.getSimpleName()
                    + " was expected; do not trust this agent.");
        }
        AnswerCheck.check(work, result);
        @SuppressWarnings("unchecked")
        T checked = (T) result;
        return checked;
    }

    private static Failure.Kind kindOf(String name) {
        for (Failure.Kind known : Failure.Kind.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        return Failure.Kind.FAILED;
    }

    /** The class of a piece of work's result, as its declaration says. */
    static Class<?> resultOf(Class<?> work) {
        for (Type type : work.getGenericInterfaces()) {
            if (type instanceof ParameterizedType known && known.getRawType() == Workspace.Work.class) {
                Type result = known.getActualTypeArguments()[0];
                return (Class<?>) (result instanceof ParameterizedType generic ? generic.getRawType() : result);
            }
        }
        return Serializable.class;
    }
}
