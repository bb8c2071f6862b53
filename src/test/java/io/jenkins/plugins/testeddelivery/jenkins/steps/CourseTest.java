package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CourseTest {
    private final List<String> answers = new ArrayList<>();
    private final Course course = new Course();

    @Test
    void shouldAnswerOnceWhenTheWorkEnds() {
        assertThat(course.begin()).isTrue();

        course.end(() -> answers.add("done"));
        course.stop(() -> answers.add("stopped"), () -> answers.add("at once"));
        course.give(() -> answers.add("late"));

        assertThat(answers).containsExactly("done");
        assertThat(course.isRunning()).isFalse();
    }

    @Test
    void shouldAnswerAtOnceWhatHadNotBegun() {
        assertThat(course.stop(() -> answers.add("stopped"), () -> answers.add("at once"))).isFalse();

        assertThat(answers).containsExactly("at once");
        assertThat(course.begin()).isFalse();
    }

    @Test
    void shouldAnswerAStopOnlyWhenTheWorkHasEnded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch down = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            course.begin();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            awaitQuietly(down);
            course.end(() -> answers.add("done"));
        });
        worker.start();
        begun.await();

        assertThat(course.stop(() -> answers.add("stopped"), () -> answers.add("at once"))).isTrue();
        interrupted.await();
        assertThat(answers).isEmpty();
        down.countDown();
        worker.join();

        assertThat(answers).containsExactly("stopped");
    }

    @Test
    void shouldLeaveNoInterruptionToWhoeverGetsTheThreadNext() {
        course.begin();
        course.stop(() -> answers.add("stopped"), () -> answers.add("at once"));

        course.end(() -> answers.add("done"));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(answers).containsExactly("stopped");
    }

    @Test
    void shouldLetOneAtATimeWorkInAWorkspaceAndNameTheHolder() throws Exception {
        Turns turns = new Turns();
        CountDownLatch waiting = new CountDownLatch(1);
        List<String> told = new ArrayList<>();
        Turns.Turn first = turns.take("/w", "buildAffected of shop #1", told::add);
        Thread second = new Thread(() -> {
            try (Turns.Turn turn = turns.take("/w", "exportTested of shop #1", other -> {
                told.add(other);
                waiting.countDown();
            })) {
                answers.add("second");
            } catch (InterruptedException e) {
                answers.add("interrupted");
            }
        });
        second.start();
        waiting.await();
        turns.take("/other", "somebody", told::add).close();
        assertThat(answers).isEmpty();

        first.close();
        second.join();

        assertThat(answers).containsExactly("second");
        assertThat(told).containsExactly("buildAffected of shop #1");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
