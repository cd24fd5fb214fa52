package sim

import (
	"sort"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
)

// allocateMCNs makes the columns of agencies.
func (w *World) allocateMCNs(capacity, streamers int) {
	stretch(&w.MCNs, capacity)
	w.MCNs.Belief = make([]Belief, streamers)
}

// populateMCNs founds the first agencies and gives them the streamers of most talent, on the split of a star for the
// first fifth of them and of an incubated streamer for the rest. The agencies are a cross-section of a market that has
// gone on for a while: their standings are uniform in (0,1), the upper half thrives on its capital, the lower half has
// spent more of it the lower it stands, and a streamer is with the higher of two agencies.
func (w *World) populateMCNs() {
	p := &w.p.MCNs
	standing := make([]float64, p.Count)
	for a := range standing {
		key := w.keys.Population.For(chance.Scout).At(uint64(w.Serial))
		w.foundMCN(a, key)
		standing[a] = key.Uniform(2)
		spent := truncated(float64(max(0, 1-2*standing[a]) * float64(w.MCNs.Cash[a])))
		w.Accounts.Move(agencyAccount(a), outside, ledger.Capital, spent)
	}
	if p.Count == 0 {
		return
	}
	keys := w.keys.Population.For(chance.Scout)
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
		agency, other := key.Below(1, int(p.Count)), key.Below(4, int(p.Count))
		if standing[other] > standing[agency] {
			agency = other
		}
		w.sign(s, agency, p.Contract.Split(star, key.Uniform(2)), star)
		w.Streamers.SignedOn[s] -= int32(key.Below(3, 360))
	}
	clear(w.MCNs.Signed)
}

// foundMCN opens an agency, with the quality and the strategy that key draws, in an empty slot.
func (w *World) foundMCN(a int, key chance.Key) {
	p, m := &w.p.MCNs, &w.MCNs
	account := agencyAccount(a)
	if balance := w.Accounts.Of(ledger.MCNs, a); balance > 0 {
		w.Accounts.Move(account, outside, ledger.Capital, balance)
	}
	m.Cash[a] = w.Scale.Real(p.Firm.Capital)
	w.Accounts.Move(outside, account, ledger.Capital, m.Cash[a]-min(0, w.Accounts.Of(ledger.MCNs, a)))
	m.ID[a] = uint64(w.Serial)
	w.Serial++
	m.Alive[a], m.Born[a] = true, int32(w.Day)
	m.Skill[a] = p.Firm.Quality(key.Uniform(0))
	m.HeadBias[a] = p.Traffic.Bias(key.Uniform(1))
	m.PoolPrice[a], m.Volume[a] = 0, 0
	m.WeekIncome[a], m.WeekCost[a], m.WeeksInRed[a] = 0, 0, 0
	m.Income[a], m.Cost[a] = float64(w.Scale.Real(p.Firm.Office)), float64(w.Scale.Real(p.Firm.Office))
	m.Signed[a], m.Lost[a], m.Trained[a] = 0, 0, 0
	m.Traffic[a], m.MonthIncome[a] = 0, 0
}

// sign puts a streamer under contract with an agency.
func (w *World) sign(s, a int, split float64, star bool) {
	w.Streamers.MCN[s] = int32(a)
	w.Streamers.Split[s] = split
	w.Streamers.Incubated[s] = !star
	w.Streamers.SignedOn[s] = int32(w.Day)
	w.MCNs.Signed[a]++
}

// release ends a streamer's contract.
func (w *World) release(s int) {
	w.Streamers.MCN[s], w.Streamers.Split[s], w.Streamers.AdBudget[s] = -1, 0, 0
	w.Streamers.SignedOn[s] = longAgo
	w.Streamers.Incubated[s] = false
}

func agencyAccount(a int) ledger.Account { return ledger.Account{Class: ledger.MCNs, Index: a} }
