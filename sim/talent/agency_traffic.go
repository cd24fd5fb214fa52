package talent

import (
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// PlanTraffic divides each agency's traffic budget for the week: the head bias on the best seller, the rest on the others for
// whom an impression is worth its price, and of each no more than until the last impression is. The budget is the agency's part; the
// streamer pays the rest. What is planned is what both spend per session. Impressions are asked for when a room opens.
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
		if a < 0 || !s.Active[i] || w.trafficWanted(i, price) == 0 {
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
		if a < 0 || !s.Active[i] || w.trafficWanted(i, price) == 0 || w.Accounts.Of(ledger.MCNs, int(a)) <= 0 {
			continue
		}
		total := float64(p.Traffic.Share * m.Income[a])
		budget := mcn.Budget(total, m.HeadBias[a], head[a] == int32(i), others[a]-1)
		wanted := float64(w.trafficWanted(i, price)*float64(h.WeekSettling.Impressions[i])) * price
		budget = min(budget/max(1e-6, s.Split[i]), wanted)
		s.AdBudget[i] = state.Truncated(budget / max(1, s.Sessions[i]))
	}
}

// trafficWanted is how many impressions are worth buying for a streamer, for each it had anyway.
func (w *Talent) trafficWanted(s int, price float64) float64 {
	shown := w.Hosts.WeekSettling.Impressions[s]
	if shown == 0 {
		return 0
	}
	return w.p.MCNs.Traffic.Wanted(float64(w.Hosts.WeekSettling.Commission[s])/float64(shown), price)
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

// chargeTraffic makes whoever asked for impressions pay: a streamer, with its agency if it has one as they share its income, or the
// merchant for its own store.
func (w *Talent) chargeTraffic(host int, amount int64) {
	platform := ledger.Account{Class: ledger.Platforms}
	if host >= w.NumStreamers() {
		w.Accounts.Move(state.MerchantAccount(host-w.NumStreamers()), platform, ledger.Traffic, amount)
		return
	}
	if a := w.Streamers.MCN[host]; a >= 0 {
		part := state.Truncated(float64(w.Streamers.Split[host]*float64(amount)) + 0.5)
		w.MCNs.Traffic[a] += part
		w.MCNs.WeekCost[a] += part
		w.Accounts.Move(state.AgencyAccount(int(a)), platform, ledger.Traffic, part)
		amount -= part
	}
	w.Streamers.WeekIncome[host] -= amount
	w.Accounts.Move(state.StreamerAccount(host), platform, ledger.Traffic, amount)
}
