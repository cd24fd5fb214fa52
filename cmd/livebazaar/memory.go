package main

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"livebazaar/internal/memory"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
)

// Before anything is made, what a job needs is compared with what there is: what is in use at a time, from the sizes of the
// state's columns, and an eighth for garbage. More garbage makes a run little faster, and the collector is told to keep
// within what was said, so that a job that just fits runs like any other, and one that does not is refused in a line
// instead of by the system.

const (
	programBytes = 40 << 20  // the program itself and what it has ready
	drawingBytes = 96 << 20  // in use while figures and report are made
	littleBytes  = 64 << 20  // of garbage that small jobs may leave, whatever is in use
	plentyBytes  = 512 << 20 // nobody minds
	largeBytes   = 1 << 30   // from here on the need is told
)

// needOf returns how many bytes a plan of the shape needs.
func needOf(shape experiment.Shape) int64 { return needFor(max(shape.Demand().Live(), drawingBytes)) }

// needFor returns what is needed for so much in use at a time.
func needFor(live int64) int64 { return programBytes + live + live/8 }

// memoryFlag declares --memory.
func memoryFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "memory", "", "memory that may be used, for instance 8GB or 512MiB (default: what is found)")
}

// fits refuses a job that needs more memory than there is, says what a large one needs, and sets the collector to it. Given
// is what the user says there is.
func (c *console) fits(j *job, given string) error {
	bound, err := boundOf(given)
	if err != nil {
		return err
	}
	plan := j.plan()
	shape := plan.Shape()
	needed := needOf(shape)
	if bound.Kind != memory.Unknown && needed > bound.Bytes {
		return usageError{tooLarge(shape, needed, bound)}
	}
	if needed >= largeBytes {
		c.say(c.pick("about %s of memory", "内存约需 %s"), memory.Text(needed))
	}
	collect(needed, bound)
	return nil
}

// fitsDrawing is the same for figures and report alone.
func (c *console) fitsDrawing(given string) error {
	bound, err := boundOf(given)
	if err != nil {
		return err
	}
	needed := needFor(drawingBytes)
	if bound.Kind != memory.Unknown && needed > bound.Bytes {
		return usagef("drawing needs about %s of memory, and %s are %s", memory.Text(needed), memory.Text(bound.Bytes), bound)
	}
	collect(needed, bound)
	return nil
}

// boundOf is how much memory there is, or is said to be.
func boundOf(given string) (memory.Bound, error) {
	bytes := int64(0)
	if given != "" {
		var err error
		if bytes, err = memory.Parse(given); err != nil {
			return memory.Bound{}, usagef("--memory %w", err)
		}
	}
	return memory.Least(bytes), nil
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

// tooLarge says what does not fit, and what would.
func tooLarge(shape experiment.Shape, needed int64, bound memory.Bound) error {
	text := fmt.Sprintf("this needs about %s of memory, and %s are %s", memory.Text(needed), memory.Text(bound.Bytes), bound)
	if advice := smaller(shape, bound.Bytes); advice != "" {
		text += ": " + advice
	}
	if bound.Hard() {
		return fmt.Errorf("%s", text)
	}
	return fmt.Errorf("%s (--memory SIZE, if there is more)", text)
}

// smaller names what makes a job fit if it is lowered: what most of the memory is for, and to how much.
func smaller(shape experiment.Shape, bytes int64) string {
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
	best, left, most := "", int64(math.MaxInt64), int64(0)
	for _, size := range sizes {
		with := func(n int64) int64 {
			other := shape
			*size.value(&other) = n
			return needOf(other)
		}
		if now := with(size.least); now < left {
			best, left = size.key, now
			most = largest(size.least, *size.value(&shape), func(n int64) bool { return with(n) <= bytes })
		}
	}
	if fewer := largest(0, int64(shape.Workers), func(n int64) bool {
		other := shape
		other.Workers = int(n)
		return n > 0 && needOf(other) <= bytes
	}); fewer > 0 {
		return fmt.Sprintf("--workers %d fits, or lower %s", fewer, best)
	}
	if runs := largest(0, int64(shape.Replicates), func(n int64) bool {
		other := shape
		other.Replicates = int(n)
		return n > 0 && needOf(other) <= bytes
	}); runs > 0 {
		return fmt.Sprintf("%d replicates fit", rounded(runs))
	}
	if most == 0 {
		return fmt.Sprintf("lower %s and what else makes the market large, and run it with --workers 1", best)
	}
	return fmt.Sprintf("lower %s (%s fit)", best, metric.Decimal(float64(rounded(most)), 0))
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
