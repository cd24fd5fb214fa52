package sim

import (
	"math"

	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
)

// vacancy is how many days a streamer's slot stays empty, so that every order of the last occupant is settled before
// the next one takes over its account.
const vacancy = 28

// longAgo is a day before any day of a run.
const longAgo = math.MinInt32 / 2

// allocateStreamers makes the columns of streamers.
func (w *World) allocateStreamers(capacity int) {
	s := &w.Streamers
	stretch(s, capacity)
	for i := range s.Left {
		s.MCN[i], s.Left[i], s.Absent[i], s.SignedOn[i] = -1, longAgo, longAgo, longAgo
	}
}

// populateStreamers fills the market with its first streamers: a cross-section of people who came at different times
// and lasted, the most talented of some who tried, many near all they will ever learn, none with followers yet.
func (w *World) populateStreamers() {
	var nothing [category.Count]float64
	p := &w.p.Streamers
	for s := range int(p.Count) {
		tried := w.keys.Population.For(chance.Population).At(uint64(w.Serial))
		lasted := tried.At(0)
		for n := int64(1); n < p.Talent.Tried; n++ {
			if other := tried.At(uint64(n)); other.Normal(0)+other.Normal(1) > lasted.Normal(0)+lasted.Normal(1) {
				lasted = other
			}
		}
		w.enterStreamer(s, lasted, &nothing)
		key := w.keys.Population.For(chance.Entry).At(w.Hosts.ID[s])
		w.Hosts.Born[s] -= int32(key.Below(0, 720))
		w.Streamers.LastSession[s] = int32(w.Day)
		grown := key.Uniform(1)
		w.Hosts.Content[s] += float64(grown * (w.Streamers.Ceiling[s] - w.Hosts.Content[s]))
		w.Hosts.Product[s] += float64(grown * (w.Streamers.ProductTop[s] - w.Hosts.Product[s]))
		w.Hosts.Fresh[s] = float64(0.6 * key.Uniform(2))
		w.Streamers.Viability[s] = float64(key.Uniform(3) * p.Viability.Most)
	}
}

// enterStreamer puts a new streamer, with the traits that key draws, into an empty slot. Sales are what streamers sell
// by category.
func (w *World) enterStreamer(slot int, key chance.Key, sales *[category.Count]float64) {
	p, h, s := &w.p.Streamers, &w.Hosts, &w.Streamers
	w.clearStreamerAccount(slot)
	w.clearHost(slot)

	z := key.Normal(0)
	rest := math.Sqrt(1 - float64(p.Talent.Correlation*p.Talent.Correlation))
	s.Ceiling[slot] = p.Talent.ContentCeiling(z)
	s.ProductTop[slot] = p.Talent.ProductCeiling(z, key.Normal(1), rest)
	start := key.Uniform(2)
	h.Content[slot] = p.Talent.Start(s.Ceiling[slot], start)
	h.Product[slot] = p.Talent.Start(s.ProductTop[slot], start)
	hype := p.Talent.FirstHype(key.Exponential(3))
	aim := p.Schedule.FirstAim(z, key.Normal(4))
	first := streamer.Choice{Hype: hype, Sessions: aim, Giveback: p.Giveback.Start(key.Exponential(14))}
	p.Climb.Start(&s.Learner[slot], first, int32(key.Below(5, int(p.Climb.Weeks))))
	w.choose(slot)
	s.Slots[slot] = p.Schedule.Shares([NumSlots]float64{key.Exponential(6), key.Exponential(7), key.Exponential(8)})
	usual := w.valueShares()
	h.Category[slot] = uint8(streamer.PickCategory(&usual, sales, key.Uniform(9)))
	h.StyleX[slot], h.StyleY[slot] = style(key.Normal(10)), style(key.Normal(11))
	s.Wage[slot] = float64(100*p.Show.Wage/w.Scale.Ratio) * chance.Exp(float64(p.Show.WageSpread*key.Normal(12)))

	h.ID[slot] = uint64(w.Serial)
	w.Serial++
	h.Born[slot] = int32(w.Day)
	h.Alive[slot], s.Active[slot] = true, true
	h.Fresh[slot], h.Boost[slot] = 1, 1
	s.Viability[slot] = p.Viability.Patience
	s.Income[slot] = w.reservation(slot)
	s.LastSession[slot] = int32(w.Day)
	w.MCNs.Belief[slot] = w.p.MCNs.Talent.Prior()
}

// style turns a standard normal draw into a coordinate of the taste space.
func style(z float64) int8 { return int8(max(-127, min(127, math.Floor(float64(45*z)+0.5)))) }

// clearHost forgets everything the market knew of a slot's last occupant.
func (w *World) clearHost(slot int) {
	h, s := &w.Hosts, &w.Streamers
	h.Open[slot], h.Barred[slot], h.Bought[slot] = 0, false, 0
	h.Tier[slot] = rank.Tail
	h.TrustPos[slot], h.TrustNeg[slot] = 0, 0
	h.Popular[slot], h.Aired[slot], h.Followers[slot] = 0, longAgo, 0
	h.Credit[slot] = w.p.Enforcement.Credit.Start
	w.platform().Log.Forget(slot)
	zeroAt(&h.Month, slot)
	s.MCN[slot], s.Split[slot], s.Incubated[slot] = -1, 0, false
	s.Earned[slot], s.Shown[slot] = [NumCategories]float64{}, [NumCategories]float64{}
	s.WeekIncome[slot], s.SlotFees[slot], s.MonthIncome[slot] = 0, 0, 0
	s.Sales[slot] = [figureWeeks]int64{}
	s.Absent[slot], s.AdBudget[slot], s.SignedOn[slot] = longAgo, 0, longAgo
	for edition := range 2 {
		for j := range LineUp {
			w.Offers.Good[w.offer(edition, slot, j)] = -1
		}
	}
}

// clearStreamerAccount takes out what the last occupant of a slot left in its account after the last settlement.
func (w *World) clearStreamerAccount(slot int) {
	account := streamerAccount(slot)
	switch balance := w.Accounts.Of(ledger.Streamers, slot); {
	case balance > 0:
		w.Accounts.Move(account, outside, ledger.Capital, balance)
	case balance < 0:
		w.Accounts.Move(outside, account, ledger.Capital, -balance)
	}
}

// reservation is what a streamer could earn elsewhere with the effort it aims at, fen a week.
func (w *World) reservation(s int) float64 {
	return w.p.Streamers.Show.Effort(w.Streamers.Wage[s], w.Streamers.Sessions[s])
}

func streamerAccount(s int) ledger.Account { return ledger.Account{Class: ledger.Streamers, Index: s} }
