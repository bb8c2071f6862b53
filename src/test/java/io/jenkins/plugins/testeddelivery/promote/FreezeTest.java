package io.jenkins.plugins.testeddelivery.promote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "FRI 16:00 - MON 08:00 Europe/Berlin | 2026-11-20T14:59:59Z | -",
        "FRI 16:00 - MON 08:00 Europe/Berlin | 2026-11-20T15:00:00Z | until 2026-11-23 08:00 Europe/Berlin",
        "FRI 16:00 - MON 08:00 Europe/Berlin | 2026-11-23T06:59:59Z | until 2026-11-23 08:00 Europe/Berlin",
        "FRI 16:00 - MON 08:00 Europe/Berlin | 2026-11-23T07:00:00Z | -",
        "fri 16:00 - mon 8:00 Europe/Berlin | 2026-07-03T14:00:00Z | until 2026-07-06 08:00 Europe/Berlin",
        "MON 08:00 - FRI 16:00 UTC | 2026-11-21T12:00:00Z | -",
        "MON 08:00 - FRI 16:00 UTC | 2026-11-18T12:00:00Z | until 2026-11-20 16:00 UTC",
        "SUN 02:30 - SUN 03:30 Europe/Berlin | 2026-03-29T00:45:00Z | -",
        "DAILY 18:00 - 08:00 UTC | 2026-11-21T18:00:00Z | until 2026-11-22 08:00 UTC",
        "DAILY 18:00 - 08:00 UTC | 2026-11-21T07:59:59Z | until 2026-11-21 08:00 UTC",
        "DAILY 18:00 - 08:00 UTC | 2026-11-21T08:00:00Z | -",
        "DAILY 12:00 - 13:00 UTC: lunch | 2026-11-21T12:30:00Z | until 2026-11-21 13:00 UTC (lunch)",
        "2026-12-20 18:00 - 2027-01-02 08:00 Europe/Berlin : year's end | 2026-12-31T23:00:00Z"
                + " | until 2027-01-02 08:00 Europe/Berlin (year's end)",
        "2026-12-20 18:00 - 2027-01-02 08:00 Europe/Berlin | 2027-01-02T07:00:00Z | -"
    })
    void shouldHoldWhileItIsOn(String text, Instant now, String until) {
        Freeze freeze = new Freeze(text);

        assertThat(freeze.problem()).isEmpty();
        assertThat(freeze.holdsAt(now).orElse(null)).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "weekends",
        "FRI 16:00 - MON 08:00",
        "FRI 16:00 - MON 08:00 CET",
        "FRI 16:00 - MON 08:00 Mars/Olympus",
        "FRI 16:00 - FRI 16:00 UTC",
        "FRI 25:00 - MON 08:00 UTC",
        "DAILY 08:00 - 08:00 UTC",
        "2027-01-02 08:00 - 2026-12-20 18:00 UTC",
        "2026-02-30 08:00 - 2026-12-20 18:00 UTC",
        "<script>alert(1)</script>"
    })
    void shouldHoldForEverWhatNobodyUnderstands(String text) {
        Freeze freeze = new Freeze(text);

        assertThat(freeze.problem().orElseThrow()).startsWith("'" + text + "' is no time to freeze: ");
        assertThat(freeze.holdsAt(Instant.parse("2026-11-18T12:00:00Z")).orElseThrow())
                .startsWith("until this is corrected: ");
    }

    @Test
    void shouldNameTheZoneThatIsUnknown() {
        assertThat(new Freeze("FRI 16:00 - MON 08:00 CET").problem().orElseThrow())
                .endsWith("there is no time zone 'CET', expected UTC or one like Europe/Berlin");
    }
}
