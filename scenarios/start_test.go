package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim"
)

// market loads from memory with the parameters of the market.
func (f files) market() *loader {
	l := f.loader()
	l.make = sim.NewParams
	return l
}

func startKeys(list []Difference) string { return keysText(list) }

// A scenario that differs in what acts only at the start is warmed up by itself: with the baseline's value of every parameter
// but those. One that differs in nothing of the kind shares the baseline's.
func TestWhatActsOnlyAtTheStartBringsAWarmUpOfItsOwn(t *testing.T) {
	f := files{
		"rules.toml": "[platform.ranking]\nallocate = \"uniform\"\n[streamers.talent]\nhype = 0.3\n" +
			"[categories.food]\nprice = 50.0\n[consumers.trust]\nmemory = 0.9\n",
		"start.toml": "extends = \"rules.toml\"\n[mcns]\ncount = 3\n[mcns.traffic]\nhead_bias = 0.9\n[consumers.adoption]\ninitial = 0.5\n",
	}
	s, ps := f.market().assemble([]string{"baseline", "rules.toml", "start.toml"}, nil)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	if start := s.Start(1); start.Warmup != nil || len(start.Own) > 0 || startKeys(start.Entry) != "streamers.talent.hype" ||
		startKeys(start.Partly) != "categories.food.price" {
		t.Errorf("rules that switch: %+v", start)
	}
	start := s.Start(2)
	if got := startKeys(start.Own); got != "consumers.adoption.initial, mcns.count, mcns.traffic.head_bias" || !start.Resized() {
		t.Fatalf("its own start is for %s", got)
	}
	if startKeys(start.Entry) != "streamers.talent.hype" {
		t.Errorf("on entry: %s", startKeys(start.Entry))
	}
	base, own := s.Scenarios[0], s.Scenarios[2]
	for _, p := range start.set.Params() {
		from := base
		if slices.Contains([]string{"consumers.adoption.initial", "mcns.count", "mcns.traffic.head_bias"}, p.Key) {
			from = own
		}
		if want := from.Set.Lookup(p.Key).Value(); p.Value() != want {
			t.Errorf("%s is %v in the warm-up, want %v as in %s", p.Key, p.Value(), want, from.Name)
		}
	}
	if !start.Warmup.Equal(StartOf(base, own).Warmup) || start.Warmup.Equal(base.Params) || start.Warmup.MCNs.Count != 3 {
		t.Error("the parameters are not those of the set")
	}
	if start := s.Start(0); start.Warmup != nil || len(start.Own)+len(start.Entry) > 0 {
		t.Errorf("the baseline differs from itself: %+v", start)
	}
}

// Every parameter that cannot switch has its own start, or is refused: none is ignored.
func TestNoParameterIsIgnoredInAComparison(t *testing.T) {
	base, ps := files{}.market().scenario(reference{name: "baseline"}, nil, nil)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, p := range base.Set.Params() {
		if p.Acts.String() != "start" && !strings.HasPrefix(p.Key, "run.") {
			continue
		}
		seen++
		sc, _ := files{}.market().scenario(reference{name: "baseline"}, nil, nil)
		q := sc.Set.Lookup(p.Key)
		var set error
		switch v := q.Value().(type) {
		case int64:
			set = q.Set(min(v+1, int64(q.Max)))
		case float64:
			next := v + (q.Max-v)/1000
			if v == q.Max {
				next = v + (q.Min-v)/1000
			}
			set = q.Set(next)
		}
		if set != nil || q.Value() == p.Value() {
			t.Fatalf("%s stays %v: %v", p.Key, q.Value(), set)
		}
		start := StartOf(base, sc)
		_, refused := unshared(base, sc, false)
		if own := start.Warmup != nil; own == (refused != "") && !(own && scales(p.Key)) {
			t.Errorf("%s: own start %v, refused %q", p.Key, own, refused)
		}
	}
	if seen < 20 {
		t.Errorf("only %d parameters", seen)
	}
}

// One simulated consumer or streamer stands for as many real ones in all scenarios. A market of another size has both numbers in
// proportion; else it is refused where it says so.
func TestMarketsOfOtherSizesHaveOneScale(t *testing.T) {
	f := files{
		"twice.toml":  "[streamers]\ncount = 800\nreal = 2.2e6\n",
		"finer.toml":  "[merchants]\ncount = 260\n[streamers]\ncount = 800\n",
		"longer.toml": "[run]\nwarmup_days = 91\n",
		"shops.toml":  "[merchants]\ncount = 300\n",
	}
	for _, good := range []string{"twice.toml", "shops.toml"} {
		s, ps := f.market().assemble([]string{"baseline", good}, nil)
		if err := ps.Err(); err != nil {
			t.Errorf("%s: %v", good, err)
		} else if start := s.Start(1); start.Warmup == nil || !start.Resized() {
			t.Errorf("%s shares the start of a market of another size", good)
		}
	}
	for bad, want := range map[string]string{
		"finer.toml":  "finer.toml:4:9: streamers.count = 800: finer has streamers.count = 800, not 400; merchants.count = 260, not 250, which all",
		"longer.toml": "longer.toml:2:15: run.warmup_days = 91: longer has run.warmup_days = 91, not 1092, which all",
	} {
		if _, ps := f.market().assemble([]string{"baseline", bad}, nil); !strings.HasPrefix(fmt.Sprint(ps.Err()), want) {
			t.Errorf("%s: %v\nwant %s…", bad, ps.Err(), want)
		}
	}
}

// A start that cannot go with the baseline's rules is refused, where it is given, with both sides of the contradiction.
func TestAStartThatContradictsTheBaselinesRulesIsRefused(t *testing.T) {
	f := files{
		"rich.toml": "[consumers]\ncount = 1000\nreal = 84.5e6\n[mcns.firm]\noffice = 1e9\n",
		"many.toml": "[mcns]\ncount = 100000\n[consumers]\ncount = 1000\nreal = 84.5e6\n",
	}
	for _, alone := range []string{"rich.toml", "many.toml"} {
		if _, ps := f.market().scenario(reference{name: alone}, nil, nil); ps.Err() != nil {
			t.Fatalf("%s is wrong by itself: %v", alone, ps.Err())
		}
	}
	_, ps := f.market().assemble([]string{"rich.toml", "many.toml"}, nil)
	if err := fmt.Sprint(ps.Err()); !strings.HasPrefix(err, "many.toml:2:9: mcns.count = 100000: a week of the agencies' offices") ||
		!strings.Contains(err, "in the warm-up of many, which has the rules of rich but for what acts at the start, or as agencies enter: mcns.count)") {
		t.Error(err)
	}
}

// try changes what acts only at the start, too: the changed side then starts from its own.
func TestWhatActsOnlyAtTheStartCanBeTried(t *testing.T) {
	trial, ps := files{}.market().trial("baseline", []string{"mcns.count=20"}, nil)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	if start := trial.Study.Start(1); start.Warmup == nil || start.Warmup.MCNs.Count != 20 {
		t.Errorf("%+v", start)
	}
	if _, ps := (files{}).market().trial("baseline", []string{"streamers.count=800", "streamers.real=2.2e6"}, nil); ps.Err() != nil {
		t.Error(ps.Err())
	}
	for change, want := range map[string]string{
		"streamers.count=800":  "try: streamers.count=800: streamers.count: is the same on both sides",
		"run.warmup_days=30":   "try: run.warmup_days=30: run.warmup_days: is the same on both sides",
		"consumers.count=2000": "try: consumers.count=2000: consumers.count: holds on both sides, so it is no change to try: write --consumers 2000",
	} {
		if _, ps := (files{}).market().trial("baseline", []string{change}, nil); !strings.HasPrefix(fmt.Sprint(ps.Err()), want) {
			t.Errorf("%v\nwant %s…", ps.Err(), want)
		}
	}
}
