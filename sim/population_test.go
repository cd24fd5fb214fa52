package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// The first streamers are those who lasted: of a few who tried the one of most talent, grown part of the way to what they can
// be, in the market for up to two years, fresh in part, patient in part, in their places in the order of their numbers.
func TestTheFirstStreamersAreWhoLasted(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	p := &w.p.Streamers
	first := uint64(w.p.Merchants.Count * 2) // merchants and their stores came before
	for s := range int(p.Count) {
		id := first + uint64(s)
		alike(t, "serial number", s, w.Hosts.ID[s], id)
		tried := w.Keys.Population.For(chance.Population).At(id)
		best := 0
		for n := range int(p.Talent.Tried) {
			of := func(n int) float64 { return tried.At(uint64(n)).Normal(0) + tried.At(uint64(n)).Normal(1) }
			if of(n) > of(best) {
				best = n
			}
		}
		key, life := tried.At(uint64(best)), w.Keys.Population.For(chance.Entry).At(id)
		ceiling := p.Talent.ContentCeiling(key.Normal(0))
		rho := p.Talent.Correlation
		top := p.Talent.ProductCeiling(key.Normal(0), key.Normal(1), math.Sqrt(1-rho*rho))
		start, can := p.Talent.Start(ceiling, key.Uniform(2)), p.Talent.Start(top, key.Uniform(2))
		eve := int64(w.First)
		for what, pair := range map[string][2]float64{
			"content ceiling": {w.Streamers.Ceiling[s], ceiling}, "product ceiling": {w.Streamers.ProductTop[s], top},
			"content": {w.Hosts.Content[s], start + life.Uniform(1)*(ceiling-start)}, "product": {w.Hosts.Product[s], can + life.Uniform(1)*(top-can)},
			"day of entry": {float64(w.Hosts.Born[s]), float64(eve - int64(life.Below(0, 720)))}, "freshness": {w.Hosts.Fresh[s], .6 * life.Uniform(2)},
			"patience": {w.Streamers.Viability[s], life.Uniform(3) * p.Viability.Most}, "last session": {float64(w.Streamers.LastSession[s]), float64(eve)},
		} {
			alike(t, what, s, pair[0], pair[1])
		}
	}
	for s := int(p.Count); s < w.NumStreamers(); s++ {
		alike(t, "streamer in an empty place", s, w.Streamers.Active[s] || w.Hosts.Alive[s], false)
	}
}

// The first merchants have been in business for up to three years and expect to sell what consumers are guessed to order.
func TestTheFirstMerchantsExpectWhatIsGuessed(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	var demands [merchant.NumTiers]float64
	p := &w.p.Merchants
	usual := p.Stock.Guess * float64(w.p.Consumers.Count) / float64(p.Count*state.GoodsPer)
	for m := range int(p.Count) {
		serial := w.Merchants.ID[m]
		alike(t, "serial number", m, serial, uint64(2*m))
		age := int32(w.Keys.Population.For(chance.Entry).At(serial).Below(0, 3*365))
		alike(t, "day of entry", m, w.Merchants.Born[m], int32(w.First)-age)
		tier := w.Merchants.Tier[m]
		demands[tier] = p.Tiers[tier].Volume * usual // while nobody sells anything
		for g := m * state.GoodsPer; g < (m+1)*state.GoodsPer; g++ {
			alike(t, "demand", g, w.Goods.Demand[g], demands[tier])
			alike(t, "price of comparable goods", g, w.Goods.Comparable[g], w.Goods.List[g])
		}
	}
	if stock, tiers := w.Goods.Stock, w.Merchants.Tier[:p.Count]; slices.Min(tiers) == slices.Max(tiers) || slices.Max(stock) == 0 {
		t.Errorf("tiers %v: nothing to see", tiers)
	}
}

// The first agencies sign the most talented, stars first, on the splits of their draws; who stands higher has kept its capital.
func TestTheFirstAgenciesSignTheMostTalented(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	p, keys := &w.p.MCNs, w.Keys.Population.For(chance.Scout)
	n := int(p.Count)
	standing := make([]float64, n)
	for a := range n {
		key := keys.At(w.MCNs.ID[a])
		standing[a] = key.Uniform(2)
		alike(t, "skill", a, w.MCNs.Skill[a], p.Firm.Quality(key.Uniform(0)))
		alike(t, "head bias", a, w.MCNs.HeadBias[a], p.Traffic.Bias(key.Uniform(1)))
		capital := w.Scale.Real(p.Firm.Capital)
		alike(t, "capital", a, w.MCNs.Cash[a], capital)
		alike(t, "cash", a, w.Accounts.Of(ledger.MCNs, a), capital-int64(max(0, 1-2*standing[a])*float64(capital)))
		alike(t, "signed this month", a, w.MCNs.Signed[a], 0)
		alike(t, "day of founding", a, w.MCNs.Founded[a], int32(w.First)-int32(key.Below(3, 3*364)))
		alike(t, "discount of the pool", a, w.MCNs.PoolPrice[a], p.Pool.Discount(w.MCNs.Volume[a], float64(w.Scale.Real(p.Pool.Half))))
	}
	order := bySerialNumber(w)
	talent := func(s int) float64 { return w.Streamers.Ceiling[s] * chance.Exp(.3*keys.At(w.Hosts.ID[s]).Normal(0)) }
	slices.SortStableFunc(order, func(a, b int) int {
		if talent(a) > talent(b) {
			return -1
		}
		return one(talent(a) < talent(b))
	})
	stars, signed := 0, 0
	for rank, s := range order {
		if rank >= int(p.Scouting.AtStart*float64(len(order))) {
			alike(t, "agency", s, w.Streamers.MCN[s], -1)
			continue
		}
		key, star := keys.At(w.Hosts.ID[s]), 5*rank < len(order)
		a, b := key.Below(1, n), key.Below(4, n)
		if standing[b] > standing[a] {
			a = b
		}
		alike(t, "agency", s, w.Streamers.MCN[s], int32(a))
		alike(t, "split", s, w.Streamers.Split[s], mcn.Split(p.Contract.Part(star, key.Uniform(2)), adds(w, s, a, p.Pool.Most/2)))
		alike(t, "day of signing", s, w.Streamers.SignedOn[s], int32(w.First)-int32(key.Below(3, 360)))
		stars, signed = stars+one(star), signed+1
	}
	if stars == 0 || stars == signed {
		t.Errorf("%d stars of %d signed", stars, signed)
	}
}
