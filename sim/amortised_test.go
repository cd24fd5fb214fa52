package sim

import (
	"bytes"
	"maps"
	"testing"

	"livebazaar/sim/record"
)

// concentration is the Herfindahl index of the impressions of the measured months over streamers: 1 where one has them all.
func concentration(b *record.Book) float64 {
	sums, all := map[int64]float64{}, 0.0
	for _, row := range b.Streamers {
		if row.Month > 0 {
			sums[row.Streamer] += float64(row.Impressions)
			all += float64(row.Impressions)
		}
	}
	index := 0.0
	for _, n := range sums {
		index += n / all * n / all
	}
	return index
}

// Where the venue shows the best few alone, to give rooms over time what they deserve spreads impressions over more streamers: in
// every replicate, against the same market without the rule.
func TestAmortisedExposureSpreadsImpressions(t *testing.T) {
	t.Parallel()
	best := map[string]any{"platform.ranking.allocate": "top-k", "platform.ranking.top_k.k": 5.0}
	amortised := maps.Clone(best)
	amortised["platform.ranking.amortised.speed"] = 1.0
	for number := range 3 {
		var index [2]float64
		for i, set := range []map[string]any{best, amortised} {
			w, err := New(rulesWith(t, set), 1, number)
			if err != nil {
				t.Fatal(err)
			}
			until(t, w, 60)
			w.Close()
			index[i] = concentration(w.Book())
		}
		t.Logf("replicate %d: %.4f without the rule, %.4f with it", number, index[0], index[1])
		if index[1] >= index[0] {
			t.Errorf("replicate %d: the index of concentration is %.4f without the rule and %.4f with it", number, index[0], index[1])
		}
	}
}

// What rooms are owed is part of the state: a market under the rule that is saved and read, or copied, on every evening goes on as the
// one that was left alone, and one that is read without what rooms are owed does not.
func TestWhatRoomsAreOwedIsSavedAndCopied(t *testing.T) {
	t.Parallel()
	p := rulesWith(t, map[string]any{"platform.ranking.allocate": "top-k", "platform.ranking.top_k.k": 5.0, "platform.ranking.amortised.speed": 1.0})
	rules := Compile(p)
	left, read, copied := opened(t, rules), opened(t, rules), opened(t, rules)
	for left.Day < 10 {
		var err error
		if read, err = rules.Decode(bytes.NewReader(encoded(t, read))); err != nil {
			t.Fatal(err)
		}
		before := copied
		copied = fork(t, copied)
		for _, w := range []*World{left, read, copied} {
			until(t, w, w.Day+1)
		}
		if before.Day != copied.Day-1 || &before.Main().Memory.Columns[0][0] == &copied.Main().Memory.Columns[0][0] {
			t.Fatal("a copy shares what it remembers")
		}
	}
	goAlike(t, "read every evening", left, read)
	goAlike(t, "copied every evening", left, copied)
	clear(copied.Main().Memory.Columns[0])
	until(t, left, 17)
	until(t, copied, 17)
	if bytes.Equal(encoded(t, left), encoded(t, copied)) {
		t.Error("a market that forgot what rooms are owed goes the same way: the test sees nothing")
	}
}
