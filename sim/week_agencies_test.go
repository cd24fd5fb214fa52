package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/mcn"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

func retellJudging(w *World) func(*testing.T) {
	p, settled, beliefs := &w.p.MCNs.Talent, &w.Hosts.WeekSettling, slices.Clone(w.MCNs.Belief)
	kept, shown := 0.0, 0.0
	for s, active := range w.Streamers.Active {
		if active {
			kept, shown = kept+float64(settled.KeptFen[s]), shown+float64(settled.Impressions[s])
		}
	}
	for s, active := range w.Streamers.Active {
		if n := float64(settled.Impressions[s]); active && shown > 0 && n > 0 {
			happened["judge talent"]++
			beliefs[s] = p.Learn(beliefs[s], mcn.Seen(float64(settled.KeptFen[s]), n, kept/shown), w.Streamers.MCN[s] >= 0)
		}
	}
	return func(t *testing.T) {
		for s := range beliefs {
			alike(t, "talent believed", s, w.MCNs.Belief[s].Mean, beliefs[s].Mean)
			alike(t, "doubt of talent", s, w.MCNs.Belief[s].Var, beliefs[s].Var)
		}
	}
}

func retellCosts(w *World) func(*testing.T) {
	m, p, accounts := copied(w.MCNs), &w.p.MCNs, holdings(w, ledger.MCNs)
	spend := func(a int, yuan float64) {
		m.WeekCost[a] += w.Scale.Real(yuan)
		accounts[a] -= w.Scale.Real(yuan)
	}
	for a, alive := range m.Alive {
		if alive {
			spend(a, p.Firm.Office)
		}
	}
	for s, a := range w.Streamers.MCN {
		if a >= 0 && w.Streamers.Active[s] {
			happened["pay agencies' costs"]++
			spend(int(a), p.Scouting.Manage)
		}
	}
	earned, venture := 0.0, &p.Firm.Venture
	for a, alive := range m.Alive {
		if alive {
			profit, weeks := float64(m.WeekIncome[a]-m.WeekCost[a]), math.Floor(float64(w.Day-int64(m.Founded[a]))/7)
			profit -= venture.Discount / 52 * float64(m.Cash[a]) // interest
			earned += math.Trunc(profit / math.Pow(1+venture.Discount, weeks/52))
			m.Income[a] = .85*m.Income[a] + .15*float64(m.WeekIncome[a])
			m.Cost[a] = .85*m.Cost[a] + .15*float64(m.WeekCost[a])
		}
		m.WeeksInRed[a]++
		if accounts[a] >= 0 {
			m.WeeksInRed[a] = 0
		}
	}
	known := w.Fortunes
	return func(t *testing.T) {
		for what, pair := range map[string][2]float64{"earned": {w.Fortunes.Earned, venture.Memory*known.Earned + earned},
			"founded": {w.Fortunes.Founded, venture.Memory * known.Founded}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*math.Abs(pair[1])+float64(len(m.Alive)) { // a fen of each may be cut the other way
				t.Errorf("%s by agencies is %v, told %v", what, pair[0], pair[1])
			}
		}
		for a := range m.Alive {
			alike(t, "agency's income", a, w.MCNs.Income[a], m.Income[a])
			alike(t, "agency's cost", a, w.MCNs.Cost[a], m.Cost[a])
			alike(t, "agency's weeks in red", a, w.MCNs.WeeksInRed[a], m.WeeksInRed[a])
			alike(t, "agency's week", a, w.MCNs.WeekIncome[a], 0)
			alike(t, "agency's week's cost", a, w.MCNs.WeekCost[a], 0)
		}
		cash(t, w, ledger.MCNs, accounts)
	}
}

func retellPools(w *World) func(*testing.T) {
	m, p := copied(w.MCNs), &w.p.MCNs.Pool
	for a, alive := range m.Alive {
		if !alive {
			continue
		}
		kept := int64(0)
		for s, of := range w.Streamers.MCN {
			if int(of) == a {
				kept += w.Hosts.WeekSettling.KeptFen[s]
			}
		}
		m.Volume[a] = p.After(m.Volume[a], float64(kept))
		m.PoolPrice[a] = p.Discount(m.Volume[a], float64(w.Scale.Real(p.Half)))
		happened["bargain for pools"] += one(m.PoolPrice[a] > 0)
	}
	return func(t *testing.T) {
		for a := range m.Alive {
			alike(t, "volume of the pool", a, w.MCNs.Volume[a], m.Volume[a])
			alike(t, "discount of the pool", a, w.MCNs.PoolPrice[a], m.PoolPrice[a])
		}
	}
}

// trains reports whether a week of training is worth its cost to a streamer and its agency together.
func trains(w *World, h *state.Hosts, i int) bool {
	s, p := &w.Streamers, &w.p.MCNs
	gap := max(0, s.Ceiling[i]-h.Content[i]) + max(0, s.ProductTop[i]-h.Product[i])
	week := p.Contract.Worth * p.Training.Rate * w.MCNs.Skill[s.MCN[i]] * gap
	gross := max(0, s.Income[i]/max(.01, 1-s.Split[i]))
	return week > 0 && gross*week*float64(p.Contract.Term)/2 >= float64(w.Scale.Real(p.Training.Cost))
}

// adds is by what factor less 1 an agency with a pool at a discount raises a streamer's income over a term.
func adds(w *World, i, a int, pool float64) float64 {
	s, h, p := &w.Streamers, &w.Hosts, &w.p.MCNs
	gap := max(0, s.Ceiling[i]-h.Content[i]) + max(0, s.ProductTop[i]-h.Product[i])
	return p.Contract.Added(gap, w.p.Streamers.Practice.Rate*s.Sessions[i], p.Training.Rate*w.MCNs.Skill[a], pool)
}

func retellTraining(w *World) func(*testing.T) {
	h, s, m, p := copied(w.Hosts), &w.Streamers, copied(w.MCNs), &w.p.MCNs
	accounts, cost := holdings(w, ledger.MCNs), w.Scale.Real(p.Training.Cost)
	for _, i := range bySerialNumber(w) {
		a := s.MCN[i]
		if a < 0 || accounts[a] < cost || m.Belief[i].Mean+p.Talent.Optimism*math.Sqrt(m.Belief[i].Var) <= p.Talent.Mediocre ||
			!trains(w, &h, i) {
			continue
		}
		happened["train streamers"]++
		h.Content[i] = p.Training.After(h.Content[i], s.Ceiling[i], m.Skill[a])
		h.Product[i] = p.Training.After(h.Product[i], s.ProductTop[i], m.Skill[a])
		accounts[a] -= cost
		m.WeekCost[a] += cost
		m.Trained[a]++
	}
	return func(t *testing.T) {
		for i := range s.Active {
			alike(t, "content", i, w.Hosts.Content[i], h.Content[i])
			alike(t, "product", i, w.Hosts.Product[i], h.Product[i])
		}
		for a := range m.Alive {
			alike(t, "trained by agency", a, w.MCNs.Trained[a], m.Trained[a])
			alike(t, "agency's week's cost", a, w.MCNs.WeekCost[a], m.WeekCost[a])
		}
		cash(t, w, ledger.MCNs, accounts)
	}
}

// contracts demands of every streamer with whom it is under contract, and on what terms.
func contracts(t *testing.T, w *World, s *state.Streamers) {
	t.Helper()
	for i := range s.Active {
		alike(t, "agency", i, w.Streamers.MCN[i], s.MCN[i])
		alike(t, "split", i, w.Streamers.Split[i], s.Split[i])
		alike(t, "day of signing", i, w.Streamers.SignedOn[i], s.SignedOn[i])
		alike(t, "traffic budget", i, w.Streamers.AdBudget[i], s.AdBudget[i])
	}
}

// setFree ends a contract.
func setFree(s *state.Streamers, i int) {
	s.MCN[i], s.Split[i], s.SignedOn[i], s.AdBudget[i] = -1, 0, state.LongAgo, 0
}

func retellRelease(w *World) func(*testing.T) {
	s, p := copied(w.Streamers), &w.p.MCNs.Talent
	for i, a := range w.Streamers.MCN {
		promise := w.MCNs.Belief[i].Mean + p.Optimism*math.Sqrt(w.MCNs.Belief[i].Var)
		if a >= 0 && w.Day-int64(s.SignedOn[i]) >= int64(math.Ceil(p.Probation)) && promise <= p.Mediocre {
			happened["release the mediocre"]++
			setFree(&s, i)
		}
	}
	return func(t *testing.T) { contracts(t, w, &s) }
}

func retellScouting(w *World) func(*testing.T) {
	s, m, p := copied(w.Streamers), copied(w.MCNs), &w.p.MCNs
	var agencies []int
	for a, alive := range m.Alive {
		if alive {
			agencies = append(agencies, a)
		}
	}
	roster, income, n := make([]int64, len(m.Alive)), 0.0, 0.0
	for i, active := range s.Active {
		if active {
			income, n = income+math.Trunc(s.Income[i]), n+1
			if s.MCN[i] >= 0 {
				roster[s.MCN[i]]++
			}
		}
	}
	average := max(1, income/max(1, n))
	type contract struct {
		streamer            int
		worth, split, added float64
	}
	best := map[int]contract{}
	for _, i := range bySerialNumber(w) { // of equals the oldest
		if s.MCN[i] >= 0 || w.Hosts.Barred[i] || w.Day-int64(s.SignedOn[i]) < p.Breakaway.Alone || len(agencies) == 0 {
			continue
		}
		key, relative := w.On(chance.Scout).At(w.Hosts.ID[i]), s.Income[i]/average
		a := agencies[key.Below(0, len(agencies))]
		if roster[a] >= p.Scouting.Roster {
			happened["full rosters"]++
			continue
		}
		if !key.Chance(1, p.Scouting.Notice(m.Skill[a], relative)) {
			continue
		}
		volume := m.Volume[a] + float64(w.Hosts.WeekSettling.KeptFen[i])
		c := contract{streamer: i, added: adds(w, i, a, p.Pool.Discount(volume, float64(w.Scale.Real(p.Pool.Half))))}
		c.split = mcn.Split(p.Contract.Part(relative >= p.Contract.StarIncome, key.Uniform(2)), c.added)
		c.worth = p.Scouting.Worth(c.split, s.Income[i]*(1+c.added), &p.Talent, m.Belief[i])
		promise := m.Belief[i].Mean + p.Talent.Optimism*math.Sqrt(m.Belief[i].Var)
		if c.worth > float64(w.Scale.Real(p.Scouting.Manage)) && promise > p.Talent.Mediocre {
			if other, known := best[a]; !known || c.worth > other.worth {
				best[a] = c
			}
		}
	}
	for a, c := range best {
		if w.On(chance.Scout).At(w.Hosts.ID[c.streamer]).Chance(3, p.Contract.Signs(c.split, c.added)) {
			happened["scout"]++
			s.MCN[c.streamer], s.Split[c.streamer], s.SignedOn[c.streamer] = int32(a), c.split, int32(w.Day)
			m.Signed[a]++
		}
	}
	return func(t *testing.T) {
		contracts(t, w, &s)
		for a := range m.Alive {
			alike(t, "signed by agency", a, w.MCNs.Signed[a], m.Signed[a])
		}
	}
}

func retellTraffic(w *World) func(*testing.T) {
	s, m, settled, p := copied(w.Streamers), &w.MCNs, &w.Hosts.WeekSettling, &w.p.MCNs
	price := p.Traffic.Price / 10
	wanted := func(i int) float64 { // impressions, of whom they are worth buying for
		if !s.Active[i] || s.MCN[i] < 0 || settled.Impressions[i] == 0 {
			return 0
		}
		shown := float64(settled.Impressions[i])
		return shown * p.Traffic.Wanted(float64(settled.Commission[i])/shown, price)
	}
	clear(s.AdBudget)
	for a := range m.Alive {
		var promising []int
		head := -1
		for _, i := range bySerialNumber(w) {
			if int(s.MCN[i]) == a && wanted(i) > 0 {
				promising = append(promising, i)
				if head < 0 || settled.PaidFen[i] > settled.PaidFen[head] {
					head = i
				}
			}
		}
		if w.Accounts.Of(ledger.MCNs, a) <= 0 {
			continue
		}
		for _, i := range promising {
			happened["plan traffic"]++
			budget := p.Traffic.Share * m.Income[a]
			switch {
			case i == head && len(promising) > 1:
				budget *= m.HeadBias[a]
			case i != head:
				budget *= (1 - m.HeadBias[a]) / float64(len(promising)-1)
			}
			budget = min(budget/max(1e-6, s.Split[i]), wanted(i)*price) // the streamer pays the rest
			s.AdBudget[i] = int64(budget / max(1, s.Sessions[i]))
		}
	}
	return func(t *testing.T) {
		for i := range s.Active {
			if d := w.Streamers.AdBudget[i] - s.AdBudget[i]; d < -1 || d > 1 { // sums of fractions may fall a fen apart
				t.Errorf("traffic budget of %d is %d, told %d", i, w.Streamers.AdBudget[i], s.AdBudget[i])
			}
		}
	}
}

func retellBreakaways(w *World) func(*testing.T) {
	s, lost, p := copied(w.Streamers), slices.Clone(w.MCNs.Lost), &w.p.MCNs.Breakaway
	for i, a := range w.Streamers.MCN {
		if a < 0 || !s.Active[i] {
			continue
		}
		if w.Day-int64(s.SignedOn[i]) >= 7*w.p.MCNs.Contract.Term {
			happened["terms that are over"]++
			setFree(&s, i)
			continue
		}
		inside := (1 - s.Split[i]) * (1 + adds(w, i, int(a), w.MCNs.PoolPrice[a]))
		if w.On(chance.Breakaway).At(w.Hosts.ID[i]).Chance(0, p.Hazard(inside)) {
			happened["review contracts"]++
			setFree(&s, i)
			s.SignedOn[i] = int32(w.Day)
			lost[a]++
		}
	}
	return func(t *testing.T) {
		contracts(t, w, &s)
		for a := range lost {
			alike(t, "lost by agency", a, w.MCNs.Lost[a], lost[a])
		}
	}
}

func retellDividends(w *World) func(*testing.T) {
	accounts := holdings(w, ledger.MCNs)
	for a, alive := range w.MCNs.Alive {
		if spare := accounts[a] - w.MCNs.Cash[a]; alive && spare > 0 {
			happened["pay owners"]++
			accounts[a] -= int64(w.p.MCNs.Firm.Payout * float64(spare))
		}
	}
	return func(t *testing.T) { cash(t, w, ledger.MCNs, accounts) }
}

func retellClosing(w *World) func(*testing.T) {
	s, m, accounts := copied(w.Streamers), copied(w.MCNs), holdings(w, ledger.MCNs)
	for a, alive := range m.Alive {
		p := &w.p.MCNs.Firm
		tried := min(w.Day-int64(m.Founded[a]), w.Day-w.First) >= 7*p.Venture.Trial
		hopeless := tried && m.Income[a] < (1-p.Venture.Slack)*m.Cost[a]
		if !alive || int64(m.WeeksInRed[a]) < p.Patience && !hopeless {
			continue
		}
		happened["close agencies"]++
		m.Alive[a], m.PoolPrice[a], m.Volume[a] = false, 0, 0
		accounts[a] = 0
		for i, of := range s.MCN {
			if int(of) == a {
				setFree(&s, i)
			}
		}
	}
	return func(t *testing.T) {
		contracts(t, w, &s)
		cash(t, w, ledger.MCNs, accounts)
		for a := range m.Alive {
			alike(t, "agency in business", a, w.MCNs.Alive[a], m.Alive[a])
			alike(t, "discount of the pool", a, w.MCNs.PoolPrice[a], m.PoolPrice[a])
			alike(t, "volume of the pool", a, w.MCNs.Volume[a], m.Volume[a])
		}
	}
}

func retellFounding(w *World) func(*testing.T) {
	m, p, accounts := copied(w.MCNs), &w.p.MCNs.Firm, holdings(w, ledger.MCNs)
	richest := -1
	var empty []int
	for a, alive := range m.Alive {
		if !alive {
			empty = append(empty, a)
			continue
		}
		if richest < 0 || m.Income[a]-m.Cost[a] > m.Income[richest]-m.Cost[richest] {
			richest = a
		}
	}
	value := (w.Fortunes.Earned - float64(w.Fortunes.Founded*float64(w.Scale.Real(p.Venture.Cost)))) / max(1, w.Fortunes.Founded)
	known := w.Fortunes
	keys, serial := w.On(chance.Entry).For(chance.Scout), w.Serial
	considering := int(p.Venture.Founders*float64(len(empty)) + keys.Uniform(0))
	var founded []int
	for f := range considering {
		key := keys.At(uint64(f))
		if !key.Chance(2, p.Venture.Founds(value, float64(w.Scale.Real(p.Office)))) || len(empty) == 0 {
			continue
		}
		happened["found agencies"]++
		a := empty[0]
		empty, founded = empty[1:], append(founded, a)
		m.ID[a] = uint64(serial)
		serial++
		m.Skill[a], m.HeadBias[a] = p.Quality(key.Uniform(0)), w.p.MCNs.Traffic.Bias(key.Uniform(1))
		if richest >= 0 && key.Chance(3, p.Imitation) {
			m.HeadBias[a] = p.Copied(w.MCNs.HeadBias[richest], key.Normal(4))
		}
		m.Alive[a], accounts[a] = true, w.Scale.Real(p.Capital)-w.Scale.Real(p.Venture.Cost)
		known.Founded++
	}
	return func(t *testing.T) {
		alike(t, "next serial number", 0, w.Serial, serial)
		alike(t, "foundings known", 0, w.Fortunes.Founded, known.Founded)
		cash(t, w, ledger.MCNs, accounts)
		for a := range m.Alive {
			alike(t, "agency in business", a, w.MCNs.Alive[a], m.Alive[a])
			alike(t, "agency's name", a, w.MCNs.ID[a], m.ID[a])
			alike(t, "agency's skill", a, w.MCNs.Skill[a], m.Skill[a])
			alike(t, "agency's head bias", a, w.MCNs.HeadBias[a], m.HeadBias[a])
		}
		for _, a := range founded {
			for what, pair := range map[string][2]float64{
				"capital": {float64(w.MCNs.Cash[a]), float64(w.Scale.Real(p.Capital))}, "income": {w.MCNs.Income[a], float64(w.Scale.Real(p.Office))},
				"cost": {w.MCNs.Cost[a], float64(w.Scale.Real(p.Office))}, "day of founding": {float64(w.MCNs.Founded[a]), float64(w.Day)},
				"pool": {w.MCNs.PoolPrice[a], 0}, "volume": {w.MCNs.Volume[a], 0},
				"weeks in red": {float64(w.MCNs.WeeksInRed[a]), 0}, "week's income": {float64(w.MCNs.WeekIncome[a]), 0},
				"week's cost": {float64(w.MCNs.WeekCost[a]), 0}, "signed": {float64(w.MCNs.Signed[a]), 0}, "lost": {float64(w.MCNs.Lost[a]), 0},
				"trained": {float64(w.MCNs.Trained[a]), 0}, "traffic": {float64(w.MCNs.Traffic[a]), 0}, "month's income": {float64(w.MCNs.MonthIncome[a]), 0},
			} {
				alike(t, "new agency's "+what, a, pair[0], pair[1])
			}
		}
	}
}
