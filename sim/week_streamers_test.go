package sim

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/agents/streamer"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// The week of streamers, agencies and merchants retold: what the market does with the equations of the packages below agents,
// agent by agent, on copies of the columns, without looking at how the market goes about it. A retelling is given the market
// before an event, and what it returns demands afterwards that all is as told.
type retelling func(w *World) func(t *testing.T)

// retold are the events that are retold, by name.
var retold = map[string]retelling{
	"share with agencies":     retellSharing,
	"learn from the week":     retellLearning,
	"copy equals":             retellCopying,
	"choose categories":       retellCategories,
	"accidents":               retellAccidents,
	"streamers leave":         retellLeaving,
	"streamers enter":         retellEntry,
	"streamers' schedules":    retellSchedules,
	"judge talent":            retellJudging,
	"pay agencies' costs":     retellCosts,
	"bargain for pools":       retellPools,
	"train streamers":         retellTraining,
	"release the mediocre":    retellRelease,
	"scout":                   retellScouting,
	"plan traffic":            retellTraffic,
	"review contracts":        retellBreakaways,
	"pay owners":              retellDividends,
	"close agencies":          retellClosing,
	"found agencies":          retellFounding,
	"settle late orders":      retellLateOrders,
	"share the shelf":         retellShelf,
	"close merchants' week":   retellBooks,
	"learn from shows":        retellShows,
	"learn from live selling": retellLiveGains,
	"decide on live selling":  retellLiveDecisions,
	"learn from stores":       retellStores,
	"merchants leave":         retellExits,
	"merchants enter":         retellBusinesses,
	"review honesty":          retellHonesty,
	"improve goods":           retellQuality,
	"set prices":              retellPrices,
	"mark reference prices":   retellReferences,
	"mark the shelf":          retellSearch,
	"decide on stores":        retellStoreDecisions,
	"stock stores":            retellStoreGoods,
	"publish sales":           retellFigures,
	"receive stock":           retellArrivals,
	"adjust commissions":      retellCommissions,
	"line up shows":           retellLineUps,
	"stores' schedules":       retellStoreSchedules,
	"restock":                 retellRestocking,
	"close goods' books":      retellGoods,
	"score merchants":         retellMerchantCredit,
	"score hosts":             retellHostCredit,
	"learn popularity":        retellPopularity,
	"pay tips":                retellTips,
	"inspect goods":           retellInspections,
	"blame hosts":             retellBlame,
}

// What the retellings of a day tell one another.
var (
	happened = seen{} // what they met with, so that none of them retells nothing
	lastWeek []int    // streamers that were in the market in the morning, by serial number
	verdicts []int32  // goods found guilty today
)

// retell stands by the day: events that are retold happen under the eyes of their retelling.
func retell(t *testing.T, w *World) {
	w.watch(func(event string, let func()) {
		if event == "morning" {
			lastWeek = bySerialNumber(w)
		}
		if tell := retold[event]; tell != nil && !t.Failed() {
			demand := tell(w)
			let()
			demand(t)
			if t.Failed() {
				t.Fatalf("day %d: %q is not as it is told", w.Day, event)
			}
			return
		}
		let()
	})
}

// Week by week the market does what the equations of its agents say, in markets as they usually are and where much happens.
func TestTheWeekIsAsItIsTold(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]map[string]any{
		"usual":         nil,
		"rich agencies": {"mcns.firm.office": 1.0, "mcns.scouting.manage": 0.0, "mcns.training.cost": 0.0, "mcns.firm.capital": 100.0},
		"restless": {"streamers.accident.illness": 0.1, "streamers.accident.scandal": 0.05, "streamers.accident.bans": 0.5,
			"platform.enforcement.real_name": 0.3, "streamers.comeback.away": 40.0, "streamers.entry.rate": 0.1, "streamers.viability.moves_on": 0.03,
			"mcns.talent.probation": 14.0, "mcns.talent.threshold": -0.5, "mcns.breakaway.base": -1.0, "mcns.breakaway.alone": int64(14),
			"mcns.firm.patience": int64(2), "mcns.firm.founders": 1.0, "mcns.firm.reluctance": 3.0, "mcns.firm.imitation": 1.0, "mcns.firm.capital": 30000.0,
			"mcns.firm.office": 7200.0, "mcns.firm.trial": int64(12), "mcns.firm.steepness": 0.1,
			"mcns.scouting.roster": int64(3), "platform.enforcement.audit": 1.0, "consumers.complaint.share": 0.9,
			"platform.enforcement.sampling": 1.0, "platform.enforcement.false_positive": 0.5,
			"mcns.scouting.notice": 0.6, "mcns.traffic.share": 0.5, "mcns.traffic.price": 5.0,
			"merchants.entry.candidates": 0.1, "merchants.entry.cost": 10000.0, "merchants.entry.retire": 1.0, "merchants.honesty.review": 0.5,
			"merchants.store.review": int64(1), "merchants.fees.slot_fee_tier": int64(2), "streamers.schedule.sessions": 3.0,
			"streamers.category.inertia": 0.0, "merchants.bandit.data_delay": int64(2), "platform.fees.clawback": false},
	} {
		t.Run(name, func(t *testing.T) {
			w := small(t, set)
			run(t, w, 4*state.Week, 1)
			for range 26 {
				run(t, w, int(6-(w.Day-w.First)%state.Week), 1)
				retell(t, w)
				run(t, w, 1, 1) // the first day of a week
				w.watch(nil)
			}
		})
	}
	met := []string{"bans", "comebacks", "full rosters", "audits", "proposals", "looks outside", "spent budgets", "slot fees", "goods of a pool"}
	for name := range retold {
		met = append(met, name)
	}
	for _, name := range met {
		if happened[name] == 0 {
			t.Errorf("%q: nothing happened that was retold", name)
		}
	}
}

// alike demands a number of an agent.
func alike[T int | int32 | int64 | float64 | bool | uint8 | uint64](t *testing.T, what string, i int, got, want T) {
	t.Helper()
	switch g := any(got).(type) {
	case float64:
		if r := any(want).(float64); math.Abs(g-r) > 1e-9*max(1, math.Abs(r)) {
			t.Errorf("%s of %d is %v, told %v", what, i, g, r)
		}
	default:
		if got != want {
			t.Errorf("%s of %d is %v, told %v", what, i, got, want)
		}
	}
}

// cash demands what an account of a class holds.
func cash(t *testing.T, w *World, class ledger.Class, want []int64) {
	t.Helper()
	for i, fen := range want {
		alike(t, "cash in "+class.String(), i, w.Accounts.Of(class, i), fen)
	}
}

func holdings(w *World, class ledger.Class) []int64 { return slices.Clone(w.Accounts.Balance[class]) }

func retellSharing(w *World) func(*testing.T) {
	s := copied(w.Streamers)
	agencies, own, part := holdings(w, ledger.MCNs), slices.Clone(w.MCNs.WeekIncome), slices.Clone(w.MCNs.MonthIncome)
	for i := range s.Active {
		income := max(0, w.Hosts.WeekSettling.Commission[i]) + s.SlotFees[i]
		if a := s.MCN[i]; a >= 0 {
			share := int64(s.Split[i] * float64(income))
			income -= share
			agencies[a] += share
			own[a] += share
			part[a] += share
			happened["share with agencies"]++
		}
		s.WeekIncome[i] += income
		s.MonthIncome[i] += s.WeekIncome[i]
	}
	return func(t *testing.T) {
		for i := range s.Active {
			alike(t, "week's income", i, w.Streamers.WeekIncome[i], s.WeekIncome[i])
			alike(t, "month's income", i, w.Streamers.MonthIncome[i], s.MonthIncome[i])
			alike(t, "slot fees", i, w.Streamers.SlotFees[i], 0)
		}
		for a := range own {
			alike(t, "agency's week", a, w.MCNs.WeekIncome[a], own[a])
			alike(t, "agency's month", a, w.MCNs.MonthIncome[a], part[a])
		}
		cash(t, w, ledger.MCNs, agencies)
	}
}

// twoWeeksIn reports whether a streamer's first orders are in the counts of the week before last.
func twoWeeksIn(w *World, s int) bool {
	return w.Streamers.Active[s] && w.Day-w.First >= 14 && w.Day-int64(w.Hosts.Born[s]) >= 14
}

func retellLearning(w *World) func(*testing.T) {
	s, h, p := copied(w.Streamers), copied(w.Hosts), &w.p.Streamers
	all, n := 0.0, 0.0
	for i, active := range s.Active {
		if active {
			all, n = all+float64(s.WeekIncome[i]), n+1
		}
	}
	session := float64(w.Scale.Real(p.Show.Cost))
	most := streamer.Choice{Hype: 0.5, Sessions: p.Schedule.Most, Giveback: p.Giveback.Most}
	for i := range s.Active {
		if !twoWeeksIn(w, i) {
			continue
		}
		held := float64(h.WeekSettling.Sessions[i])
		net := float64(s.WeekIncome[i]) - held*session
		s.Income[i] = (1-p.Viability.Smooth)*s.Income[i] + p.Viability.Smooth*net
		h.Content[i] = p.Practice.After(h.Content[i], s.Ceiling[i], held)
		h.Product[i] = p.Practice.After(h.Product[i], s.ProductTop[i], held)
		if int64(s.Absent[i]) >= w.Day || h.Barred[i] {
			continue
		}
		happened["learn from the week"]++
		surplus := net - p.Show.Effort(s.Wage[i], held)
		p.Climb.Week(&s.Learner[i], surplus/max(1, all/max(1, n)), most, w.On(chance.Learn).At(h.ID[i]))
		now := s.Learner[i].Now()
		h.Hype[i], s.Sessions[i], s.Giveback[i] = now.Hype, now.Sessions, now.Giveback
	}
	return func(t *testing.T) {
		for i := range s.Active {
			alike(t, "income", i, w.Streamers.Income[i], s.Income[i])
			alike(t, "content", i, w.Hosts.Content[i], h.Content[i])
			alike(t, "product", i, w.Hosts.Product[i], h.Product[i])
			alike(t, "hype", i, w.Hosts.Hype[i], h.Hype[i])
			alike(t, "sessions", i, w.Streamers.Sessions[i], s.Sessions[i])
			alike(t, "share given back", i, w.Streamers.Giveback[i], s.Giveback[i])
			alike(t, "week's income", i, w.Streamers.WeekIncome[i], 0)
			alike(t, "weeks on a trial", i, w.Streamers.Learner[i].Weeks, s.Learner[i].Weeks)
		}
	}
}

func retellCopying(w *World) func(*testing.T) {
	s, p := copied(w.Streamers), &w.p.Streamers
	payoff := func(i int) float64 {
		small := 100 * p.Viability.Floor / w.Scale.Ratio
		return chance.Log((max(0, s.Income[i]) + small) / (p.Show.Effort(s.Wage[i], w.Streamers.Sessions[i]) + small))
	}
	for i := range s.Active {
		key, equals := w.On(chance.Learn).At(w.Hosts.ID[i]), equalsOf(w, w.Hosts.Category[i])
		if !twoWeeksIn(w, i) || !key.Chance(3, p.Imitation.Rate) {
			continue
		}
		j := equals[key.Below(4, len(equals))]
		mine, other := w.Streamers.Learner[i].Accepted, w.Streamers.Learner[j].Accepted
		if mine != other && key.Chance(5, (payoff(j)-payoff(i))/p.Imitation.Range) {
			happened["copy equals"]++
			now := streamer.Choice{Hype: other.Hype, Sessions: mine.Sessions, Giveback: other.Giveback}
			p.Climb.Start(&s.Learner[i], now, 0)
		}
	}
	return func(t *testing.T) {
		for i := range s.Active {
			alike(t, "accepted hype", i, w.Streamers.Learner[i].Accepted.Hype, s.Learner[i].Accepted.Hype)
			alike(t, "accepted share given back", i, w.Streamers.Learner[i].Accepted.Giveback, s.Learner[i].Accepted.Giveback)
			alike(t, "accepted sessions", i, w.Streamers.Learner[i].Accepted.Sessions, s.Learner[i].Accepted.Sessions)
			alike(t, "weeks on a trial", i, w.Streamers.Learner[i].Weeks, s.Learner[i].Weeks)
			if s.Active[i] {
				alike(t, "hype", i, w.Hosts.Hype[i], s.Learner[i].Now().Hype)
			}
		}
	}
}

// equalsOf are the streamers of a category that have results, by serial number.
func equalsOf(w *World, category uint8) (of []int) {
	for _, i := range bySerialNumber(w) {
		if twoWeeksIn(w, i) && w.Hosts.Category[i] == category {
			of = append(of, i)
		}
	}
	return of
}

func retellCategories(w *World) func(*testing.T) {
	s, category, p := copied(w.Streamers), slices.Clone(w.Hosts.Category), &w.p.Streamers.Field
	for i := range s.Active {
		if !twoWeeksIn(w, i) {
			continue
		}
		for k := range state.NumCategories {
			s.Earned[i][k] *= p.Memory
			s.Shown[i][k] *= p.Memory
		}
		for j := range state.LineUp {
			at := w.Offer(w.Edition(), i, j)
			if good := w.Offers.Good[at]; good >= 0 {
				s.Earned[i][w.Goods.Category[good]] += float64(w.Offers.CommissionFen[at])
				s.Shown[i][w.Goods.Category[good]]++
			}
		}
		elsewhere := w.p.Streamers.Show.Effort(s.Wage[i], s.Sessions[i])
		if s.Income[i] < elsewhere {
			category[i] = uint8(p.Better(&s.Earned[i], &s.Shown[i], int(category[i])))
			happened["choose categories"] += one(category[i] != w.Hosts.Category[i])
		}
	}
	return func(t *testing.T) {
		for i := range s.Active {
			alike(t, "category", i, w.Hosts.Category[i], category[i])
			for k := range state.NumCategories {
				alike(t, "earned", i, w.Streamers.Earned[i][k], s.Earned[i][k])
				alike(t, "shown", i, w.Streamers.Shown[i][k], s.Shown[i][k])
			}
		}
	}
}

// bySerialNumber are the streamers in the market, oldest name first.
func bySerialNumber(w *World) (order []int) {
	for s, active := range w.Streamers.Active {
		if active {
			order = append(order, s)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(w.Hosts.ID[a], w.Hosts.ID[b]) })
	return order
}

func retellAccidents(w *World) func(*testing.T) {
	p, h, prior := &w.p.Streamers.Accident, copied(w.Hosts), w.p.Consumers.Trust.PublicWeight
	absent, exiles := slices.Clone(w.Streamers.Absent), len(w.Exiles)
	bad, banned := slices.Clone(w.Merchants.TrustNeg), map[int]bool{}
	visits := 0.0
	for _, n := range h.WeekSettling.Visits {
		visits += float64(n)
	}
	for _, s := range bySerialNumber(w) {
		key := w.On(chance.Accident).At(h.ID[s])
		settled := max(1, h.WeekSettling.Kept[s]+h.WeekSettling.Returned[s])
		defects := float64(h.WeekSettling.Defects[s]) / float64(settled)
		if h.Barred[s] || int64(absent[s]) >= w.Day || !key.Chance(0, p.Hazard(h.Hype[s], defects)) {
			continue
		}
		happened["accidents"]++
		absent[s] = int32(w.Day + 1 + int64(p.Absence*key.Exponential(1)))
		scandal := p.ScandalRate(h.Hype[s], defects)
		if !key.Chance(2, scandal/(scandal+p.Illness)) {
			continue
		}
		h.TrustNeg[s] += p.Severity * (h.TrustPos[s] + h.TrustNeg[s] + prior)
		for j := range state.LineUp {
			if good := w.Offers.Good[w.Offer(w.Edition(), s, j)]; good >= 0 {
				m := good / state.GoodsPer
				bad[m] += p.Severity * p.SpillOver / state.LineUp * (w.Merchants.TrustPos[m] + bad[m] + prior)
			}
		}
		for other, alive := range h.Alive {
			if alive && other != s && visits > 0 {
				share := p.Severity * p.SpillOver * float64(h.WeekSettling.Visits[s]) / visits
				h.TrustNeg[other] += share * (h.TrustPos[other] + h.TrustNeg[other] + prior)
			}
		}
		if key.Chance(3, p.Bans) {
			happened["bans"]++
			banned[s], h.Alive[s] = true, false
			if again := &w.p.Streamers.Comeback; key.Chance(4, again.Tries) && key.Uniform(5) >= w.p.Enforcement.Identity.RealName {
				exiles++
			}
		}
	}
	return func(t *testing.T) {
		for s := range absent {
			alike(t, "absence", s, w.Streamers.Absent[s], absent[s])
			alike(t, "streamer in the market", s, w.Hosts.Alive[s], h.Alive[s])
			if banned[s] {
				alike(t, "active", s, w.Streamers.Active[s], false)
				alike(t, "day of leaving", s, w.Streamers.Left[s], int32(w.Day))
			}
		}
		for i := range h.TrustNeg {
			alike(t, "bad experiences with host", i, w.Hosts.TrustNeg[i], h.TrustNeg[i])
		}
		for m := range bad {
			alike(t, "bad experiences with merchant", m, w.Merchants.TrustNeg[m], bad[m])
		}
		alike(t, "number of exiles", 0, len(w.Exiles), exiles)
		for _, e := range w.Exiles {
			alike(t, "days until an exile is back", int(e.ID), e.Back > w.Day-400, true)
		}
	}
}

func retellLeaving(w *World) func(*testing.T) {
	s, p := copied(w.Streamers), &w.p.Streamers.Viability
	small := 100 * p.Floor / w.Scale.Ratio
	for i := range s.Active {
		if !twoWeeksIn(w, i) {
			continue
		}
		s.Viability[i] = p.After(s.Viability[i], s.Income[i], w.p.Streamers.Show.Effort(s.Wage[i], s.Sessions[i]), small)
		if s.Viability[i] < 0 || w.On(chance.Exit).At(w.Hosts.ID[i]).Chance(0, p.MovesOn) {
			happened["streamers leave"]++
			s.Active[i], s.MCN[i], s.Left[i], s.AdBudget[i] = false, -1, int32(w.Day), 0
		}
	}
	return func(t *testing.T) {
		for i, active := range s.Active {
			alike(t, "active", i, w.Streamers.Active[i], active)
			alike(t, "patience", i, w.Streamers.Viability[i], s.Viability[i])
			alike(t, "agency", i, w.Streamers.MCN[i], s.MCN[i])
			alike(t, "day of leaving", i, w.Streamers.Left[i], s.Left[i])
			alike(t, "traffic budget", i, w.Streamers.AdBudget[i], s.AdBudget[i])
			alike(t, "in the market", i, w.Hosts.Alive[i], active)
			if !active {
				alike(t, "slots open", i, w.Hosts.Open[i], 0)
			}
		}
	}
}

func retellEntry(w *World) func(*testing.T) {
	s, p := copied(w.Streamers), &w.p.Streamers
	var sales [state.NumCategories]float64
	var all, recent []float64
	small := 100 * p.Viability.Floor / w.Scale.Ratio
	for i, active := range s.Active {
		if active {
			sales[w.Hosts.Category[i]] += float64(w.Hosts.WeekSettling.KeptFen[i])
			log := chance.Log(max(0, s.Income[i]) + small)
			all = append(all, log)
			if age := w.Day - int64(w.Hosts.Born[i]); age > 28 && float64(age) <= p.Entry.Recent {
				recent = append(recent, log)
			}
		}
	}
	mean := func(x []float64) (sum float64) {
		for _, v := range x {
			sum += v
		}
		return sum / max(1, float64(len(x)))
	}
	weight := float64(p.Count) / 80
	log := (float64(len(recent))*mean(recent) + weight*(mean(all)+chance.Log(p.Entry.Discount))) / (float64(len(recent)) + weight)
	expected := max(0, chance.Exp(log)-small)

	var free []int
	for i := range s.Active {
		if !s.Active[i] && w.Day-int64(s.Left[i]) > 28 {
			free = append(free, i)
		}
	}
	slices.SortFunc(free, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.Left[a], s.Left[b]), cmp.Compare(w.Hosts.ID[a], w.Hosts.ID[b]), cmp.Compare(a, b))
	})
	type entrant struct {
		slot  int
		key   chance.Key
		exile *state.Exile
	}
	var entrants []entrant
	waiting := 0
	for _, e := range w.Exiles {
		if e.Back > w.Day || len(entrants) == len(free) {
			waiting++
			continue
		}
		happened["comebacks"]++
		entrants = append(entrants, entrant{free[len(entrants)], w.Keys.Market.For(chance.Comeback).At(e.ID), &e})
	}
	keys := w.On(chance.Entry)
	usual := p.Show.Effort(100*p.Show.Wage/w.Scale.Ratio, p.Schedule.Sessions)
	for c := range int(p.Entry.Rate*float64(p.Count) + keys.Uniform(0)) {
		key := keys.At(uint64(c))
		if key.Chance(13, p.Entry.Probability(expected, usual*chance.Exp(p.Show.WageSpread*key.Normal(12)))) && len(entrants) < len(free) {
			happened["streamers enter"]++
			entrants = append(entrants, entrant{free[len(entrants)], key, nil})
		}
	}
	serial := w.Serial
	var equals [state.NumCategories][]int
	for k := range equals {
		equals[k] = equalsOf(w, uint8(k))
	}
	return func(t *testing.T) {
		alike(t, "number of exiles", 0, len(w.Exiles), waiting)
		alike(t, "next serial number", 0, w.Serial, serial+int64(len(entrants)))
		for k, e := range entrants {
			alike(t, "serial number", e.slot, w.Hosts.ID[e.slot], uint64(serial)+uint64(k))
			demandNewcomer(t, w, e.slot, e.key, e.exile, &sales, equals[w.Hosts.Category[e.slot]])
		}
	}
}

// demandNewcomer demands that a streamer has the traits its draws give it, those of its old name where it had one, and that
// the market knows nothing of it.
func demandNewcomer(t *testing.T, w *World, s int, key chance.Key, exile *state.Exile, sales *[state.NumCategories]float64, equals []int) {
	t.Helper()
	p, h := &w.p.Streamers, &w.Hosts
	rho := p.Talent.Correlation
	content := p.Talent.ContentCeiling(key.Normal(0))
	product := p.Talent.ProductCeiling(key.Normal(0), key.Normal(1), math.Sqrt(1-rho*rho))
	shares := p.Schedule.Shares([state.NumSlots]float64{key.Exponential(6), key.Exponential(7), key.Exponential(8)})
	usual := w.p.Categories.ValueShares(&w.Origin.Cares)
	category := uint8(streamer.PickCategory(&usual, sales, key.Uniform(9)))
	x, y := state.Style(key.Normal(10)), state.Style(key.Normal(11))
	wage := 100 * p.Show.Wage / w.Scale.Ratio * chance.Exp(p.Show.WageSpread*key.Normal(12))
	choice := streamer.Choice{Hype: p.Talent.FirstHype(key.Exponential(3)), Sessions: p.Schedule.FirstAim(key.Normal(0), key.Normal(4)),
		Giveback: p.Giveback.Start(key.Exponential(14))}
	if len(equals) > 0 && p.Imitation.Rate > 0 {
		choice.Hype = w.Streamers.Learner[equals[key.Below(15, len(equals))]].Accepted.Hype
	}
	has, can := p.Talent.Start(content, key.Uniform(2)), p.Talent.Start(product, key.Uniform(2))
	if exile != nil {
		has, can, content, product = exile.Content, exile.Product, exile.ContentTop, exile.ProductTop
		category, x, y, wage, shares, choice = uint8(exile.Category), int8(exile.StyleX), int8(exile.StyleY), exile.Wage, exile.Slots, exile.Choice
	}
	for what, pair := range map[string][2]float64{
		"content ceiling": {w.Streamers.Ceiling[s], content}, "product ceiling": {w.Streamers.ProductTop[s], product},
		"content": {h.Content[s], has}, "product": {h.Product[s], can}, "wage": {w.Streamers.Wage[s], wage}, "hype": {h.Hype[s], choice.Hype},
		"sessions": {w.Streamers.Sessions[s], choice.Sessions}, "share given back": {w.Streamers.Giveback[s], choice.Giveback},
		"category": {float64(h.Category[s]), float64(category)}, "style": {float64(h.StyleX[s]), float64(x)},
		"other style": {float64(h.StyleY[s]), float64(y)},
		"slots":       {w.Streamers.Slots[s][0], shares[0]}, "evenings": {w.Streamers.Slots[s][2], shares[2]}, "freshness": {h.Fresh[s], 1},
		"patience": {w.Streamers.Viability[s], p.Viability.Patience}, "income": {w.Streamers.Income[s], p.Show.Effort(wage, choice.Sessions)},
		"boost": {w.Main().Boost[s], 1}, "day of entry": {float64(h.Born[s]), float64(w.Day)}, "credit": {w.Main().Credit[s], w.p.Enforcement.Credit.Start},
		"followers": {float64(w.Main().Followers[s]), 0}, "popularity": {w.Main().Popular[s], 0},
		"good experiences": {h.TrustPos[s], 0}, "bad experiences": {h.TrustNeg[s], 0},
		"tier": {float64(w.Main().Tier[s]), 2}, "month's sales": {float64(h.Month.GMV[s]), 0}, "agency": {float64(w.Streamers.MCN[s]), -1},
		"split": {w.Streamers.Split[s], 0}, "cash": {float64(w.Accounts.Of(ledger.Streamers, s)), 0},
		"last session": {float64(w.Streamers.LastSession[s]), float64(w.Day)}, "talent": {w.MCNs.Belief[s].Mean, w.p.MCNs.Talent.Mean},
		"public sales": {float64(w.Streamers.Sales[s][0]), 0}, "week's income": {float64(w.Streamers.WeekIncome[s]), 0},
		"shown":      {w.Streamers.Shown[s][0], 0},
		"open slots": {float64(h.Open[s]), 0}, "bought": {float64(w.Main().Bought[s]), 0},
	} {
		alike(t, what, s, pair[0], pair[1])
	}
	nothingLogged(t, w, s)
	if !h.Alive[s] || !w.Streamers.Active[s] || h.Barred[s] || w.HasLineUp(s) || w.Main().Aired[s] != state.LongAgo ||
		w.Streamers.Absent[s] != state.LongAgo || w.Streamers.SignedOn[s] != state.LongAgo {
		t.Errorf("streamer %d does not begin as others do", s)
	}
}

// nothingLogged demands that the platform remembers nothing of a host.
func nothingLogged(t *testing.T, w *World, host int) {
	t.Helper()
	for c := range w.Main().Log.Sums {
		alike(t, "the platform's log", host, w.Main().Log.Sums[c][host], 0)
	}
}

func retellSchedules(w *World) func(*testing.T) {
	h, s, p, bought := copied(w.Hosts), copied(w.Streamers), &w.p.Streamers, slices.Clone(w.Main().Bought)
	accounts := holdings(w, ledger.Streamers)
	for i := range s.Active {
		h.Open[i], bought[i] = 0, 0
		if !s.Active[i] {
			continue
		}
		h.Fresh[i] *= math.Pow(.5, 1/p.Freshness.HalfLife)
		shows := false
		for j := range state.LineUp {
			shows = shows || w.Offers.Good[w.Offer(w.Edition(), i, j)] >= 0
		}
		if h.Barred[i] || int64(s.Absent[i]) >= w.Day || !shows {
			continue
		}
		sessions := int64(0)
		for j := range state.NumSlots {
			if w.On(chance.Schedule).At(h.ID[i]).Chance(uint64(j), min(1, s.Sessions[i]*s.Slots[i][j]/7)) {
				h.Open[i] += 1 << j
				sessions++
			}
		}
		if sessions > 0 {
			happened["streamers' schedules"]++
			h.Today.Sessions[i] += sessions
			s.LastSession[i] = int32(w.Day)
			h.Fresh[i] = p.Freshness.Renew(h.Fresh[i], h.Content[i], h.Product[i])
			accounts[i] -= sessions * w.Scale.Real(p.Show.Cost)
			bought[i] = int64(float64(s.AdBudget[i]*sessions) / (w.p.MCNs.Traffic.Price / 10))
		}
	}
	return func(t *testing.T) {
		for i := range s.Active {
			alike(t, "open slots", i, w.Hosts.Open[i], h.Open[i])
			alike(t, "sessions", i, w.Hosts.Today.Sessions[i], h.Today.Sessions[i])
			alike(t, "freshness", i, w.Hosts.Fresh[i], h.Fresh[i])
			alike(t, "last session", i, w.Streamers.LastSession[i], s.LastSession[i])
			alike(t, "impressions bought", i, w.Main().Bought[i], bought[i])
		}
		cash(t, w, ledger.Streamers, accounts)
	}
}
