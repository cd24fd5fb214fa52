package plots

import (
	"fmt"
	"maps"
	"slices"

	"livebazaar/sim/record"
)

// run is successive rows of a table, all of one scenario and replicate.
type run struct {
	scenario  int   // position in study.scenarios
	replicate int64 // its number
	from, to  int   // rows
}

// runsIn cuts a table, or a piece of one, into runs.
func (s *study) runsIn(t *record.Table) ([]run, error) {
	r := rows{table: t}
	names, err := r.texts("scenario")
	if err != nil {
		return nil, err
	}
	replicates, err := r.whole("replicate")
	if err != nil {
		return nil, err
	}
	var out []run
	for from, to := 0, 0; from < t.Rows; from = to {
		for to = from + 1; to < t.Rows && replicates[to] == replicates[from] && names[to] == names[from]; to++ {
		}
		scenario := slices.IndexFunc(s.scenarios, func(sc scenario) bool { return sc.name == names[from] })
		if scenario < 0 {
			return nil, fmt.Errorf("plots: table %s has scenario %q, which the manifest does not list", t.Name, names[from])
		}
		out = append(out, run{scenario, replicates[from], from, to})
	}
	return out, nil
}

// gathered is what a table says of every market, by scenario and number of the replicate.
type gathered[T any] []map[int64]T

// gather reads columns of a table that is too large to hold, piece by piece: piece takes the columns as they are now,
// and returns what is to be done with row i of a market. What is gathered of a market begins as fresh makes it.
func gather[T any](s *study, name string, columns []string, fresh func() T, piece func(*rows) (func(T, int), error)) (gathered[T], error) {
	out := make(gathered[T], len(s.scenarios))
	for sc := range out {
		out[sc] = map[int64]T{}
	}
	seen := 0
	err := s.source.EachRows(name, func(t *record.Table) error {
		runs, err := s.runsIn(t)
		if err != nil {
			return err
		}
		add, err := piece(&rows{table: t})
		if err != nil {
			return err
		}
		for _, run := range runs {
			market, known := out[run.scenario][run.replicate]
			if !known {
				market = fresh()
				out[run.scenario][run.replicate] = market
			}
			for i := run.from; i < run.to; i++ {
				add(market, i)
			}
		}
		seen += t.Rows
		return nil
	}, append([]string{"scenario", "replicate"}, columns...)...)
	if err == nil && seen == 0 {
		err = fmt.Errorf("plots: table %s is empty", name)
	}
	return out, err
}

// markets lists what was gathered by scenario and position of the replicate among all of the table; of a market without
// a row there is a fresh one.
func (g gathered[T]) markets(fresh func() T) [][]T {
	numbers := map[int64]bool{}
	for _, replicates := range g {
		for n := range replicates {
			numbers[n] = true
		}
	}
	out := make([][]T, len(g))
	for sc, replicates := range g {
		for _, n := range slices.Sorted(maps.Keys(numbers)) {
			market, known := replicates[n]
			if !known {
				market = fresh()
			}
			out[sc] = append(out[sc], market)
		}
	}
	return out
}
