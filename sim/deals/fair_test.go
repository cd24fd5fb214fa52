package deals

import (
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// fair makes a market of a dozen streamers, an agency and sixty merchants with goods of all kinds: cheap and dear ones, with little
// and much left over their cost, that come back seldom or often.
func fair(t *testing.T, set map[string]any) *Deals {
	t.Helper()
	p, declared := rules.NewParams()
	for key, value := range set {
		if err := declared.Lookup(key).Set(value); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
	}
	m := state.New(state.Sizes{Streamers: 12, Merchants: 60, MCNs: 1, Venues: 1},
		state.Keys{Population: chance.Root(1), Market: chance.Root(2)}, 1)
	m.Scale, m.Origin = rules.ScaleOf(p), p.Origin()
	for i := range m.Merchants.Alive {
		key := chance.Root(3).At(uint64(i))
		m.Merchants.ID[i], m.Merchants.Alive[i], m.Merchants.SellsLive[i], m.Merchants.Tier[i] = uint64(100+i), true, true, uint8(i%4)
		m.Merchants.Category[i] = uint8(i % state.NumCategories)
		m.Merchants.Commission[i], m.Merchants.Discount[i] = .05+.35*key.Uniform(0), .3*key.Uniform(1)
		for g := i * state.GoodsPer; g < (i+1)*state.GoodsPer; g++ {
			key := chance.Root(4).At(uint64(g))
			m.Goods.Category[g] = m.Merchants.Category[i]
			m.Goods.Quality[g], m.Goods.Delivered[g] = .5, .5
			m.Goods.List[g] = int64(1000 + 49000*key.Uniform(0))
			m.Goods.Comparable[g] = m.Goods.List[g]
			m.Goods.Cost[g] = int64(float64(m.Goods.List[g]) * (.1 + .5*key.Uniform(1)))
			m.Goods.ReturnEst[g], m.Goods.Stock[g] = .6*key.Uniform(2), 10
		}
	}
	for s := range m.Streamers.Active {
		m.Hosts.ID[s], m.Hosts.Alive[s], m.Streamers.Active[s] = uint64(1+s), true, true
		m.Hosts.Category[s], m.Hosts.Product[s] = uint8(s%state.NumCategories), .5
	}
	m.Prepare(1)
	return New(m, p)
}
