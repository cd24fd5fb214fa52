package sim

import (
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
)

// planTraffic divides each agency's traffic budget for the week: the head bias on the best seller, the rest on the
// others who promise something, as long as an impression is worth its price. What is planned is a budget per session;
// impressions are asked for when a room opens.
func (w *World) planTraffic() {
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
		if best < 0 || h.Past.PaidFen[i] > h.Past.PaidFen[best] ||
			h.Past.PaidFen[i] == h.Past.PaidFen[best] && h.ID[i] < h.ID[best] {
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
		budget = min(budget, float64(p.Traffic.Most*float64(h.Past.Impressions[i]))*price)
		s.AdBudget[i] = truncated(budget / max(1, s.Sessions[i]))
	}
}

// trafficPays reports whether an impression for a streamer earns its agency enough.
func (w *World) trafficPays(s int, price float64) bool {
	shown := w.Hosts.Past.Impressions[s]
	if shown == 0 {
		return false
	}
	return w.p.MCNs.Traffic.Pays(w.Streamers.Split[s], float64(w.Hosts.Past.Commission[s])/float64(shown), price)
}

// chargeTraffic makes whoever asked for impressions pay for those delivered: the streamer's agency, the streamer
// itself without one, the merchant for its own store. It returns what was paid in fen.
func (w *World) chargeTraffic(host int, delivered int64) int64 {
	n := min(w.Hosts.Bought[host], delivered)
	if n <= 0 {
		return 0
	}
	amount := truncated(float64(float64(n)*w.p.MCNs.Traffic.Price)/10 + 0.5)
	payer := ledger.Account{Class: ledger.Streamers, Index: host}
	if host >= w.NumStreamers() {
		payer = merchantAccount(host - w.NumStreamers())
	} else if a := w.Streamers.MCN[host]; a >= 0 {
		payer = agencyAccount(int(a))
		w.MCNs.Traffic[a] += amount
		w.MCNs.WeekCost[a] += amount
	}
	w.Accounts.Move(payer, ledger.Account{Class: ledger.Platforms}, ledger.Traffic, amount)
	return amount
}
