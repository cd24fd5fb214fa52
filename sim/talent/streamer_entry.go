package talent

import (
	"cmp"
	"math"
	"slices"

	"livebazaar/agents/category"
	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// AdmitStreamers lets this week's candidates decide whether to become streamers. A candidate expects to earn in a week what
// recent newcomers earn, and to work the usual hours. Its own wage is drawn with its other traits. Those who come back under a
// new name go first.
func (w *Talent) AdmitStreamers() {
	p := &w.p.Streamers
	keys := w.On(chance.Entry)
	expected := w.expectedIncome()
	usual := p.Show.Effort(100*p.Show.Wage/w.Scale.Ratio, p.Schedule.Sessions)
	var sales [category.Count]float64
	for s, active := range w.Streamers.Active {
		if active {
			sales[w.Hosts.Category[s]] += float64(w.Hosts.WeekSettling.KeptFen[s])
		}
	}
	candidates := int(float64(p.Entry.Rate*float64(p.Count)) + keys.Uniform(0))
	free := w.comeBack(w.freeSlots(), &sales)
	peers := w.peers()
	for c := range candidates {
		key := keys.At(uint64(c))
		wage := usual * chance.Exp(float64(p.Show.WageSpread*key.Normal(12)))
		if !key.Chance(13, p.Entry.Probability(expected, wage)) {
			continue
		}
		if len(free) == 0 {
			return
		}
		w.enterStreamer(int(free[0]), key, &sales)
		w.claimLikeOthers(int(free[0]), key, peers[w.Hosts.Category[free[0]]])
		free = free[1:]
	}
}

// freeSlots lists the slots that newcomers may take. The one whose last occupant left first comes first, the one with the lower
// serial number if two left on one day. Which slot is taken must not hang on its place in memory, since what the last occupant
// left in its account and in the platform's log goes with it.
func (w *Talent) freeSlots() []int32 {
	free, left, id := w.run.free[:0], w.Streamers.Left, w.Hosts.ID
	for s := range left {
		if w.vacant(s) {
			free = append(free, int32(s))
		}
	}
	slices.SortFunc(free, func(a, b int32) int {
		return cmp.Or(cmp.Compare(left[a], left[b]), cmp.Compare(id[a], id[b]), cmp.Compare(a, b))
	})
	w.run.free = free
	return free
}

// expectedIncome is what people think a newcomer earns in a week, fen. It is the certainty equivalent of recent newcomers'
// incomes under log utility: the exponential of the mean log, which a few stars do not move. While there are few newcomers a
// discounted one of all streamers is mixed in.
func (w *Talent) expectedIncome() float64 {
	const unit = 1 << 20 // of a log: whole numbers add up to the same in any order
	p := &w.p.Streamers
	enough := float64(p.Count) / 80 // newcomers that count for as much as all the others
	small := w.smallIncome()
	var newcomers, all, recent, active int64
	for s, in := range w.Streamers.Active {
		if !in {
			continue
		}
		log := int64(unit * chance.Log(max(0, w.Streamers.Income[s])+small))
		all += log
		active++
		if age := w.Day - int64(w.Hosts.Born[s]); float64(age) <= p.Entry.Recent && age > 4*state.Week {
			newcomers += log
			recent++
		}
	}
	if active == 0 {
		return float64(100*p.Show.Wage) / w.Scale.Ratio * p.Show.Hours
	}
	typical := float64(all)/float64(active*unit) + chance.Log(p.Entry.Discount)
	mean := (float64(float64(newcomers)/unit) + float64(enough*typical)) / (float64(recent) + enough)
	return max(0, chance.Exp(mean)-small)
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
