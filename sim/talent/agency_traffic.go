package talent

import (
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// PlanTraffic divides each agency's traffic budget for the week: the head bias on the best seller, the rest on the others for
// whom an impression is worth its price. What is planned is a budget per session. Impressions are asked for when a room opens.
func (w *Talent) PlanTraffic() {
	h, s, m, p := &w.Hosts, &w.Streamers, &w.MCNs, &w.p.MCNs
	price := p.Traffic.Price / 10 // fen an impression
	clear(s.AdBudget)
	if p.Traffic.Share == 0 || price == 0 {
		return
	}
	head := make([]int32, len(m.Alive))
	others := make([]int, len(m.Alive))
	for a := range head {
		head[a] = -1
	}
	for i, a := range s.MCN {
		if a < 0 || !s.Active[i] || !w.trafficPays(i, price) {
			continue
		}
		best := head[a]
		if best < 0 || h.WeekSettling.PaidFen[i] > h.WeekSettling.PaidFen[best] ||
			h.WeekSettling.PaidFen[i] == h.WeekSettling.PaidFen[best] && h.ID[i] < h.ID[best] {
			head[a] = int32(i)
		}
		others[a]++
	}
	for i, a := range s.MCN {
		if a < 0 || !s.Active[i] || !w.trafficPays(i, price) || w.Accounts.Of(ledger.MCNs, int(a)) <= 0 {
			continue
		}
		total := float64(p.Traffic.Share * m.Income[a])
		budget := mcn.Budget(total, m.HeadBias[a], head[a] == int32(i), others[a]-1)
		budget = min(budget, float64(p.Traffic.Most*float64(h.WeekSettling.Impressions[i]))*price)
		s.AdBudget[i] = state.Truncated(budget / max(1, s.Sessions[i]))
	}
}

// trafficPays reports whether an impression for a streamer earns its agency enough.
func (w *Talent) trafficPays(s int, price float64) bool {
	shown := w.Hosts.WeekSettling.Impressions[s]
	if shown == 0 {
		return false
	}
	return w.p.MCNs.Traffic.Pays(w.Streamers.Split[s], float64(w.Hosts.WeekSettling.Commission[s])/float64(shown), price)
}

// SettleTraffic charges for the bought impressions that were delivered. Nobody pays for more than were asked for.
func (w *Talent) SettleTraffic(bought *state.Traffic) {
	for host := range bought.ByHost {
		n, fen := bought.Cost(host)
		if n > w.Main().Bought[host] { // what a boost adds is not sold
			fen *= float64(w.Main().Bought[host]) / float64(n)
		}
		if n > 0 {
			w.chargeTraffic(host, state.Truncated(fen+0.5))
		}
	}
}

// chargeTraffic makes whoever asked for impressions pay: a streamer's agency, a streamer that has none, or the merchant for its
// own store.
func (w *Talent) chargeTraffic(host int, amount int64) {
	payer := ledger.Account{Class: ledger.Streamers, Index: host}
	if host >= w.NumStreamers() {
		payer = state.MerchantAccount(host - w.NumStreamers())
	} else if a := w.Streamers.MCN[host]; a >= 0 {
		payer = state.AgencyAccount(int(a))
		w.MCNs.Traffic[a] += amount
		w.MCNs.WeekCost[a] += amount
	}
	w.Accounts.Move(payer, ledger.Account{Class: ledger.Platforms}, ledger.Traffic, amount)
}
