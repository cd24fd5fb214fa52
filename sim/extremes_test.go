package sim

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/param"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rules"
)

// sizes are the parameters that say how large a market is; here it stays small.
var sizes = []string{"run.days", "run.warmup_days", "run.replicates", "run.seed",
	"consumers.count", "streamers.count", "merchants.count", "mcns.count"}

// village is a market so small, and with so few days to make room for, that hundreds are run in a breath.
func village(t testing.TB) (*rules.Params, *param.Set) {
	p, set := rules.NewParams()
	for key, n := range map[string]int64{"consumers.count": 300, "streamers.count": 12, "merchants.count": 8, "mcns.count": 2, "run.warmup_days": 14,
		"run.days": 50} {
		if err := set.Lookup(key).Set(n); err != nil {
			t.Fatal(err)
		}
	}
	return p, set
}

// extremes are the ends of a parameter's range, or what it can be.
func extremes(q *param.Param) []any {
	switch q.Kind {
	case param.Float:
		return []any{q.Min, q.Max}
	case param.Int:
		return []any{int64(q.Min), int64(q.Max)}
	case param.Bool:
		return []any{!q.Default.(bool)}
	case param.Choice:
		var all []any
		for _, c := range q.Choices {
			all = append(all, c)
		}
		return all
	}
	return nil
}

// survives demands of a market that what its settings ask for is refused before the first day, or ends a day with an error
// that names accounts and purpose, or that every day balances: no panic, and nothing wraps without a word. It returns what
// was said.
func survives(p *rules.Params, set *param.Set, days, workers int) (said error, fault error) {
	for _, check := range set.Checks() {
		if reason := check.Test(); reason != "" {
			return fmt.Errorf("refused: %s", reason), nil
		}
	}
	defer func() {
		if cause := recover(); cause != nil {
			fault = fmt.Errorf("panic: %v", cause)
		}
	}()
	w, err := New(p, 1, 0)
	for day := 0; err == nil && day < days; day++ {
		if err = w.Step(workers); err == nil {
			fault = errors.Join(fault, sane(w))
		}
	}
	var overflow *ledger.Fault
	switch {
	case err == nil:
		return nil, errors.Join(fault, balanced(w))
	case errors.As(err, &overflow) && overflow.Amount >= 0 && strings.Contains(err.Error(), "more than accounts can hold"),
		strings.Contains(err.Error(), "more than the record can hold"):
		return err, fault
	}
	return err, errors.Join(fault, err)
}

// sane demands that what only grows by what is not negative is not negative, and that the accounts balance beyond 64 bits.
func sane(w *World) error {
	d := &w.Rec.Days[len(w.Rec.Days)-1]
	for what, n := range map[string]int64{"GMV": d.GMV, "paid": d.GMVPaid, "net": d.GMVNet, "shelf": d.ShelfGMV, "stock": d.StockAtCost,
		"regret": d.RegretSum, "income": slices.Min(w.Hosts.Month.GMV), "worth": slices.Min(w.Goods.Worth),
		"price": slices.Min(w.Offers.Price), "cost": slices.Min(w.Goods.Cost), "list": slices.Min(w.Goods.List)} {
		if n < 0 {
			return fmt.Errorf("day %d: %s is %d", d.Day, what, n)
		}
	}
	if sum := w.Accounts.Sum(); sum != 0 {
		return fmt.Errorf("day %d: the accounts add up to %d", d.Day, sum)
	}
	return nil
}

// Every parameter at either end of its declared range makes a market that runs, or an error that says what cannot be
// held. The same for every amount in yuan at a scale at which one simulated agent stands for very many, or for none.
func TestExtremesOfEveryParameterAreHeldOrRefused(t *testing.T) {
	t.Parallel()
	scales := map[string]map[string]any{
		"as declared":       nil,
		"one for millions":  {"streamers.real": 1e8, "consumers.real": 1e4},
		"one for nobody":    {"streamers.real": 1.0, "consumers.real": 1e10},
		"everybody is rich": {"consumers.budget.median": 1e5, "consumers.budget.spread": 2.0, "consumers.purchase.price": 0.1},
	}
	for name, scale := range scales {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, all := rules.NewParams()
			var said atomic.Int64
			for _, q := range all.Params() {
				if slices.Contains(sizes, q.Key) || scale != nil && !strings.Contains(q.Unit, "yuan") && !strings.HasPrefix(q.Key, "merchants.s") {
					continue
				}
				for _, v := range extremes(q) {
					p, set := village(t)
					for key, v := range scale {
						must(t, set.Lookup(key).Set(v))
					}
					must(t, set.Lookup(q.Key).Set(v))
					days := 8 // the first two Mondays
					if os.Getenv("LIVEBAZAAR_LONG") != "" {
						days = 50
					}
					message, fault := survives(p, set, days, 1)
					if fault != nil {
						t.Errorf("%s = %v: %v", q.Key, v, fault)
					}
					if message != nil {
						said.Add(1)
						t.Logf("%s = %v: %v", q.Key, v, message)
					}
				}
			}
		})
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// And so do any few parameters at the ends of their ranges together.
func TestExtremesTogetherAreHeldOrRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, set := rules.NewParams()
		for key, n := range map[string]int64{"consumers.count": 300, "streamers.count": 12, "merchants.count": 8, "mcns.count": 2, "run.warmup_days": 14} {
			if err := set.Lookup(key).Set(n); err != nil {
				t.Fatal(err)
			}
		}
		for range rapid.IntRange(2, 6).Draw(t, "parameters") {
			q := rapid.SampledFrom(set.Params()).Draw(t, "parameter")
			if values := extremes(q); len(values) > 0 && !slices.Contains(sizes, q.Key) {
				if err := q.Set(rapid.SampledFrom(values).Draw(t, q.Key)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, fault := survives(p, set, 10, 2); fault != nil {
			t.Fatal(fault)
		}
	})
}

// Amounts that cannot be held are refused before the first day, with the keys they follow from. All of these are within
// their ranges; the first ones once wrapped, and where two wraps cancelled the accounts balanced.
func TestAmountsThatCannotBeHeldAreRefusedWithTheirKeys(t *testing.T) {
	t.Parallel()
	tiny := map[string]any{"consumers.real": 1e3, "streamers.real": 1e9}
	for _, c := range []struct {
		scale map[string]any
		set   map[string]any
		key   string
	}{
		{tiny, map[string]any{"mcns.firm.office": 1e9}, "mcns.firm.office"},
		{tiny, map[string]any{"mcns.firm.capital": 1e12}, "mcns.firm.capital"},
		{tiny, map[string]any{"merchants.entry.overhead": 1e6}, "merchants.entry.overhead"},
		{tiny, map[string]any{"streamers.show.cost": 1e5}, "streamers.show.cost"},
		{nil, map[string]any{"consumers.count": int64(1e9), "merchants.stock.guess": 2.0, "merchants.stock.initial": 120.0},
			"merchants.stock.initial"},
		{nil, map[string]any{"consumers.count": int64(1e9), "consumers.budget.median": 1e5, "consumers.budget.spread": 2.0,
			"consumers.purchase.price": 0.1}, "consumers.budget.spread"},
		{nil, map[string]any{"consumers.count": int64(1e9), "mcns.traffic.price": 1e5,
			"consumers.activity.mean": 3.0, "platform.recommend.places": int64(11)}, "mcns.traffic.price"},
	} {
		p, set := village(t)
		for _, values := range []map[string]any{c.scale, c.set} {
			for key, v := range values {
				must(t, set.Lookup(key).Set(v))
			}
		}
		named := false
		for _, check := range set.Checks() {
			reason := check.Test()
			named = named || strings.Contains(reason, "accounts hold") && strings.Contains(reason, c.key) && slices.Contains(check.Keys, c.key)
		}
		if !named {
			t.Fatalf("%v: nothing names %s", c.set, c.key)
		}
		if _, err := New(p, 1, 0); err == nil {
			t.Errorf("%v: a market is made", c.set)
		}
	}
	p, set := village(t)
	for _, check := range set.Checks() {
		if reason := check.Test(); reason != "" {
			t.Errorf("what is usual is refused: %s", reason)
		}
	}
	p.Consumers.Count, p.Streamers.Count, p.Merchants.Count, p.MCNs.Count = 845_000_000, 400_000, 250_000, 26_000
	if err := p.Holds(); err != nil {
		t.Errorf("all of China is refused: %v", err)
	}
}
