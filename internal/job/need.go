package job

import (
	"math"
	"os"
	"runtime/debug"

	"livebazaar/internal/memory"
	"livebazaar/sim/experiment"
)

// Before anything is made, what a job needs is compared with what there is: what is in use at a time, from the sizes of the
// state's columns, and an eighth for garbage. More garbage makes a run little faster, and the collector is told to keep
// within what was said, so that a job that just fits runs like any other, and one that does not is refused in a line
// instead of by the system.

const (
	programBytes = 40 << 20  // the program itself and what it has ready
	drawingBytes = 96 << 20  // in use while figures and report are made
	settingBytes = 480 << 10 // in use for each scenario: its settings, and what is said of it while the report is made
	tellingBytes = 352 << 10 // of that, where only figures and report are made
	littleBytes  = 64 << 20  // of garbage that small jobs may leave, whatever is in use
	plentyBytes  = 512 << 20 // nobody minds
)

// needOf returns how many bytes a plan of the shape needs.
func needOf(shape experiment.Shape) int64 {
	return NeedFor(max(shape.Memory().Live(), drawingBytes) + int64(shape.Scenarios)*settingBytes)
}

// NeedFor returns how many bytes a program needs that has so many in use at a time.
func NeedFor(live int64) int64 { return programBytes + live + live/8 }

// Fit refuses a job that needs more memory than there is, with TooLarge; else it returns how much it needs, in bytes, and sets the
// collector to it.
func (j *Job) Fit(bound memory.Bound) (needed int64, err error) {
	plan := j.Plan()
	shape := plan.Shape()
	needed = needOf(shape)
	if bound.Kind != memory.Unknown && needed > bound.Bytes {
		return needed, TooLarge{Needed: needed, Bound: bound, Advice: smaller(shape, bound.Bytes)}
	}
	collect(needed, bound)
	return needed, nil
}

// fewScenarios is how many have settings that need no thought.
const fewScenarios = 64

// FitSettings refuses more scenarios than there is memory to read, with TooLarge, before they are read.
func FitSettings(scenarios int, bound memory.Bound) error {
	need := func(n int64) int64 { return NeedFor(n * settingBytes) }
	needed := need(int64(scenarios))
	if scenarios <= fewScenarios || bound.Kind == memory.Unknown || needed <= bound.Bytes {
		return nil
	}
	fit := largest(0, int64(scenarios), func(n int64) bool { return need(n) <= bound.Bytes })
	return TooLarge{Needed: needed, Bound: bound, Advice: Advice{Scenarios: rounded(fit)}}
}

// FitDrawing is the same as Fit for figures and report alone, of so many scenarios; they take no advice.
func FitDrawing(scenarios int, bound memory.Bound) error {
	needed := NeedFor(drawingBytes + int64(scenarios)*tellingBytes)
	if bound.Kind != memory.Unknown && needed > bound.Bytes {
		return TooLarge{Needed: needed, Bound: bound, Drawing: true}
	}
	collect(needed, bound)
	return nil
}

// collect tells the collector how much garbage to leave. GOGC and GOMEMLIMIT in the environment win.
func collect(needed int64, bound memory.Bound) {
	if _, set := os.LookupEnv("GOGC"); !set {
		debug.SetGCPercent(int(max(100, min(400, 100*littleBytes/(needed-programBytes)))))
	}
	if _, set := os.LookupEnv("GOMEMLIMIT"); !set {
		limit := max(needed, plentyBytes)
		if bound.Kind != memory.Unknown {
			limit = min(limit, bound.Bytes)
		}
		debug.SetMemoryLimit(limit)
	}
}

// TooLarge is a job that needs more memory than there is.
type TooLarge struct {
	Needed  int64 // bytes
	Bound   memory.Bound
	Drawing bool // it is figures and report that need it
	Advice  Advice
}

func (t TooLarge) Error() string {
	return "this needs about " + memory.Text(t.Needed) + " of memory, and " + memory.Text(t.Bound.Bytes) + " are " + t.Bound.String()
}

// Advice is what makes a job fit.
type Advice struct {
	Key        string // the parameter that most of the memory is for
	Most       int64  // value of it that fits; 0: none does
	Workers    int    // so many fit, if above 0; else
	Replicates int64  // so many fit, if above 0; else, where no value of the parameter does,
	Scenarios  int64  // so many fit, if above 0
}

// smaller names what makes a job fit if it is lowered: what most of the memory is for, and to how much.
func smaller(shape experiment.Shape, bytes int64) Advice {
	sizes := []struct {
		key   string
		value func(*experiment.Shape) *int64
		least int64
	}{
		{"consumers.count", func(s *experiment.Shape) *int64 { return &s.Market.Consumers }, 100},
		{"streamers.count", func(s *experiment.Shape) *int64 { return &s.Market.Streamers }, 1},
		{"merchants.count", func(s *experiment.Shape) *int64 { return &s.Market.Merchants }, 4},
		{"mcns.count", func(s *experiment.Shape) *int64 { return &s.Market.MCNs }, 0},
		{"run.days", func(s *experiment.Shape) *int64 { return &s.Market.Days }, 1},
	}
	var best Advice
	left := int64(math.MaxInt64)
	for _, size := range sizes {
		with := func(n int64) int64 {
			other := shape
			*size.value(&other) = n
			return needOf(other)
		}
		if now := with(size.least); now < left {
			best.Key, left = size.key, now
			best.Most = rounded(largest(size.least, *size.value(&shape), func(n int64) bool { return with(n) <= bytes }))
		}
	}
	fewer := func(of func(*experiment.Shape) *int) int64 {
		return largest(0, int64(*of(&shape)), func(n int64) bool {
			other := shape
			*of(&other) = int(n)
			return n > 0 && needOf(other) <= bytes
		})
	}
	best.Workers = int(fewer(func(s *experiment.Shape) *int { return &s.Workers }))
	best.Replicates = rounded(fewer(func(s *experiment.Shape) *int { return &s.Replicates }))
	best.Scenarios = rounded(fewer(func(s *experiment.Shape) *int { return &s.Scenarios }))
	return best
}

// largest returns the largest n from least to most that fits, 0 if none does; what is larger fits less.
func largest(least, most int64, fit func(int64) bool) int64 {
	if !fit(max(1, least)) {
		return 0
	}
	for least < most {
		if middle := least + (most-least+1)/2; fit(middle) {
			least = middle
		} else {
			most = middle - 1
		}
	}
	return least
}

// rounded keeps two digits of a number.
func rounded(n int64) int64 {
	unit := int64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}
