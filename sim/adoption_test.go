package sim_test

import (
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/state"
)

// users are the consumers of a market who use live shopping, and how many others have, or might.
func users(w *sim.World) (uses, left, never int) {
	for _, habit := range w.Consumers.Habit {
		switch habit & state.UseMask {
		case state.Adopter:
			uses++
		case state.Lapsed:
			left++
		default:
			never++
		}
	}
	return uses, left, never
}

// Live shopping takes off: from a tenth of all, users do not become fewer for a quarter, and are half as many again after two years.
func TestAdoptersDoNotFallFromALowStart(t *testing.T) {
	t.Parallel()
	w := small.Market(t, small.Settings{"consumers.adoption.initial": 0.1, "consumers.adoption.tenure": 1.0})
	last, _, _ := users(w)
	first := last
	for quarter := range 8 {
		small.Run(t, w, 91, 1)
		now, _, _ := users(w)
		if now < last*97/100 {
			t.Errorf("in quarter %d users fell from %d to %d", quarter, last, now)
		}
		last = now
	}
	if last < first*3/2 {
		t.Errorf("in two years users went from %d to %d", first, last)
	}
}

// Some will never use live shopping, however many do: the ceiling holds, and all below it come to it.
func TestSomeNeverAdopt(t *testing.T) {
	t.Parallel()
	w := small.Market(t, small.Settings{"consumers.adoption.initial": 0.0, "consumers.adoption.innovation": 1.0,
		"consumers.adoption.imitation": 3.0, "consumers.adoption.ceiling": 0.4, "consumers.dropout.live": 0.1})
	small.Run(t, w, 5*365, 1)
	uses, left, never := users(w)
	all := float64(uses + left + never)
	if share := float64(uses+left) / all; share < 0.36 || share > 0.43 {
		t.Errorf("%.3f of all have used live shopping, of whom .4 might", share)
	}
	if left == 0 {
		t.Error("nobody has left: who might adopt is not told from who came back")
	}
}

// Stores lead their customers to live shopping: with all stores closed and nothing else to lead there nobody adopts, but for the day
// on which some decide to open.
func TestStoresLeadToLiveShopping(t *testing.T) {
	t.Parallel()
	set := small.Settings{"consumers.adoption.initial": 0.2, "consumers.adoption.left": 0.0, "consumers.adoption.innovation": 0.0,
		"consumers.adoption.imitation": 0.0, "consumers.adoption.stores": 3.0, "consumers.dropout.live": 0.0, "consumers.dropout.wane": 0.0}
	open, closed := small.Market(t, set), small.Market(t, set)
	for range 60 {
		for m := range closed.Merchants.StoreOpen {
			closed.Merchants.StoreOpen[m], open.Merchants.StoreOpen[m] = false, open.Merchants.Alive[m]
		}
		small.Run(t, open, 1, 1)
		small.Run(t, closed, 1, 1)
	}
	with, without := adoptions(open), adoptions(closed)
	if with < 100 || without > with/20 {
		t.Errorf("%d adopted while all stores broadcast, %d while none did", with, without)
	}
}

func adoptions(w *sim.World) (n int64) {
	for i := range w.Rec.Days {
		n += w.Rec.Days[i].Adoptions
	}
	return n
}

// C31 (docs/model.md): the hazard of leaving live shopping falls with tenure. Users who came in one year are followed for three; nobody
// comes back. Habit grows meanwhile, and with it what they buy.
func TestTheHazardOfLeavingFallsWithTenure(t *testing.T) {
	t.Parallel()
	w := small.Market(t, small.Settings{"consumers.count": int64(6000), "consumers.adoption.initial": 0.7, "consumers.adoption.tenure": 0.01,
		"consumers.adoption.innovation": 0.0, "consumers.adoption.imitation": 0.0, "consumers.adoption.stores": 0.0,
		"consumers.dropout.reactivation": 0.0})
	var hazard, orders [3]float64
	for year := range hazard {
		before, _, _ := users(w)
		from := len(w.Rec.Days)
		small.Run(t, w, 365, 1)
		after, _, _ := users(w)
		hazard[year] = 1 - float64(after)/float64(before)
		for i := range w.Rec.Days[from:] {
			orders[year] += float64(w.Rec.Days[from+i].Orders) / float64(before+after) * 2
		}
	}
	if hazard[0] < 1.2*hazard[1] || hazard[1] < 1.1*hazard[2] {
		t.Errorf("of those who use it in a year %.3f leave, of tenure 0, 1 and 2 years", hazard)
	}
	if orders[1] < 1.3*orders[0] || orders[2] < 1.05*orders[1] {
		t.Errorf("they buy %.1f times a year", orders)
	}
}

// The first users remember hosts as users do after years: when the measured days begin they follow as many as two years later. Those they
// remember suit them: their taste for the hosts' categories is as strong.
func TestTheFirstUsersRememberHosts(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	small.Run(t, w, 35, 1)
	follows, taste := memories(w)
	small.Run(t, w, 2*365, 1)
	later, laterTaste := memories(w)
	if follows < 0.8*later || follows > 1.2*later {
		t.Errorf("users follow %.2f hosts at first and %.2f two years later", follows, later)
	}
	if taste < 0.9*laterTaste || taste > 1.1*laterTaste {
		t.Errorf("their taste for the categories of whom they follow is %.2f at first and %.2f two years later", taste, laterTaste)
	}
}

// memories are follows per user, and the mean taste for the categories of those followed, of 15.
func memories(w *sim.World) (follows, taste float64) {
	n := 0.0
	for i := range w.Consumers.Rec {
		if w.Consumers.Habit[i]&state.UseMask != state.Adopter {
			continue
		}
		n++
		c := &w.Consumers.Rec[i]
		for _, r := range c.Rel {
			if host := r.Channel(); r.Followed() && w.Hosts.Alive[host] && r.Day() >= w.Roll.Born[host] {
				follows++
				taste += float64(c.TasteFor(w.Hosts.Category[host]))
			}
		}
	}
	return follows / n, taste / follows
}
