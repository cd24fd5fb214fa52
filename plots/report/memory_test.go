package report

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// crowd is results of so many small markets that they are made up, a piece of a table at a time, while they are read. It
// weighs what is held of them at the end of each table.
type crowd struct {
	*invented.Results // scenarios and contrasts
	markets           int
	mu                sync.Mutex
	held              uint64
}

const crowdDays, crowdPiece = 60, 250 // days of a market, markets in a piece of a table

func newCrowd(markets int) *crowd {
	c := &crowd{Results: invented.New(2, 2, crowdDays, 3), markets: markets}
	c.Run.Replicates, c.Run.Warmup.Days = markets, 30
	return c
}

func (c *crowd) weigh() {
	c.mu.Lock()
	defer c.mu.Unlock()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	c.held = max(c.held, m.HeapAlloc)
}

func (c *crowd) EachValue(each func(record.Value) error) error {
	defer c.weigh()
	metrics := metric.All()
	for sc := range c.Scenarios {
		for rep := range c.markets {
			for i, m := range metrics {
				v := record.Value{Scenario: invented.Names[sc], Replicate: rep, Metric: m.ID, Unit: m.Unit, Value: float64(100 + sc + i + rep%7)}
				if err := each(v); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// crowdRows are the rows of a market, each without scenario and replicate, by table.
var crowdRows = map[string]func(sc, rep int, add func(cells ...any)){
	"days": func(sc, rep int, add func(...any)) {
		for day := -29; day <= crowdDays; day++ {
			add(0, day, float64(1000+day+rep%5-3*sc), float64(700+day+rep%3-sc))
		}
	},
	"months": func(sc, rep int, add func(...any)) {
		for month := 0; month <= 2; month++ {
			x := 0.1 + 0.01*float64(rep%9) - 0.01*float64(sc*month)
			add(month, x, 2*x, 3*x, 4*x, 20+rep%3, 2, 10, 3, 2, 0.8)
		}
	},
	"streamers": func(sc, rep int, add func(...any)) {
		for i := range 6 {
			for month := 1; month <= 2; month++ {
				add(i, month, []string{"head", "waist", "tail"}[i%3], float64((i+1)*(i+1)*(100+rep%11-sc)), float64(10*i+rep%4), 12)
			}
		}
	},
	"merchants": func(sc, rep int, add func(...any)) {
		for i := range 4 {
			add(i, 1, []string{"high-end", "mature", "emerging", "micro"}[i], float64(900+rep%13-sc), float64(rep%5-sc))
		}
	},
	"cohorts": func(sc, rep int, add func(...any)) {
		for cohort := 1; cohort <= 2; cohort++ {
			for age := 5; age <= 30; age += 5 {
				add(cohort, age, 50, 2+(rep+sc)%3, 1+(rep+sc)%2, 1)
			}
		}
	},
	"flows": func(sc, rep int, add func(...any)) {
		add("consumers", "shelf", "shelf sale", float64(3000+rep%17-sc))
		add("escrow", "merchants", "sales", float64(2000+rep%7-sc))
		add("merchants", "streamers", "commission", float64(300+rep%5))
	},
	"courses": func(sc, rep int, add func(...any)) {
		for day := 11; day <= crowdDays; day++ {
			add(10, "top", 3, day, float64(900+day+rep%5-3*sc), float64(600+day))
		}
	},
}

func (c *crowd) EachRows(name string, each func(*record.Table) error, _ ...string) error {
	like, rows := c.Tables[name], crowdRows[name]
	if like == nil || rows == nil {
		return fmt.Errorf("no table %s", name)
	}
	for sc := range c.Scenarios {
		t := record.NewTable(name, like.Key, like.Columns...)
		for rep := range crowdPiece {
			rows(sc, rep, func(cells ...any) { t.AppendTo([]any{invented.Names[sc], rep}, cells...) })
		}
		for from := 0; from < c.markets; from += crowdPiece {
			if err := each(t); err != nil {
				return err
			}
			for i := range t.Rows { // the same memory again: who kept a piece finds other markets in it
				t.Ints[1][i] += crowdPiece
			}
		}
	}
	c.weigh()
	return nil
}

// What is held of a market while figures and report are made is a few numbers of the baseline, for the differences to it.
func TestMemoryHardlyGrowsWithTheReplicates(t *testing.T) {
	const few, many, each = 500, 8_000, 200         // bytes; the rows and values of a pair of these markets are 15 kB
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // figures one after the other: what is held at once does not depend on which are
	held := func(markets int) (uint64, []string) {
		c := newCrowd(markets)
		s, err := plots.Read(c, plots.Options{Formats: []string{"svg"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := reportPage(&study{s}, Options{}); err != nil {
			t.Fatal(err)
		}
		var left []string
		for _, f := range s.Figures() {
			if f.Missing.EN != "" {
				left = append(left, f.Name+": "+f.Missing.EN)
			}
		}
		return c.held, left
	}
	small, _ := held(few)
	large, left := held(many)
	t.Logf("held: %.1f MB of %d replicates, %.1f MB of %d", float64(small)/1e6, few, float64(large)/1e6, many)
	if large > small+(many-few)*each {
		t.Errorf("a replicate holds %d bytes, want %d at most", (large-small)/(many-few), each)
	}
	if len(left) > 1 || len(left) == 1 && !slices.Contains(left, "cohorts: fewer than three monthly cohorts were followed") {
		t.Errorf("left out: %v", left)
	}
}
