package talent

import (
	"sort"

	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// populateMCNs founds the first agencies and gives them the streamers of most talent: the first fifth of all streamers on the
// terms of a star, the rest of the rosters on those of an incubated streamer. The agencies are a cross-section of a market that
// has gone on for a while. Their standings are uniform in (0,1). The upper half thrives on its capital, and the lower half has
// spent more of it the lower it stands. A streamer is with the higher of two agencies.
func (w *Talent) populateMCNs() {
	p := &w.p.MCNs
	standing := make([]float64, p.First())
	for a := range standing {
		key := w.Keys.Population.For(chance.Scout).At(uint64(w.Serial))
		w.foundMCN(a, key)
		standing[a] = key.Uniform(2)
		w.MCNs.Founded[a] -= int32(key.Below(3, 3*364))
		w.MCNs.Volume[a] = float64(w.Scale.Real(p.Pool.Half)) // it has bargained for half of the discount
		w.MCNs.PoolPrice[a] = p.Pool.Most / 2
		spent := state.Truncated(float64(max(0, 1-2*standing[a]) * float64(w.MCNs.Cash[a])))
		w.Accounts.Move(state.AgencyAccount(a), state.Outside, ledger.Capital, spent)
	}
	if len(standing) == 0 {
		return
	}
	w.Fortunes = state.Fortunes{Founded: known * float64(p.Count)}
	keys := w.Keys.Population.For(chance.Scout)
	var order []int
	talent := make([]float64, w.NumStreamers())
	for s, active := range w.Streamers.Active {
		if active {
			order = append(order, s)
			talent[s] = w.Streamers.Ceiling[s] * chance.Exp(float64(0.3*keys.At(w.Hosts.ID[s]).Normal(0)))
		}
	}
	sort.Slice(order, func(i, j int) bool {
		a, b := order[i], order[j]
		if talent[a] != talent[b] {
			return talent[a] > talent[b]
		}
		return w.Hosts.ID[a] < w.Hosts.ID[b]
	})
	signed := int(float64(p.Scouting.AtStart * float64(len(order))))
	for rank, s := range order[:signed] {
		key := keys.At(w.Hosts.ID[s])
		star := rank < (len(order)+4)/5
		agency, other := key.Below(1, len(standing)), key.Below(4, len(standing))
		if standing[other] > standing[agency] {
			agency = other
		}
		w.sign(s, agency, mcn.Split(p.Contract.Part(star, key.Uniform(2)), w.added(s, agency, w.MCNs.PoolPrice[agency])))
		w.Streamers.SignedOn[s] -= int32(key.Below(3, 360))
	}
	clear(w.MCNs.Signed)
}

// known is how many foundings the market remembers at the start, of each agency: what a memory of two years keeps where agencies last
// for three.
const known = 2.0 / 3

// foundMCN opens an agency in an empty slot, with the quality and the strategy that key draws.
func (w *Talent) foundMCN(a int, key chance.Key) {
	p, m := &w.p.MCNs, &w.MCNs
	account := state.AgencyAccount(a)
	if balance := w.Accounts.Of(ledger.MCNs, a); balance > 0 {
		w.Accounts.Move(account, state.Outside, ledger.Capital, balance)
	}
	w.EmptyMCN(a)
	m.Cash[a] = w.Scale.Real(p.Firm.Capital)
	w.Accounts.Move(state.Outside, account, ledger.Capital, m.Cash[a]-min(0, w.Accounts.Of(ledger.MCNs, a)))
	m.ID[a] = uint64(w.Serial)
	w.Serial++
	m.Alive[a], m.Founded[a] = true, int32(w.Day)
	m.Skill[a] = p.Firm.Quality(key.Uniform(0))
	m.HeadBias[a] = p.Traffic.Bias(key.Uniform(1))
	m.Income[a], m.Cost[a] = float64(w.Scale.Real(p.Firm.Office)), float64(w.Scale.Real(p.Firm.Office))
}

// sign puts a streamer under contract with an agency.
func (w *Talent) sign(s, a int, split float64) {
	w.Streamers.MCN[s] = int32(a)
	w.Streamers.Split[s] = split
	w.Streamers.SignedOn[s] = int32(w.Day)
	w.MCNs.Signed[a]++
}

// release ends a streamer's contract.
func (w *Talent) release(s int) {
	w.Streamers.MCN[s], w.Streamers.Split[s], w.Streamers.AdBudget[s] = -1, 0, 0
	w.Streamers.SignedOn[s] = state.LongAgo
}
