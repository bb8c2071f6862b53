package io.jenkins.plugins.testeddelivery.promote;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final int MOVES = 20_000;

    private static Ticket ticket(String run, String project, int order) {
        return new Ticket(run, project, Instant.EPOCH.plusSeconds(order), "run " + run);
    }

    private static Line line(Ticket... tickets) {
        Line line = Line.EMPTY;
        for (Ticket ticket : tickets) {
            line = line.join(ticket).line();
        }
        return line;
    }

    private static List<String> words(Line.Move move) {
        return move.told().stream()
                .map(told -> told.ticket().run()
                        + told.by().map(newer -> " superseded by " + newer.run()).orElse(" now"))
                .toList();
    }

    @Test
    void shouldLetTheFirstOneIn() {
        assertThat(words(Line.EMPTY.join(ticket("a", "shop", 1)))).containsExactly("a now");
    }

    @Test
    void shouldLetOneDeployAndTheOthersWait() {
        Line line = line(ticket("a", "shop", 1), ticket("b", "shop", 2));

        assertThat(line.holder()).contains(ticket("a", "shop", 1));
        assertThat(line.before("b")).isEqualTo("run a");
        assertThat(words(line.leave("a"))).containsExactly("b now");
    }

    @Test
    void shouldGiveAWaitingOnesPlaceToTheNewer() {
        Line line = line(ticket("a", "shop", 1), ticket("b", "shop", 2));

        Line.Move move = line.join(ticket("c", "shop", 3));

        assertThat(words(move)).containsExactly("b superseded by c");
        assertThat(words(move.line().leave("a"))).containsExactly("c now");
    }

    @Test
    void shouldTurnAwayWhatIsOlderThanWhatDeploysOrWaits() {
        assertThat(words(line(ticket("b", "shop", 2)).join(ticket("a", "shop", 1))))
                .containsExactly("a superseded by b");
    }

    @Test
    void shouldLetProjectsWaitForEachOtherInTheOrderOfTheirComing() {
        Line line = line(ticket("a", "shop", 5), ticket("b", "blog", 1), ticket("c", "shop", 6));

        assertThat(line.before("c")).isEqualTo("run a, run b");
        assertThat(words(line.leave("a"))).containsExactly("b now");
    }

    @Test
    void shouldKeepThePlaceOfARunThatComesAgain() {
        Line line = line(ticket("a", "shop", 1), ticket("b", "shop", 2));

        assertThat(line.join(ticket("b", "shop", 2)).line()).isEqualTo(line);
        assertThat(words(line.join(ticket("a", "shop", 1)))).containsExactly("a now");
    }

    @Test
    void shouldReleaseThePlaceOfARunThatIsGone() {
        Line line = line(ticket("a", "shop", 1), ticket("b", "shop", 2));

        assertThat(words(line.keepOnly(run -> !run.equals("a")))).containsExactly("b now");
    }

    @Test
    void shouldReadBackWhatWasStored() throws IOException {
        Line line = line(ticket("a", "shop", 1), ticket("b", "<script>", 2));

        assertThat(Line.of(Json.readObject(Json.line(line.toMap())))).isEqualTo(line);
        assertThat(Line.of(Json.readObject("{\"holder\":{\"run\":\"a\",\"order\":\"never\"},\"waiting\":[3]}")))
                .isEqualTo(Line.EMPTY);
    }

    /** Whatever comes and goes in which order. */
    @Test
    void shouldNeverLoseARunNorLetTwoIn() {
        Random random = new Random(48);
        Line line = Line.EMPTY;
        Set<String> in = new HashSet<>();
        int next = 0;
        for (int i = 0; i < MOVES; i++) {
            boolean leaves = !in.isEmpty() && random.nextInt(5) < 2;
            Line.Move move;
            if (leaves) {
                String run = new ArrayList<>(in).get(random.nextInt(in.size()));
                in.remove(run);
                move = line.leave(run);
            } else {
                Ticket ticket = ticket("r" + next, random.nextBoolean() ? "shop" : "blog", random.nextInt(MOVES));
                next++;
                in.add(ticket.run());
                move = line.join(ticket);
            }
            Optional<Ticket> before = line.holder();
            move.told().stream().filter(told -> told.by().isPresent()).forEach(told -> {
                in.remove(told.ticket().run());
                assertThat(told.by().get().order()).isAfterOrEqualTo(told.ticket().order());
                assertThat(Optional.of(told.ticket())).isNotEqualTo(before);
            });
            line = move.line();

            assertThat(new HashSet<>(line.runs())).isEqualTo(in);
            assertThat(line.holder().isPresent()).isEqualTo(!in.isEmpty());
            assertThat(line.waiting().stream().map(Ticket::project).collect(Collectors.toSet()))
                    .hasSameSizeAs(line.waiting());
        }
    }
}
