package talent

import (
	"math"

	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// vacancy is how many days a streamer's slot stays empty at least, so that every order of the last occupant is settled before
// the next one takes over its account.
const vacancy = 28

// populateStreamers fills the market with its first streamers: a cross-section of people who came at different times and lasted.
// Each is the most talented of some who tried. Many are near all that they will ever learn. None has followers yet.
func (w *Talent) populateStreamers() {
	var nothing [category.Count]float64
	p := &w.p.Streamers
	for s := range int(p.Count) {
		tried := w.Keys.Population.For(chance.Population).At(uint64(w.Serial))
		lasted := tried.At(0)
		for n := int64(1); n < p.Talent.Tried; n++ {
			if other := tried.At(uint64(n)); other.Normal(0)+other.Normal(1) > lasted.Normal(0)+lasted.Normal(1) {
				lasted = other
			}
		}
		w.enterStreamer(s, lasted, &nothing)
		key := w.Keys.Population.For(chance.Entry).At(w.Hosts.ID[s])
		w.Hosts.Born[s] -= int32(key.Below(0, 720))
		w.Streamers.LastSession[s] = int32(w.Day)
		grown := key.Uniform(1)
		w.Hosts.Content[s] += float64(grown * (w.Streamers.Ceiling[s] - w.Hosts.Content[s]))
		w.Hosts.Product[s] += float64(grown * (w.Streamers.ProductTop[s] - w.Hosts.Product[s]))
		w.Hosts.Fresh[s] = float64(0.6 * key.Uniform(2))
		w.Streamers.Viability[s] = float64(key.Uniform(3) * p.Viability.Most)
	}
}

// enterStreamer puts a new streamer into an empty slot, with the traits that key draws. sales is what streamers sell by
// category, fen a week.
func (w *Talent) enterStreamer(slot int, key chance.Key, sales *[category.Count]float64) {
	p, h, s := &w.p.Streamers, &w.Hosts, &w.Streamers
	w.clearStreamerAccount(slot)
	w.EmptyStreamer(slot)
	w.Main().Credit[slot] = w.p.Enforcement.Credit.Start

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
	s.Slots[slot] = p.Schedule.Shares([state.NumSlots]float64{key.Exponential(6), key.Exponential(7), key.Exponential(8)})
	usual := w.p.Categories.ValueShares(&w.Origin.Cares)
	h.Category[slot] = uint8(streamer.PickCategory(&usual, sales, key.Uniform(9)))
	h.StyleX[slot], h.StyleY[slot] = state.Style(key.Normal(10)), state.Style(key.Normal(11))
	s.Wage[slot] = float64(100*p.Show.Wage/w.Scale.Ratio) * chance.Exp(float64(p.Show.WageSpread*key.Normal(12)))

	h.ID[slot] = uint64(w.Serial)
	w.Serial++
	h.Born[slot] = int32(w.Day)
	h.Alive[slot], s.Active[slot] = true, true
	h.Fresh[slot] = 1
	s.Viability[slot] = p.Viability.Patience
	s.Income[slot] = w.reservation(slot)
	s.LastSession[slot] = int32(w.Day)
	w.MCNs.Belief[slot] = w.p.MCNs.Talent.Prior()
}

// clearStreamerAccount takes out what the last occupant of a slot left in its account after the last settlement.
func (w *Talent) clearStreamerAccount(slot int) {
	account := state.StreamerAccount(slot)
	switch balance := w.Accounts.Of(ledger.Streamers, slot); {
	case balance > 0:
		w.Accounts.Move(account, state.Outside, ledger.Capital, balance)
	case balance < 0:
		w.Accounts.Move(state.Outside, account, ledger.Capital, -balance)
	}
}

// reservation is what a streamer could earn elsewhere with the effort it aims at, fen a week.
func (w *Talent) reservation(s int) float64 {
	return w.p.Streamers.Show.Effort(w.Streamers.Wage[s], w.Streamers.Sessions[s])
}
