package deals

import (
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/state"
)

// A data service sets how old public figures are: with a delay of d weeks merchants read what was published d weeks ago, and of a
// streamer that was not there then nothing.
func TestPublicFiguresAreAsOldAsTheirDelay(t *testing.T) {
	t.Parallel()
	for delay := range int64(merchant.MaxDataDelay + 1) {
		d := fair(t, map[string]any{"merchants.bandit.data_delay": delay})
		sold := func(week int64, s int) int64 { return 1000*week + int64(s) + 1 }
		for week := range int64(30) {
			d.Day = 1 + week*state.Week
			for s := range d.NumStreamers() {
				d.Hosts.WeekSettling.KeptFen[s] = sold(week, s)
			}
			d.PublishSales()
			for s := range d.NumStreamers() {
				want := int64(0)
				if week >= delay {
					want = sold(week-delay, s)
				}
				if got := d.publicSales(s); got != want {
					t.Fatalf("delay of %d weeks, week %d, streamer %d: figure %d, want %d", delay, week, s, got, want)
				}
			}
		}
	}
}
