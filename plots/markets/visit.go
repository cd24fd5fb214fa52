package markets

import (
	"errors"
	"fmt"
	"slices"

	"livebazaar/sim/record"
)

// Tables are the tables of a result folder, handed over in pieces: they may be larger than memory.
type Tables interface {
	EachRows(name string, each func(*record.Table) error, columns ...string) error
}

// Listed is a scenario as the manifest lists it.
type Listed struct {
	Name  string
	Place int // in the manifest, and so in the tables
}

// Folder is the tables of a result folder, and the markets whose rows they hold: so many replicates of each scenario.
type Folder struct {
	Tables     Tables
	Scenarios  []Listed // the baseline first
	Replicates int      // of each scenario
}

// run is successive rows of a table, all of one scenario and replicate.
type run struct {
	scenario  int   // position in Folder.Scenarios
	replicate int64 // its number
	from, to  int   // rows
}

// runsIn cuts a table, or a piece of one, into runs. Rows of scenarios that the manifest does not list are an error: they
// would be drawn unnamed.
func (s *Folder) runsIn(t *record.Table) ([]run, error) {
	r := Rows{table: t}
	names, err := r.Texts("scenario")
	if err != nil {
		return nil, err
	}
	replicates, err := r.Whole("replicate")
	if err != nil {
		return nil, err
	}
	var out []run
	for from, to := 0, 0; from < t.Rows; from = to {
		for to = from + 1; to < t.Rows && replicates[to] == replicates[from] && names[to] == names[from]; to++ {
		}
		scenario := slices.IndexFunc(s.Scenarios, func(sc Listed) bool { return sc.Name == names[from] })
		if scenario < 0 {
			return nil, fmt.Errorf("plots: table %s has scenario %q, which the manifest does not list", t.Name, names[from])
		}
		out = append(out, run{scenario, replicates[from], from, to})
	}
	return out, nil
}

// Visit is what is done with the markets of a table, one after the other: there may be so many that nothing but sums can
// be kept of them.
type Visit struct {
	Columns []string                                // beside scenario and replicate
	Begin   func(scenario int)                      // before the first row of a market
	Piece   func(*Rows) (func(row int), error)      // takes the columns as they are now, returns what is done with a row
	End     func(scenario int, replicate int) error // after the last row of a market
}

// EachMarket visits every market of the wanted scenarios once, in the order of the tables: scenarios as in the manifest,
// replicates by their number. A market without a row is visited too.
func (s *Folder) EachMarket(table string, wanted func(scenario int) bool, v Visit) error {
	w := walk{Folder: s, Visit: v, wanted: wanted, table: table}
	for sc := range s.Scenarios {
		if wanted(sc) {
			w.last = max(w.last, s.Scenarios[sc].Place)
		}
	}
	rowsSeen := 0
	err := s.Tables.EachRows(table, func(t *record.Table) error {
		runs, err := s.runsIn(t)
		if err != nil {
			return err
		}
		row, err := v.Piece(&Rows{table: t})
		if err != nil {
			return err
		}
		for _, run := range runs {
			if err := w.to(s.Scenarios[run.scenario].Place, int(run.replicate)); err != nil {
				return err
			}
			if wanted(run.scenario) {
				for i := run.from; i < run.to; i++ {
					row(i)
				}
			}
		}
		rowsSeen += t.Rows
		return nil
	}, append([]string{"scenario", "replicate"}, v.Columns...)...)
	if err == nil && rowsSeen == 0 {
		err = fmt.Errorf("plots: table %s is empty", table)
	}
	if err == nil {
		err = w.to(len(s.Scenarios), 0)
	}
	if errors.Is(err, errVisited) {
		return nil
	}
	return err
}

// errVisited ends the reading of a table when no wanted market can follow.
var errVisited = errors.New("every market has been visited")

// walk is where a visit has come to: the next market, or the one after that whose rows are being read.
type walk struct {
	*Folder
	Visit
	wanted           func(scenario int) bool
	table            string
	last             int // place of the last wanted scenario
	place, replicate int // of the next market
	reading          bool
}

// to goes to the market at a place of the manifest, over those in between, of which there are no rows.
func (w *walk) to(place, replicate int) error {
	if w.reading && place == w.place && replicate == w.replicate-1 {
		return nil // more of its rows
	}
	if place < w.place || place == w.place && replicate < w.replicate {
		return fmt.Errorf("plots: the rows of table %s are not in the order of its keys", w.table)
	}
	if w.reading {
		w.reading = false
		if err := w.leave(w.place, w.replicate-1); err != nil {
			return err
		}
	}
	for ; w.place < place; w.place, w.replicate = w.place+1, 0 {
		if err := w.pass(w.Replicates); err != nil {
			return err
		}
	}
	if place > w.last {
		return errVisited
	}
	if err := w.pass(min(replicate, w.Replicates)); err != nil {
		return err
	}
	w.replicate, w.reading = replicate+1, true
	w.enter(place)
	return nil
}

// pass visits the markets of the place up to a replicate without a row.
func (w *walk) pass(until int) error {
	for ; w.replicate < until; w.replicate++ {
		w.enter(w.place)
		if err := w.leave(w.place, w.replicate); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) enter(place int) {
	if sc := w.at(place); w.wanted(sc) {
		w.Begin(sc)
	}
}

func (w *walk) leave(place, replicate int) error {
	if sc := w.at(place); w.wanted(sc) {
		return w.End(sc, replicate)
	}
	return nil
}

// at returns the position in Folder.Scenarios of a scenario by its place in the manifest.
func (s *Folder) at(place int) int {
	return slices.IndexFunc(s.Scenarios, func(sc Listed) bool { return sc.Place == place })
}

// AnyScenario wants the markets of every scenario.
func AnyScenario(int) bool { return true }

// BaselineFirst visits every market, those of the baseline before all others, whose differences to it are then known at
// once. The table is read a second time where another scenario comes first.
func (s *Folder) BaselineFirst(table string, v Visit) error {
	if s.Scenarios[0].Place == 0 {
		return s.EachMarket(table, AnyScenario, v)
	}
	if err := s.EachMarket(table, func(sc int) bool { return sc == 0 }, v); err != nil {
		return err
	}
	return s.EachMarket(table, func(sc int) bool { return sc > 0 }, v)
}

// Kept are a few numbers of each market of the baseline, as many of each, for the differences of the others to it.
type Kept struct {
	replicates []int
	values     []float64
}

// Keep holds the numbers of a market; replicates come in ascending order.
func (k *Kept) Keep(replicate int, values ...float64) {
	k.replicates, k.values = append(k.replicates, replicate), append(k.values, values...)
}

// Of returns the numbers of the baseline in a replicate, nil if there are none.
func (k *Kept) Of(replicate int) []float64 {
	i, found := slices.BinarySearch(k.replicates, replicate)
	if !found {
		return nil
	}
	width := len(k.values) / len(k.replicates)
	return k.values[i*width : (i+1)*width]
}
