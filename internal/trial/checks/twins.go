package checks

import (
	"fmt"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// A twin is a signed streamer that walks through two copies of a market, in one of them without its agency.
type twin struct {
	tier    uint8
	outside float64    // what it could earn elsewhere, fen a week
	got     [2]float64 // what it received, net of the split, signed and unsigned
}

// signedTwins lets a third of the signed streamers go in a copy, holds them unsigned for half a year, and compares what each receives, net
// of the split, with what the same one receives signed. Who has left the market earns what it can elsewhere. Each third has its turn, so
// that every signed streamer has a twin.
func signedTwins(b *trial.Bench) trial.Numbers {
	const days, from, parts = 182, 28, 3
	start := b.GrownToSunday(nil, settled)
	show := start.Params().Streamers.Show
	twins := map[uint64]*twin{}
	var order []uint64
	for s, active := range start.Streamers.Active {
		if active && start.Streamers.MCN[s] >= 0 {
			id := start.Hosts.ID[s]
			twins[id] = &twin{tier: start.Main().Tier[s], outside: show.Effort(start.Streamers.Wage[s], start.Streamers.Sessions[s])}
			order = append(order, id)
		}
	}
	live := func(arm int, chosen func(id uint64) bool) {
		w := b.Fork(start)
		if arm == 1 {
			free := func() { setFree(w, chosen) }
			free()
			w.After("scout", free)
		}
		w.After("share with agencies", func() {
			if w.Today() <= start.Today()+from {
				return
			}
			for _, id := range order {
				if chosen(id) {
					twins[id].got[arm] += twins[id].outside
				}
			}
			for s, active := range w.Streamers.Active {
				if t := twins[w.Hosts.ID[s]]; active && t != nil && chosen(w.Hosts.ID[s]) {
					t.got[arm] += float64(w.Streamers.WeekIncome[s]) - t.outside
				}
			}
		})
		b.Pass(w, days, nil)
	}
	live(0, func(uint64) bool { return true })
	for part := range uint64(parts) {
		live(1, func(id uint64) bool { return id%parts == part })
	}
	out := trial.Numbers{}
	for _, id := range order {
		t := twins[id]
		for _, tier := range []string{"", fmt.Sprint(t.tier)} {
			out["signed"+tier] += t.got[0] / 100
			out["unsigned"+tier] += t.got[1] / 100
		}
	}
	return out
}

// setFree ends the contracts of the chosen streamers.
func setFree(w *sim.World, chosen func(id uint64) bool) {
	for s, a := range w.Streamers.MCN {
		if a >= 0 && chosen(w.Hosts.ID[s]) {
			w.Streamers.MCN[s], w.Streamers.Split[s], w.Streamers.AdBudget[s] = -1, 0, 0
			w.Streamers.SignedOn[s] = state.LongAgo
		}
	}
}

// agencyTraffic lets all agencies, all but every other one, and none buy traffic for a quarter of a year, and adds up what the agencies
// that were there at the start earn less what they pay for it: those that buy, and the same ones where they do not while the others do.
func agencyTraffic(b *trial.Bench) trial.Numbers {
	const days = 13 * state.Week
	start := b.GrownToSunday(nil, settled)
	half := map[uint64]int{} // by serial number of an agency
	for a, alive := range start.MCNs.Alive {
		if alive {
			half[start.MCNs.ID[a]] = len(half) % 2
		}
	}
	office := float64(start.Scale.Real(start.Params().MCNs.Firm.Office)) * days / state.Week
	trade := func(buys func(half int) bool) (profit [2]float64) {
		w := b.Fork(start)
		w.After("plan traffic", func() {
			for s, a := range w.Streamers.MCN {
				if a >= 0 && !buys(half[w.MCNs.ID[a]]) {
					w.Streamers.AdBudget[s] = 0
				}
			}
		})
		w.Before("pay agencies' costs", func() { // of the week's costs there is only traffic yet
			for a, alive := range w.MCNs.Alive {
				if k, old := half[w.MCNs.ID[a]]; alive && old {
					profit[k] += float64(w.MCNs.WeekIncome[a]-w.MCNs.WeekCost[a]) / office
				}
			}
		})
		b.Pass(w, days, nil)
		return profit
	}
	all := trade(func(int) bool { return true })
	none := trade(func(int) bool { return false })
	out := trial.Numbers{"all": all[0] + all[1], "none": none[0] + none[1]}
	for k := range 2 {
		others := trade(func(half int) bool { return half != k })
		out["own without"] += others[k]
	}
	return out
}
