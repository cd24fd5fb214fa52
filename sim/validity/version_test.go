package validity

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/record"
)

var (
	update  = flag.Bool("update", false, "write the golden digests anew")
	without = flag.String("without", "", "leave a `field` of the record out of the digests, as in Day.Gifts")
)

// A varied run is a small market under settings that lead it through other parts of the model.
type varied struct {
	name    string
	set     map[string]any
	workers int
	course  func(t *testing.T, w *sim.World, step func(days int)) *sim.World // nil: 200 days
}

var variedRuns = []varied{
	{name: "defaults", workers: 7},
	{name: "tiers, unlimited stock", workers: 2, set: map[string]any{
		"platform.ranking.allocate": "tier-quota", "platform.ranking.tier_quota.review": int64(7),
		"merchants.stock.unlimited": true, "platform.ranking.cold_start.share": 0.1, "platform.ranking.diversity": 0.4}},
	{name: "a social platform that links out", workers: 1, set: map[string]any{
		"platform.kind": "social", "platform.closed_loop": false, "platform.fees.clawback": false,
		"platform.ranking.weights.gmv": 1.0, "platform.ranking.weights.satisfaction": 0.5}},
	{name: "no agencies, strict inspection", workers: 3, set: map[string]any{
		"mcns.count": int64(0), "platform.enforcement.sampling": 1.0, "platform.ranking.gate.credit_low": 40.0,
		"platform.ranking.gate.credit_high": 80.0}},
	{name: "bans and comebacks", workers: 2, set: map[string]any{
		"streamers.accident.scandal": 0.2, "streamers.accident.bans": 0.8, "streamers.comeback.away": 40.0,
		"streamers.giveback.most": 0.5, "mcns.pool.most": 0.2}},
	{name: "many small rooms", workers: 2, set: map[string]any{
		"consumers.count": int64(4000), "streamers.count": int64(160), "streamers.circle": int64(40), "merchants.count": int64(100),
		"mcns.count": int64(10), "platform.ranking.allocate": "softmax"}},
	{name: "switched, saved and forked on the way", workers: 2, course: switchedSavedForked},
	{name: "the best barred, others boosted, other draws", workers: 2, course: barredBoostedReseeded},
	{name: "more agents than a worker takes at a time", workers: 3, course: twelveWeeks, set: map[string]any{
		"consumers.count": int64(6000), "streamers.count": int64(1500), "streamers.circle": int64(150), "merchants.count": int64(1300),
		"mcns.count": int64(80), "streamers.accident.scandal": 0.1, "mcns.pool.most": 0.2, "platform.ranking.paid.ad_load": 0.3}},
}

func twelveWeeks(_ *testing.T, w *sim.World, step func(days int)) *sim.World {
	step(12 * 7)
	return w
}

func switchedSavedForked(t *testing.T, w *sim.World, step func(days int)) *sim.World {
	step(50)
	other := small.Rules(t, map[string]any{"platform.ranking.allocate": "uniform", "merchants.discount.depth": 0.5, "streamers.schedule.most": 9.0})
	if err := w.Switch(other); err != nil {
		t.Fatal(err)
	}
	step(20)
	read, err := sim.Decode(other, bytes.NewReader(small.Encoded(t, w)))
	if err != nil {
		t.Fatal(err)
	}
	*w = *read
	step(30)
	*w = *small.Fork(t, w)
	step(40)
	return w
}

func barredBoostedReseeded(_ *testing.T, w *sim.World, step func(days int)) *sim.World {
	step(65)
	w.Bar(w.TopStreamers(30, 3))
	for h := range 5 {
		w.Boost(h, 2)
	}
	step(35)
	w.Reseed(99)
	step(40)
	return w
}

// digestOf sums up all that a market has recorded, but one field of its rows, "Day.Orders" say; "" leaves none out.
func digestOf(t *testing.T, b *record.Book, field string) string {
	t.Helper()
	h, found := sha256.New(), field == ""
	for _, rows := range []any{b.Days, b.Streamers, b.Merchants, b.MCNs, b.Cohorts, b.Flows} {
		if of := reflect.TypeOf(rows).Elem(); strings.HasPrefix(field, of.Name()+".") {
			rows, found = leftOut(rows, strings.TrimPrefix(field, of.Name()+"."))
		}
		fmt.Fprintf(h, "%v\n", rows)
	}
	if !found {
		t.Fatalf("the record has no field %q", field)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}

// leftOut copies rows without one of their fields, and reports whether they have it.
func leftOut(rows any, field string) (others any, found bool) {
	from := reflect.ValueOf(rows)
	var kept []reflect.StructField
	for i := range from.Type().Elem().NumField() {
		f := from.Type().Elem().Field(i)
		if f.Name == field {
			found = true
			continue
		}
		f.Anonymous = false // which is printed alike
		kept = append(kept, f)
	}
	to := reflect.MakeSlice(reflect.SliceOf(reflect.StructOf(kept)), from.Len(), from.Len())
	for i := range from.Len() {
		for k, f := range kept {
			to.Index(i).Field(k).Set(from.Index(i).FieldByIndex(f.Index))
		}
	}
	return to.Interface(), found
}

// A digest without a field knows all others, and is that of a record that never had it.
func TestADigestLeavesOutOneField(t *testing.T) {
	t.Parallel()
	book := func(visits, orders int64) *record.Book {
		return &record.Book{Days: []record.Day{{Visits: visits, Orders: orders}, {Day: 1}}}
	}
	of := func(b *record.Book) string { return digestOf(t, b, "Day.Visits") }
	if of(book(1, 2)) != of(book(3, 2)) || of(book(1, 2)) == of(book(1, 3)) {
		t.Error("it is not Visits that is left out")
	}
	type day struct{ Day, Visits, Gifts int64 }
	rows, found := leftOut([]day{{1, 2, 3}, {4, 5, 6}}, "Gifts")
	if former := []struct{ Day, Visits int64 }{{1, 2}, {4, 5}}; !found || fmt.Sprint(rows) != fmt.Sprint(former) {
		t.Errorf("without the field rows are %v, and were %v before there was one", rows, former)
	}
}

// otherDigests tells who finds other digests than the golden ones what they may mean.
const otherDigests = "Every new field of the record changes all digests, and no result is another one: ModelVersion stays then. " +
	"That only a field is new, Day.Gifts say, shows\n" +
	"\tgo test ./sim/validity -run VariedRuns -without Day.Gifts\n" +
	"which leaves it out and finds the golden digests (CONTRIBUTING.md, Add a metric). The digests are written anew by\n" +
	"\tgo test ./sim/validity -run VariedRuns -update\n" +
	"Where other numbers come out, raise ModelVersion first."

// Varied runs give the records that they gave when this version of the model was made: a change of the code that
// changes one of them changes results, and is a new version.
func TestVariedRunsGiveTheRecordsOfThisVersion(t *testing.T) {
	t.Parallel()
	if *update && *without != "" {
		t.Fatal("golden digests are of all fields: either -update or -without")
	}
	const golden = "testdata/digests.txt"
	lines := make([]string, len(variedRuns)+1)
	lines[0] = fmt.Sprintf("model version %d", sim.ModelVersion)
	t.Run("runs", func(t *testing.T) {
		for i, v := range variedRuns {
			t.Run(v.name, func(t *testing.T) {
				t.Parallel()
				lines[i+1] = digestOf(t, v.run(t).Book(), *without) + " " + v.name
			})
		}
	})
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the records are\n%s\nnot\n%s\n%s", got, want, otherDigests)
	}
}

// run simulates the run to its end.
func (v varied) run(t *testing.T) *sim.World {
	t.Helper()
	w := small.Made(t, small.Rules(t, v.set), 7, 3)
	step := func(days int) { small.Run(t, w, days, v.workers) }
	if v.course != nil {
		w = v.course(t, w, step)
	} else {
		step(200)
	}
	w.Close()
	return w
}
