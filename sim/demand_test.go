package sim_test

import (
	"bytes"
	"math"
	"math/bits"
	"testing"

	"livebazaar/internal/small"
	"livebazaar/sim"
	"livebazaar/sim/crowd"
	"livebazaar/sim/state"
)

// under is a copy of a market that goes on under other settings.
func under(t *testing.T, w *sim.World, settings ...small.Settings) *sim.World {
	t.Helper()
	fork := small.Fork(t, w)
	if err := fork.Switch(small.Params(t, append([]small.Settings{small.Sizes}, settings...)...)); err != nil {
		t.Fatal(err)
	}
	return fork
}

// everybody are the numbers of all consumers.
func everybody(w *sim.World) []int {
	all := make([]int, len(w.Consumers.Rec))
	for i := range all {
		all[i] = i
	}
	return all
}

// Where nothing can be bought, of the needs that have been open for a week a share 1 − e^(−7·rate) lapses in the next; the record
// counts them, and the wait for the next begins. Without a rate all stay open.
func TestNeedsThatNothingMeetsLapse(t *testing.T) {
	t.Parallel()
	idle := small.Settings{"consumers.purchase.constant": -12.0, "consumers.room.shelf": -5.0, "consumers.room.outside": 12.0,
		"consumers.need.lapse": 0.0}
	patient := small.Market(t, idle)
	small.Run(t, patient, 40, 1)
	hasty := under(t, patient, idle, small.Settings{"consumers.need.lapse": 0.1})
	evening := patient.Number(patient.Day)
	before := append([]state.Consumer(nil), patient.Consumers.Rec...)
	days := len(patient.Rec.Days)
	small.Run(t, patient, state.Week, 1)
	small.Run(t, hasty, state.Week, 1)
	var ripe, young, lapsed, recorded int64
	for i := range before {
		for k := range state.NumCategories {
			due := int64(before[i].DueDay(k))
			switch now := int64(hasty.Consumers.Rec[i].DueDay(k)); {
			case int64(patient.Consumers.Rec[i].DueDay(k)) != due:
				t.Fatalf("need %d of consumer %d has lapsed at a rate of 0", k, i)
			case due <= evening+1-state.Week: // has been open for a week on whatever day of the next it is looked at
				ripe++
				if now != due {
					lapsed++
				}
				if now != due && now <= evening {
					t.Fatalf("need %d of consumer %d has lapsed and is open since day %d", k, i, now)
				}
			case due > evening && now != due:
				t.Fatalf("need %d of consumer %d has lapsed in the week in which it arose", k, i)
			case due <= evening && now != due:
				young++
			}
		}
	}
	for i := range hasty.Rec.Days[days:] {
		recorded += hasty.Rec.Days[days+i].NeedsLapsed
		if n := patient.Rec.Days[days+i].NeedsLapsed; n != 0 {
			t.Errorf("%d needs have lapsed at a rate of 0", n)
		}
	}
	n, share := float64(ripe), 1-math.Exp(-.7)
	if got := float64(lapsed) / n; n < 500 || math.Abs(got-share) > 5*math.Sqrt(share*(1-share)/n) {
		t.Errorf("of %.0f needs %.3f have lapsed in a week, want %.3f", n, got, share)
	}
	if recorded != lapsed+young {
		t.Errorf("%d needs have lapsed, on record %d", lapsed+young, recorded)
	}
}

// Some watch and never buy live, however much they like the offer; on the shelf they do.
func TestWhoNeverBuysLiveNeverOrders(t *testing.T) {
	t.Parallel()
	const never = .6
	w := small.Market(t, small.Settings{"consumers.liking.never": never, "consumers.purchase.constant": 6.0, "consumers.adoption.initial": 1.0,
		"consumers.activity.mean": 2.0, "merchants.stock.unlimited": true})
	visits, orders, shelf := map[int]int{}, map[int]int{}, map[int]int{}
	w.Trace(everybody(w), nil, func(e sim.Event) {
		switch e.Kind {
		case "enter":
			visits[e.Consumer]++
		case "order":
			orders[e.Consumer]++
		case "shelf":
			shelf[e.Consumer]++
		}
	})
	small.Run(t, w, 40, 1)
	var n, bought, elsewhere float64
	for i, times := range visits {
		if times < 4 {
			continue
		}
		n++
		if orders[i] > 0 {
			bought++
		} else if shelf[i] > 0 {
			elsewhere++
		}
	}
	if got := bought / n; n < 1000 || math.Abs(got-(1-never)) > 5*math.Sqrt(never*(1-never)/n) {
		t.Errorf("of %.0f who have seen four eager offers %.3f have bought, want %.3f", n, got, 1-never)
	}
	if elsewhere < .1*n {
		t.Errorf("of %.0f only %.0f have bought on the shelf alone", n, elsewhere)
	}
}

// A good whose live price is cut takes part of its gain from the other goods of the room, if visitors weigh more than one. Who weighs
// one buys fewer goods of others only because its money is spent and its need is met.
func TestACutTakesFromTheOtherGoodsOfTheRoom(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		goods         int64
		least, rather float64
	}{{1, -.1, .12}, {3, .25, .75}} {
		set := small.Settings{"consumers.purchase.goods": c.goods, "merchants.stock.unlimited": true, "consumers.purchase.constant": -4.0,
			"consumers.adoption.initial": 1.0, "consumers.activity.mean": 2.0}
		w := small.Market(t, set)
		small.Run(t, w, 42, 1)
		cut := small.Fork(t, w)
		sold := func(m *sim.World) (of [2]float64) {
			m.After("commit", func() {
				for chunk := range m.Consumers.Chunks {
					for _, due := range m.Consumers.Chunks[chunk].Due {
						for k := range due {
							if int64(due[k].Day) == m.Number(m.Day) {
								of[due[k].Offer&state.OrderIndex&1]++
							}
						}
					}
				}
			})
			small.Run(t, m, 1, 1)
			return of
		}
		cut.After("line up shows", func() {
			for offer := 0; offer < len(cut.Offers.Price); offer += 2 {
				if offer/(state.LineUp*cut.NumHosts()) == cut.Edition() {
					cut.Offers.Price[offer] = cut.Offers.Price[offer] * 8 / 10
				}
			}
		})
		before, after := sold(w), sold(cut)
		gain, loss := after[0]-before[0], before[1]-after[1]
		if part := loss / gain; gain < 100 || part < c.least || part > c.rather {
			t.Errorf("of a gain of %.0f orders the other goods of the room lose %.0f, with %d weighed", gain, loss, c.goods)
		}
	}
}

// Fans come when a host that they follow is live, instead of at another time of the day: as often as before, and all who can, if they
// are told to. Who follows nobody who is live comes as ever, as does who followed the streamer whose place another has taken.
func TestFansKeepAppointments(t *testing.T) {
	t.Parallel()
	fans := small.Settings{"consumers.follow.visit": 0.0, "consumers.activity.mean": 1.5, "consumers.activity.appointment": 0.0}
	w := small.Market(t, fans)
	small.Run(t, w, 45, 1)                     // the next day starts no week: nobody comes or goes
	for h := 0; h < w.NumStreamers(); h += 3 { // but others are in some streamers' places
		w.Hosts.Born[h] = int32(w.Day)
	}
	w.CallRoll()
	slots := func(appointment float64) (opened []uint, hosts []uint8) {
		m := under(t, w, fans, small.Settings{"consumers.activity.appointment": appointment})
		opened = make([]uint, len(m.Consumers.Rec))
		m.Trace(everybody(m), nil, func(e sim.Event) {
			if e.Kind == "open" {
				opened[e.Consumer] |= 1 << e.Slot
			}
		})
		small.Run(t, m, 1, 1)
		return opened, m.Hosts.Open
	}
	never, open := slots(0)
	always, _ := slots(1)
	half, _ := slots(.5)
	var moved, could, did, stayed int
	for i := range never {
		live, was := uint(0), uint(0)
		for _, rel := range w.Consumers.Rec[i].Rel {
			h := rel.Channel()
			if !rel.Followed() || !w.Hosts.Alive[h] {
				continue
			}
			was |= uint(open[h])
			if int64(rel.Day()) >= w.Number(int64(w.Hosts.Born[h])) {
				live |= uint(open[h])
			}
		}
		idle, free := never[i]&^live, live&^never[i]
		if (idle == 0 || free == 0) && never[i]&^was != 0 && was&^never[i] != 0 {
			stayed++
		}
		switch {
		case bits.OnesCount(never[i]) != bits.OnesCount(always[i]) || bits.OnesCount(never[i]) != bits.OnesCount(half[i]):
			t.Fatalf("consumer %d comes in slots %03b, with appointments in %03b and %03b", i, never[i], always[i], half[i])
		case idle == 0 || free == 0:
			if always[i] != never[i] || half[i] != never[i] {
				t.Fatalf("consumer %d comes in slots %03b instead of %03b, and follows who is live in %03b", i, always[i], never[i], live)
			}
		case always[i]&^live != 0 && live&^always[i] != 0:
			t.Fatalf("consumer %d comes in slots %03b, though hosts it follows are live in %03b", i, always[i], live)
		default:
			moved++
		}
		if bits.OnesCount(idle) == 1 && free != 0 {
			could++
			if half[i] != never[i] {
				did++
			}
		}
	}
	if stayed < 10 {
		t.Errorf("only %d would have come at another time for one who has left", stayed)
	}
	if moved < 50 || math.Abs(float64(did)-.5*float64(could)) > 2.5*math.Sqrt(float64(could)) {
		t.Errorf("%d fans have moved; of %d with one visit to move %d did, want half", moved, could, did)
	}
}

// A probe looks at visits and changes nothing. It sees every visit, its chances add up to the orders that are placed, and a relation
// that counts for nothing changes no chance.
func TestAProbeSeesEveryVisitAndChangesNothing(t *testing.T) {
	t.Parallel()
	w := small.Market(t, nil)
	small.Run(t, w, 50, 1)
	alone, watched := small.Fork(t, w), small.Fork(t, w)
	var p crowd.Probe
	watched.Probe(&p)
	small.Run(t, alone, 20, 1)
	small.Run(t, watched, 20, 2)
	if !bytes.Equal(small.Encoded(t, alone), small.Encoded(t, watched)) {
		t.Error("a probe has changed the market")
	}
	var visits, private, placed int64
	for _, d := range watched.Rec.Days[len(w.Rec.Days):] {
		visits, private, placed = visits+d.Visits, private+d.PrivateVisits, placed+d.Orders+d.Stockouts
	}
	var all crowd.VisitSum
	for way := range p.By {
		for known := range p.By[way] {
			all.Add(&p.By[way][known])
		}
	}
	if seen := p.By[1][0].Visits + p.By[1][1].Visits; all.Visits != visits || seen != private {
		t.Errorf("of %d visits, %d of them private, %d and %d are seen", visits, private, all.Visits, seen)
	}
	if expected := float64(all.Chance) / 65536; math.Abs(expected-float64(placed)) > 5*math.Sqrt(expected) {
		t.Errorf("%.0f orders are expected, %d are placed", expected, placed)
	}
	if known := &p.By[0][1]; known.Visits == 0 || known.Stranger >= known.Chance || known.WithoutKnown >= known.Chance {
		t.Errorf("who knows the host buys as a stranger does: %+v", known)
	}
	for way := range p.By { // with nothing known of the host only the bond and bad experience are left
		if s := &p.By[way][0]; s.WithoutKnown != s.Chance {
			t.Errorf("nothing is known of the host, and counts: %+v", s)
		}
	}

	cold := under(t, w, small.Settings{"consumers.purchase.bond": 0.0, "consumers.purchase.quality": 0.0, "consumers.known.trust": 0.0,
		"consumers.known.comfort": 0.0, "consumers.known.match": 0.0})
	p = crowd.Probe{}
	cold.Probe(&p)
	small.Run(t, cold, 20, 1)
	for way := range p.By {
		for _, s := range p.By[way] {
			if s.WithoutBond != s.Chance || s.WithoutTrust != s.Chance || s.WithoutKnown != s.Chance || s.Stranger != s.Chance {
				t.Errorf("relations that count for nothing change the chances: %+v", s)
			}
		}
	}
	if p.By[0][1].Visits == 0 {
		t.Error("nobody visits a host that it knows")
	}
	if p.By[0][0].Visits == 0 || p.By[0][0].Slope >= 0 {
		t.Errorf("a dearer good is bought more: %+v", p.By[0][0])
	}
}

// A price is held against what comparable goods cost. Where they become cheaper by a fifth, fewer buy at the prices there are; where
// nobody compares prices nothing happens.
func TestPricesAreComparedWithThoseOfLikeGoods(t *testing.T) {
	t.Parallel()
	size := small.Settings{"consumers.count": int64(6000)}
	w := small.Market(t, size)
	small.Run(t, w, 50, 1)
	day := func(cheaper bool, set small.Settings) (orders, fen float64) {
		m := under(t, w, size, set)
		for g := range m.Goods.Comparable {
			if cheaper {
				m.Goods.Comparable[g] = m.Goods.Comparable[g] * 4 / 5
			}
		}
		small.Run(t, m, 1, 1)
		d := m.Rec.Days[len(m.Rec.Days)-1]
		return float64(d.Orders + d.Stockouts), float64(d.GMV)
	}
	usual, _ := day(false, nil)
	if fewer, _ := day(true, nil); usual < 150 || fewer > .8*usual || fewer < .2*usual {
		t.Errorf("%.0f orders, %.0f where comparable goods are cheaper by a fifth", usual, fewer)
	}
	careless := small.Settings{"consumers.purchase.sensitivity": 0.0}
	usual, fen := day(false, careless)
	if same, paid := day(true, careless); usual < 100 || same != usual || paid != fen {
		t.Errorf("%.0f orders, %.0f where nobody compares prices", usual, same)
	}
}

// Buyers without needs, arousal and ties who expect rightly get what they decided by, since the option to return is in both: the two
// surpluses differ by less than a tenth where purchases are rare, which the size of the option supposes.
func TestCalmBuyersGetWhatTheyDecidedBy(t *testing.T) {
	t.Parallel()
	w := small.Market(t, small.Settings{"consumers.count": int64(8000), "consumers.purchase.constant": -5.0, "consumers.purchase.projection": 0.0,
		"consumers.purchase.quality": 0.0, "consumers.purchase.bond": 0.0, "consumers.purchase.small_room": 0.0, "consumers.known.trust": 0.0,
		"consumers.known.comfort": 0.0, "consumers.liking.never": 0.0, "consumers.liking.shape": 20.0, "consumers.payment.unpaid": 0.0,
		"merchants.stock.unlimited": true})
	for i := range w.Consumers.Rec {
		for k := range state.NumCategories {
			w.Consumers.Rec[i].SetDue(k, state.NoNeed)
		}
	}
	small.Run(t, w, 90, 2)
	var decided, gap, forgone, delivered float64
	for _, d := range w.Rec.Days[20:] {
		decided, gap = decided+float64(d.SurplusDecision), gap+float64(d.SurplusGap)
		forgone, delivered = forgone+float64(d.SurplusForgone), delivered+float64(d.Delivered)
	}
	if delivered < 3000 || forgone != 0 || math.Abs(gap) > .1*decided {
		t.Errorf("%.0f orders of calm buyers: %.0f yuan decided, %.0f more experienced, %.0f given up", delivered, decided/100, gap/100, forgone/100)
	}
}
