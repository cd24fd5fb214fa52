package sim

import (
	"math"
	"testing"

	"livebazaar/sim/state"
)

// V1 (docs/model.md, section 8): the fast loop's choice of a room is the multinomial logit of docs/model.md, section 7.1,
//
//	P(s | slate) = v_pos(s)·e^u_s / (e^u_0 + Σ_k v_pos(k)·e^u_k),  v_k = k^−η
//
// with position; a room on the slate already is passed over. Four rooms of fixed appeal
// are recommended by weights to some hundred thousand visitors without tastes, needs or memories; how often each is
// entered must agree with the sum over all slates.
func TestRoomsAreEnteredWithLogitProbabilities(t *testing.T) {
	t.Parallel()
	const places, outside, content = 3, 2.0, 4.0
	excess := [4]float64{0.4, -0.6, 0.9, -1.3} // utility above the outside option
	weight := [4]int64{40, 30, 20, 10}         // in what is recommended
	w := market(t, map[string]any{
		"consumers.count": int64(100_000), "streamers.count": int64(100), "merchants.count": int64(60),
		"consumers.adoption.initial": 1.0, "consumers.activity.mean": 3.0,
		"consumers.taste.category": 0.0, "consumers.taste.style": 0.0,
		"consumers.room.outside": outside, "consumers.room.content": content, "consumers.room.product": 0.0, "consumers.room.hype": 0.0,
		"consumers.room.social": 0.0, "consumers.purchase.constant": -8.0, "platform.ranking.allocate": "uniform",
		"consumers.room.trust": 0.0, "consumers.room.follow": 0.0, "consumers.room.bond": 0.0, "consumers.room.capital": 0.0,
		"platform.flow.content.private": 0.0, "platform.recommend.personalisation": 0.0, "platform.recommend.places": int64(places),
	})
	eta := w.p.Consumers.Room.Position
	if eta < 0.2 {
		t.Fatal("position hardly matters: the test would not see it")
	}
	var entered [4]float64
	slates := 0.0
	for i := range w.Consumers.Rec {
		for c := range state.NumCategories {
			w.Consumers.Rec[i].SetDue(c, state.NoNeed)
		}
	}
	var hosts []int
	w.watch(func(event string, let func()) {
		if event == "list who is live" { // four hosts, in all slots
			for h := range w.Hosts.Open {
				w.Hosts.Open[h] = 0
				if len(hosts) < len(weight) && h < w.NumStreamers() && w.Offers.Good[w.Offer(w.Edition(), h, 0)] >= 0 {
					w.Hosts.Open[h] = 1<<state.NumSlots - 1
					w.Hosts.Fresh[h] = 1
					w.Hosts.Content[h] = (outside + excess[len(hosts)]) / content
					w.Boost(h, float64(weight[len(hosts)]))
					hosts = append(hosts, h)
				}
			}
		}
		let()
	})
	run(t, w, 1, 1)
	if len(hosts) < len(weight) {
		t.Fatalf("only %d rooms", len(hosts))
	}
	slates = float64(w.Rec.Days[0].ActiveSlots)
	for k, h := range hosts {
		entered[k] = float64(w.Hosts.Today.Visits[h])
	}
	if slates < 150_000 {
		t.Fatalf("only %.0f slates", slates)
	}

	if chi := againstLogit(entered, slates, excess, weight, places, eta); chi > 25.7 { // 4 degrees of freedom, 1 in 30,000
		t.Errorf("chi-square %.1f: entered %v of %.0f", chi, entered, slates)
	}
	// the test can fail: a slightly different equation is told apart
	if chi := againstLogit(entered, slates, excess, weight, places, eta-0.15); chi < 60 {
		t.Errorf("chi-square of a logit with another effect of position is only %.1f", chi)
	}
	stronger := excess
	stronger[3] += 0.15
	if chi := againstLogit(entered, slates, stronger, weight, places, eta); chi < 25.7 {
		t.Errorf("chi-square of a logit with another appeal is only %.1f", chi)
	}
}

// againstLogit returns the chi-square statistic of entries against the logit.
func againstLogit(entered [4]float64, slates float64, excess [4]float64, weight [4]int64, places int, eta float64) float64 {
	var total int64
	for _, x := range weight {
		total += x
	}
	var expected [4]float64
	n := len(weight)
	for code := range int(math.Pow(float64(n), float64(places))) {
		chance, strength := 1.0, make([]float64, n) // of the slate; of each room at its best place
		sum := 1.0
		for k, rest := 1, code; k <= places; k, rest = k+1, rest/n {
			room := rest % n
			share, shown := float64(weight[room])/float64(total), 0.0
			for other, s := range strength {
				if s > 0 {
					shown += float64(weight[other]) / float64(total)
				}
			}
			if strength[room] > 0 { // never shown again: some of 24 draws finds another
				chance = 0
				break
			}
			chance *= share / (1 - shown)
			strength[room] = math.Exp(excess[room]) * math.Pow(float64(k), -eta)
			sum += strength[room]
		}
		for room, s := range strength {
			expected[room] += chance * s / sum
		}
	}
	chi, nowhere, none := 0.0, slates, 1.0
	for k := range expected {
		want := slates * expected[k]
		chi += (entered[k] - want) * (entered[k] - want) / want
		nowhere -= entered[k]
		none -= expected[k]
	}
	return chi + (nowhere-slates*none)*(nowhere-slates*none)/(slates*none)
}

// The taste shocks behind the logit are independent between consumers and between hosts: whoever likes one room no
// more than others do is as likely as anybody to like the next one. The shocks are those of the reference, to which the fast loop
// is held.
func TestShocksOfTwoRoomsAreIndependent(t *testing.T) {
	t.Parallel()
	w := market(t, map[string]any{"consumers.count": int64(2000), "streamers.count": int64(100), "merchants.count": int64(60)})
	x := &reference{w: w, p: w.p, slot: 2}
	const n, cells = 50_000, 16
	for a := range int32(12) {
		for b := range a {
			var table [cells][cells]float64
			for i := range uint64(n) {
				key := x.key(i)
				table[x.luck(a, key)*cells/4096][x.luck(b, key)*cells/4096]++
			}
			chi := 0.0
			for _, row := range table {
				for _, k := range row {
					want := float64(n) / (cells * cells)
					chi += (k - want) * (k - want) / want
				}
			}
			df := float64(cells*cells - 1)
			if z := (chi - df) / math.Sqrt(2*df); math.Abs(z) > 5 {
				t.Errorf("hosts %d and %d: shocks are off by %.1f standard deviations", a, b, z)
			}
		}
	}
}
