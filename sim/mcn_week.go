package sim

import (
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
)

// reviewWeeks is how many weeks lie between two reviews of contracts, owners and founders: a month.
const reviewWeeks = 4

// adaptMCNs closes a week for agencies, after streamers shared their income with them.
func (w *World) adaptMCNs() {
	w.judgeTalent()
	w.payAgencyCosts()
	w.bargainForPools()
	w.trainStreamers()
	w.releaseMediocre()
	w.scout()
	w.planTraffic()
	if w.week()%reviewWeeks == 0 {
		w.reviewContracts()
		w.payOwners()
		w.closeBankrupt()
		w.foundAgencies()
	}
}

// judgeTalent updates what agencies think of their own streamers, and what the trade thinks of the others, by the
// week's revenue per impression.
func (w *World) judgeTalent() {
	h, p := &w.Hosts, &w.p.MCNs.Talent
	kept, impressions := int64(0), int64(0)
	for s, active := range w.Streamers.Active {
		if active {
			kept += h.Past.KeptFen[s]
			impressions += h.Past.Impressions[s]
		}
	}
	if impressions == 0 {
		return
	}
	market := float64(kept) / float64(impressions)
	for s, active := range w.Streamers.Active {
		shown := float64(h.Past.Impressions[s])
		if !active || shown < p.LeastImpressions {
			continue
		}
		seen := mcn.Seen(float64(h.Past.KeptFen[s]), shown, market)
		w.MCNs.Belief[s] = p.Learn(w.MCNs.Belief[s], seen, w.Streamers.MCN[s] >= 0)
	}
}

// payAgencyCosts pays offices and the managers of the rosters, and smooths income and cost.
func (w *World) payAgencyCosts() {
	m, p := &w.MCNs, &w.p.MCNs
	office, manage := w.Scale.Real(p.Firm.Office), w.Scale.Real(p.Scouting.Manage)
	for a, alive := range m.Alive {
		if !alive {
			continue
		}
		w.agencySpends(a, ledger.Operation, office)
	}
	for s, a := range w.Streamers.MCN {
		if a >= 0 && w.Streamers.Active[s] {
			w.agencySpends(int(a), ledger.Operation, manage)
		}
	}
	const weight = 0.15 // of the last week: a memory of about a quarter
	for a, alive := range m.Alive {
		if alive {
			m.Income[a] += float64(weight * (float64(m.WeekIncome[a]) - m.Income[a]))
			m.Cost[a] += float64(weight * (float64(m.WeekCost[a]) - m.Cost[a]))
		}
		if w.Accounts.Of(ledger.MCNs, a) < 0 {
			m.WeeksInRed[a]++
		} else {
			m.WeeksInRed[a] = 0
		}
		m.WeekIncome[a], m.WeekCost[a] = 0, 0
	}
}

// agencySpends pays a cost of an agency to the outside.
func (w *World) agencySpends(a int, why ledger.Purpose, amount int64) {
	w.Accounts.Move(agencyAccount(a), outside, why, amount)
	w.MCNs.WeekCost[a] += amount
}

// bargainForPools lets the agencies' sales of the week move the price of their exclusive pools.
func (w *World) bargainForPools() {
	m, p := &w.MCNs, &w.p.MCNs.Pool
	kept := make([]int64, len(m.Alive))
	for s, a := range w.Streamers.MCN {
		if a >= 0 {
			kept[a] += w.Hosts.Past.KeptFen[s]
		}
	}
	half := float64(w.Scale.Real(p.Half))
	for a, alive := range m.Alive {
		if alive {
			m.Volume[a] = p.After(m.Volume[a], float64(kept[a]))
			m.PoolPrice[a] = p.Discount(m.Volume[a], half)
		}
	}
}

// trainStreamers trains whoever still has something to learn and promises enough, the longest-serving first while the
// agency has money.
func (w *World) trainStreamers() {
	h, s, p := &w.Hosts, &w.Streamers, &w.p.MCNs
	cost := w.Scale.Real(p.Training.Cost)
	for _, host := range w.run.order {
		i := int(host)
		if i >= w.NumStreamers() || s.MCN[i] < 0 {
			continue
		}
		a := s.MCN[i]
		if !s.Active[i] || !p.Talent.Keeps(w.MCNs.Belief[i]) || w.Accounts.Of(ledger.MCNs, int(a)) < cost {
			continue
		}
		content, product := s.Ceiling[i]-h.Content[i], s.ProductTop[i]-h.Product[i]
		if max(content, product) < p.Training.Worthwhile {
			continue
		}
		quality := w.MCNs.Skill[a]
		h.Content[i] = p.Training.After(h.Content[i], s.Ceiling[i], quality)
		h.Product[i] = p.Training.After(h.Product[i], s.ProductTop[i], quality)
		w.agencySpends(int(a), ledger.Training, cost)
		w.MCNs.Trained[a]++
	}
}

// releaseMediocre ends the contracts of streamers who had their chance.
func (w *World) releaseMediocre() {
	p := &w.p.MCNs.Talent
	for s, a := range w.Streamers.MCN {
		if a >= 0 && float64(w.Day-int64(w.Streamers.SignedOn[s])) >= p.Probation && !p.Keeps(w.MCNs.Belief[s]) {
			w.release(s)
		}
	}
}

// startMCNMonth clears what is counted by month, after it was recorded.
func (w *World) startMCNMonth() {
	clear(w.MCNs.Signed)
	clear(w.MCNs.Lost)
	clear(w.MCNs.Trained)
	clear(w.MCNs.Traffic)
	clear(w.MCNs.MonthIncome)
}
