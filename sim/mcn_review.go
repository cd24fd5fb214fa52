package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
)

// reviewContracts lets each signed streamer weigh once a month whether it would have more outside.
func (w *World) reviewContracts() {
	s, m, p := &w.Streamers, &w.MCNs, &w.p.MCNs.Breakaway
	keys := w.On(chance.Breakaway)
	for i, a := range s.MCN {
		if a < 0 || !s.Active[i] {
			continue
		}
		top := s.Ceiling[i] + s.ProductTop[i]
		own := (w.Hosts.Content[i] + w.Hosts.Product[i]) / top
		ratio := p.OutsideOverInside(s.Split[i], m.Skill[a], own, m.PoolPrice[a])
		if keys.At(w.Hosts.ID[i]).Chance(0, p.Hazard(ratio)) {
			w.release(i)
			s.SignedOn[i] = int32(w.Day)
			m.Lost[a]++
		}
	}
}

// payOwners pays out a part of the cash an agency does not need.
func (w *World) payOwners() {
	for a, alive := range w.MCNs.Alive {
		if alive {
			cash := w.Accounts.Of(ledger.MCNs, a)
			out := int64(w.p.MCNs.Firm.Dividend(float64(cash), float64(w.MCNs.Cash[a])))
			w.Accounts.Move(agencyAccount(a), outside, ledger.Capital, out)
		}
	}
}

// closeBankrupt closes agencies that were without cash for too long. Their streamers are free; what is owed is lost
// to those outside who lent it.
func (w *World) closeBankrupt() {
	for a, alive := range w.MCNs.Alive {
		if alive && int64(w.MCNs.WeeksInRed[a]) >= w.p.MCNs.Firm.Patience {
			w.closeMCN(a)
		}
	}
}

// closeMCN takes an agency out of the market.
func (w *World) closeMCN(a int) {
	w.MCNs.Alive[a] = false
	w.MCNs.PoolPrice[a], w.MCNs.Volume[a] = 0, 0
	for s, of := range w.Streamers.MCN {
		if of == int32(a) {
			w.release(s)
		}
	}
	if debt := -w.Accounts.Of(ledger.MCNs, a); debt > 0 {
		w.Accounts.Move(outside, agencyAccount(a), ledger.Capital, debt)
	}
}

// foundAgencies lets this month's founders look at what agencies earn and open one. Some copy the strategy of the
// agency that earns most.
func (w *World) foundAgencies() {
	m, p := &w.MCNs, &w.p.MCNs.Firm
	var income, cost float64
	agencies, richest := 0, -1
	for a, alive := range m.Alive {
		if !alive {
			continue
		}
		income += m.Income[a]
		cost += m.Cost[a]
		agencies++
		if richest < 0 || m.Income[a]-m.Cost[a] > m.Income[richest]-m.Cost[richest] {
			richest = a
		}
	}
	keys := w.On(chance.Entry).For(chance.Scout)
	founders := int(float64(p.Founders*float64(w.p.MCNs.Count)) + keys.Uniform(0))
	if agencies == 0 && w.p.MCNs.Count > 0 {
		founders = max(1, founders)
	}
	slot := 0
	for f := range founders {
		key := keys.At(uint64(f))
		if !key.Chance(2, p.Founds(income, cost, agencies)) {
			continue
		}
		for slot < len(m.Alive) && m.Alive[slot] {
			slot++
		}
		if slot == len(m.Alive) {
			return
		}
		w.foundMCN(slot, key)
		if richest >= 0 && key.Chance(3, p.Imitation) {
			m.HeadBias[slot] = p.Copied(m.HeadBias[richest], key.Normal(4))
		}
	}
}
