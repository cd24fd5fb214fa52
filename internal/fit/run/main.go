// Command run fits free weights of the market to what experiments should find in it, and says which weights the targets do not pin
// down. It is for developers:
//
//	go run ./internal/fit/run -points 120 -replicates 2 baseline buyers
//
// runs these experiments of package trial at 120 points and proposes values. Targets are the checks of these experiments whose range has
// two ends; -only keeps those of some names. Weights are given by -weight KEY=LO..HI, or are those of Weights.
package main

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"livebazaar/internal/fit"
	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
	"livebazaar/sim"
)

// Weights are those that are free by default: no source says what they are.
var Weights = []fit.Weight{
	{Key: "consumers.purchase.constant", Lo: -5.5, Hi: -3.5},
	{Key: "consumers.purchase.sensitivity", Lo: 4, Hi: 7},
	{Key: "consumers.purchase.price", Lo: 6, Hi: 16},
	{Key: "consumers.liking.never", Lo: .15, Hi: .35},
	{Key: "consumers.liking.shape", Lo: .6, Hi: 1.4},
	{Key: "consumers.known.comfort", Lo: 1.5, Hi: 4},
	{Key: "consumers.return.hassle", Lo: .3, Hi: 1},
	{Key: "consumers.return.shelf_hassle", Lo: .5, Hi: 1.1},
}

type several []string

func (s *several) String() string         { return strings.Join(*s, " ") }
func (s *several) Set(value string) error { *s = append(*s, value); return nil }

func main() {
	points := flag.Int("points", 100, "points of the Latin hypercube")
	replicates := flag.Int("replicates", 2, "markets at each point")
	seed := flag.Uint64("seed", 1, "of the markets and the design")
	var only, weights several
	flag.Var(&only, "only", "a check to fit to (repeatable; default: all with a range of two ends)")
	flag.Var(&weights, "weight", "KEY=LO..HI, a free weight (repeatable)")
	flag.Parse()
	if err := run(*points, *replicates, *seed, flag.Args(), only, weights); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// memory keeps nothing beyond a run.
type memory struct{}

func (memory) Find(string, int) (trial.Numbers, bool) { return nil, false }
func (memory) Keep(string, int, trial.Numbers) error  { return nil }

func run(points, replicates int, seed uint64, experiments, only, weights []string) error {
	var chosen []trial.Experiment
	for _, name := range experiments {
		all := checks.Experiments()
		i := slices.IndexFunc(all, func(e trial.Experiment) bool { return e.Name == name })
		if i < 0 {
			return fmt.Errorf("no experiment %s", name)
		}
		all[i].Replicates = replicates
		chosen = append(chosen, all[i])
	}
	p := fit.Problem{Weights: Weights, Seed: seed}
	if len(weights) > 0 {
		p.Weights = nil
	}
	for _, w := range weights {
		key, ends, _ := strings.Cut(w, "=")
		lo, hi, _ := strings.Cut(ends, "..")
		a, errA := strconv.ParseFloat(lo, 64)
		b, errB := strconv.ParseFloat(hi, 64)
		if errA != nil || errB != nil || !(a < b) {
			return fmt.Errorf("%s: want KEY=LO..HI", w)
		}
		p.Weights = append(p.Weights, fit.Weight{Key: key, Lo: a, Hi: b})
	}
	var targets []trial.Check
	for _, c := range checks.Checks() {
		two := !math.IsInf(c.Expected.Lo, 0) && !math.IsInf(c.Expected.Hi, 0)
		if two && !c.Input && slices.Contains(experiments, c.Experiment) && (len(only) == 0 || slices.Contains(only, c.Name)) {
			targets = append(targets, c)
			p.Targets = append(p.Targets, fit.Target{Name: c.Name, Lo: c.Expected.Lo, Hi: c.Expected.Hi})
		}
	}
	model := func(values []float64) ([]float64, error) {
		set := trial.Settings{}
		for k, x := range values {
			set[p.Weights[k].Key] = x
		}
		plan := trial.Plan{Experiments: chosen, Seed: seed, Workers: runtime.GOMAXPROCS(0), Settings: set}
		found, err := trial.Run(context.Background(), plan, memory{}, nil)
		if err != nil {
			return nil, err
		}
		numbers := make([]float64, len(targets))
		for k, f := range trial.Judge(targets, found, false) {
			numbers[k] = f.Value
		}
		return numbers, nil
	}
	declared, err := defaults(p.Weights)
	if err != nil {
		return err
	}
	return report(&p, model, declared, points)
}

// defaults are the values that the weights have now.
func defaults(weights []fit.Weight) ([]float64, error) {
	_, declared := sim.NewParams()
	values := make([]float64, len(weights))
	for k, w := range weights {
		q := declared.Lookup(w.Key)
		if q == nil {
			return nil, fmt.Errorf("no parameter %s", w.Key)
		}
		x, ok := q.Default.(float64)
		if !ok {
			return nil, fmt.Errorf("%s is no real number", w.Key)
		}
		values[k] = x
	}
	return values, nil
}

// report fits, and prints what was found.
func report(p *fit.Problem, model fit.Model, now []float64, points int) error {
	result, err := fit.Run(p, model, p.Unit(now), points, func(done int) {
		fmt.Fprintf(os.Stderr, "\r%d of %d points", done, points)
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr)
	fmt.Printf("%-36s %10s %10s   cost a tenth of the range below and above\n", "weight", "now", "fitted")
	for k, w := range p.Weights {
		fmt.Printf("%-36s %10.4g %10.4g   %.3g %.3g\n", w.Key, now[k], result.Values[k], result.Profiles[k][0], result.Profiles[k][1])
	}
	fmt.Printf("\n%-36s %10s %10s %10s   %s\n", "number", "emulated", "found", "noise", "range")
	for t, target := range p.Targets {
		fmt.Printf("%-36s %10.4g %10.4g %10.2g   %.4g .. %.4g\n",
			target.Name, result.Emulated[t], result.Found[t], result.Surface.Spread[t], target.Lo, target.Hi)
	}
	fmt.Printf("\ncost %.3g emulated, %.3g found\n", p.Cost(result.Emulated), p.Cost(result.Found))
	fmt.Printf("\nsingular values of the Jacobian, and the direction of each\n")
	for k, value := range result.Singular {
		fmt.Printf("%8.3g ", value)
		for w := range p.Weights {
			if x := result.Directions[k][w]; math.Abs(x) > .3 {
				fmt.Printf(" %+.2f %s", x, p.Weights[w].Key)
			}
		}
		fmt.Println()
	}
	return nil
}
