package sim

import (
	"math"
	"os"
	"sync"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// town is a small market with as many consumers to a streamer as the default one.
func town(t testing.TB, set map[string]any) *World {
	t.Helper()
	all := map[string]any{"consumers.count": int64(2000), "streamers.count": int64(80), "mcns.count": int64(4), "merchants.count": int64(60)}
	for k, v := range set {
		all[k] = v
	}
	return market(t, all)
}

// meanOf is the mean of a column over active streamers.
func meanOf(w *World, f func(s int) float64) float64 {
	sum, n := 0.0, 0.0
	for s, active := range w.Streamers.Active {
		if active {
			sum += f(s)
			n++
		}
	}
	return sum / n
}

func active(w *World) (n int) {
	for _, in := range w.Streamers.Active {
		if in {
			n++
		}
	}
	return n
}

// Calibration row C8: 50 to 109 sessions a year for the average active streamer, ±30 %, and heads near daily.
func TestSessionsOfTheAverageAndOfTheHead(t *testing.T) {
	t.Parallel()
	w := market(t, nil)
	run(t, w, 200, 1)
	sessions, days := make([]int64, w.NumStreamers()), 364
	people := 0
	for range days {
		run(t, w, 1, 1)
		for s := range sessions {
			sessions[s] += w.Hosts.Today.Sessions[s]
		}
		people += active(w)
	}
	total, top := int64(0), int64(0)
	for _, n := range sessions {
		total += n
		top = max(top, n)
	}
	average := float64(total) / float64(people) * 365
	if average < 50*0.7 || average > 109*1.3 {
		t.Errorf("the average active streamer holds %.0f sessions a year, want 35 to 142", average)
	}
	if top < 200 {
		t.Errorf("the busiest streamer held %d sessions in a year, want near daily", top)
	}
}

// A streamer that is absent or barred opens no room; one that has left does not either.
func TestOnlyThePresentOpenRooms(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"streamers.schedule.sessions": 7.0, "streamers.viability.moves_on": 0.0,
		"streamers.accident.illness": 0.0, "streamers.accident.scandal": 0.0, "streamers.comeback.tries": 0.0})
	run(t, w, 30, 1)
	var watched []int
	for s, in := range w.Streamers.Active {
		if in && len(watched) < 3 && w.Streamers.Viability[s] > 6 {
			watched = append(watched, s)
		}
	}
	w.Streamers.Absent[watched[0]] = int32(w.Day + 20)
	w.Hosts.Barred[watched[1]] = true
	w.talent.Ban(watched[2], chance.Root(5))
	for range 20 {
		run(t, w, 1, 1)
		for _, s := range watched {
			if w.Hosts.Open[s] != 0 || w.Hosts.Today.Sessions[s] != 0 || w.Hosts.Today.Impressions[s] != 0 {
				t.Fatalf("day %d: streamer %d is on the air", w.Day, s)
			}
		}
	}
	back := 0
	for range 14 {
		run(t, w, 1, 1)
		if w.Hosts.Open[watched[0]] != 0 {
			back++
		}
	}
	if back == 0 {
		t.Error("the absent streamer does not come back")
	}
}

// Whoever takes over a slot is a new name with an empty account, no followers and no record, and comes only when every order of
// the one before has been settled, however many wait: four weeks after it left.
func TestNewcomerStartsFromNothing(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"streamers.comeback.tries": 0.0})
	run(t, w, 120, 1)
	w.p.Streamers.Entry.Rate = 100 // more want to come in every week than there are slots
	best := 0
	for s := range w.Streamers.Active {
		if w.Streamers.Active[s] && w.Main().Followers[s] > w.Main().Followers[best] {
			best = s
		}
	}
	name, left := w.Hosts.ID[best], w.Day
	w.talent.Ban(best, chance.Root(5))
	h, taken := &w.Hosts, int64(0)
	w.watch(func(event string, let func()) {
		unsettled := h.WeekSettling.Commission[best] != 0 || h.WeekOnShow.Commission[best] != 0
		let()
		if event != "streamers enter" || h.ID[best] == name || taken > 0 {
			return
		}
		taken = w.Day
		if unsettled || taken-left <= 28 {
			t.Errorf("the slot is taken after %d days, before the last order is settled", taken-left)
		}
		if int64(h.Born[best]) != w.Day || w.Main().Followers[best] != 0 || w.Streamers.MCN[best] >= 0 ||
			w.Main().Log.Sums[rank.Shown][best] != 0 || w.Accounts.Of(ledger.Streamers, best) != 0 || w.HasLineUp(best) {
			t.Errorf("the newcomer inherits: followers %d, impressions %v, %d fen", w.Main().Followers[best],
				w.Main().Log.Sums[rank.Shown][best], w.Accounts.Of(ledger.Streamers, best))
		}
		if w.Accounts.Sum() != 0 {
			t.Errorf("accounts add up to %d", w.Accounts.Sum())
		}
	})
	run(t, w, 28+state.Week, 1)
	if taken == 0 {
		t.Errorf("nobody takes the slot within %d days", w.Day-left)
	}
}

// Every place of a line-up is a good on sale at a price between what it costs and its list price.
func TestLineUpsAreSoundOffers(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	for range 20 {
		run(t, w, 7, 1)
		if !w.StartsWeek() {
			run(t, w, int(state.Week-(w.Day-w.First)%state.Week), 1)
		}
		shown := 0
		for s, in := range w.Streamers.Active {
			for j := range state.LineUp {
				at := w.Offer(w.Edition(), s, j)
				good := w.Offers.Good[at]
				if good < 0 || !in {
					continue
				}
				shown++
				price := w.Offers.Price[at]
				if price > w.Goods.List[good] || float64(price*(10000-w.Offers.Commission[at]))/10000 < float64(w.Goods.Cost[good])-1 {
					t.Fatalf("good %d at %d fen, list %d, cost %d", good, price, w.Goods.List[good], w.Goods.Cost[good])
				}
				for k := range j {
					if w.Offers.Good[w.Offer(w.Edition(), s, k)] == good {
						t.Fatalf("streamer %d shows good %d twice", s, good)
					}
				}
			}
		}
		if shown < state.LineUp*active(w)/2 {
			t.Fatalf("day %d: %d of %d places are filled", w.Day, shown, state.LineUp*active(w))
		}
	}
}

// The discount for goods outside the main category decides how many of them are on show: hardly any where they are
// expected to sell nothing (they fill places that nothing else fills), many where they are expected to sell like others.
// Where nobody looks outside, rooms keep to their category.
func TestGoodsOutsideTheCategoryAreJudgedByTheirDiscount(t *testing.T) {
	t.Parallel()
	outside := func(set map[string]any) float64 {
		set["streamers.category.inertia"] = 100.0                                // nobody moves
		set["merchants.count"], set["merchants.live.decide"] = int64(100), false // there is enough of every category
		w := town(t, set)
		run(t, w, 120, 1)
		off, shown := 0.0, 0.0
		for range 8 {
			run(t, w, state.Week, 1)
			for s, in := range w.Streamers.Active {
				for j := range state.LineUp {
					if good := w.Offers.Good[w.Offer(w.Edition(), s, j)]; in && good >= 0 {
						shown++
						if w.Goods.Category[good] != w.Hosts.Category[s] {
							off++
						}
					}
				}
			}
		}
		return off / shown
	}
	none := outside(map[string]any{"streamers.lineup.outside": 0.0, "merchants.bandit.outside": 0.0})
	worthless := outside(map[string]any{"streamers.lineup.off_category": 0.0})
	usual := outside(map[string]any{})
	alike := outside(map[string]any{"streamers.lineup.off_category": 1.0})
	if none != 0 || worthless > .08 || usual < 1.3*worthless || alike < 2*usual {
		t.Errorf("outside their category are %.3f of the goods on show without looks there, %.3f where they are expected to sell nothing, "+
			"%.3f by default, %.3f where they are expected to sell like others", none, worthless, usual, alike)
	}
}

// Whoever earns less than elsewhere and sold better outside its category moves there; whoever lives well stays, and so does
// whoever has hardly tried.
func TestBadEarnersMoveToWhereTheySoldBetter(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	run(t, w, 60, 1)
	for (w.Day+1-w.First)%state.Week != 0 {
		run(t, w, 1, 1)
	}
	w.Day++
	const poor, rich, hasty = 0, 1, 2
	var watched []int
	for s := range w.Streamers.Active {
		if twoWeeksIn(w, s) && len(watched) < 3 {
			watched = append(watched, s)
		}
	}
	p := &w.p.Streamers.Field
	elsewhere := func(s int) float64 { return w.p.Streamers.Show.Effort(w.Streamers.Wage[s], w.Streamers.Sessions[s]) }
	var main, other [3]uint8
	for k, s := range watched {
		main[k] = w.Hosts.Category[s]
		other[k] = (main[k] + 1) % state.NumCategories
		earned, shown := &w.Streamers.Earned[s], &w.Streamers.Shown[s]
		*earned, *shown = [state.NumCategories]float64{}, [state.NumCategories]float64{}
		shown[main[k]], earned[main[k]] = 40, 40*1e9 // so much that last week's places do not count
		shown[other[k]], earned[other[k]] = 4*p.Places, 4*p.Places*(1+2*p.Inertia)*1e9
		w.Streamers.Income[s] = .5 * elsewhere(s)
	}
	w.Streamers.Income[watched[rich]] = 2 * elsewhere(watched[rich])
	w.Streamers.Shown[watched[hasty]][other[hasty]] = .5 * p.Places
	for j := range state.LineUp {
		w.deals.ClearPlace(watched[hasty], j)
	}
	w.talent.ChooseCategories()
	if got := w.Hosts.Category[watched[poor]]; got != other[poor] {
		t.Errorf("a poor streamer of category %d that sold better in %d is in %d", main[poor], other[poor], got)
	}
	for _, k := range []int{rich, hasty} {
		if got := w.Hosts.Category[watched[k]]; got != main[k] {
			t.Errorf("streamer %d left its category", k)
		}
	}
}

// Agencies receive exactly the split of the commission and slot fees of their streamers, fen for fen.
func TestAgenciesReceiveTheSplitExactly(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	run(t, w, 84, 1)
	for w.Day++; !w.StartsWeek(); w.Day++ {
		w.Day--
		run(t, w, 1, 1)
	}
	w.Day--
	want := int64(0)
	for s, a := range w.Streamers.MCN {
		if a >= 0 {
			want += int64(w.Streamers.Split[s] * float64(w.Hosts.WeekSettling.Commission[s]+w.Streamers.SlotFees[s]))
		}
	}
	run(t, w, 1, 1)
	if got := w.Accounts.Moved(ledger.Streamers, ledger.MCNs, ledger.Split); got != want || want == 0 {
		t.Errorf("agencies received %d fen, their splits are %d", got, want)
	}
}

// H25: a scandal costs its streamer most, the merchants on show less, and the other rooms a little each, more the
// larger the streamer.
func TestScandalSpillsOver(t *testing.T) {
	t.Parallel()
	loss := func(big bool) (own, others float64) {
		w := town(t, nil)
		run(t, w, 120, 1)
		host := -1
		for s, in := range w.Streamers.Active {
			if v := w.Hosts.WeekSettling.Visits; in && v[s] > 0 && (host < 0 || (v[s] > v[host]) == big) {
				host = s
			}
		}
		before := make([]float64, w.NumHosts())
		for h := range before {
			before[h] = w.p.HostTrust(w.Market, h)
		}
		w.venue.ShockTrust(host, 1, w.venue.WeekVisits())
		for h := range before {
			if d := before[h] - w.p.HostTrust(w.Market, h); h == host {
				own = d
			} else {
				others += d
			}
		}
		return own, others / float64(w.NumHosts()-1)
	}
	star, starOthers := loss(true)
	small, smallOthers := loss(false)
	if star < 0.1 || small < 0.1 || starOthers <= 0 || starOthers >= star/2 || starOthers <= smallOthers {
		t.Errorf("trust lost: star %.3f, by others %.4f; small streamer %.3f, by others %.4f", star, starOthers, small, smallOthers)
	}
}

// The number of streamers is an outcome of what they earn: the dearer their time, the fewer they are.
func TestDearTimeMakesFewStreamers(t *testing.T) {
	t.Parallel()
	number := func(wage float64) int {
		w := town(t, map[string]any{"streamers.show.wage": wage})
		run(t, w, 2*364, 1)
		return active(w)
	}
	cheap, dear := number(15), number(120)
	if dear >= cheap*3/4 {
		t.Errorf("%d streamers at 15 yuan an hour, %d at 120", cheap, dear)
	}
}

// Newcomers bring fresh faces; nobody's skill passes its ceiling, hype and freshness stay in their ranges.
func TestStreamersStayWithinBounds(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	for range 12 {
		run(t, w, 30, 1)
		for s, in := range w.Streamers.Active {
			if !in {
				continue
			}
			h := &w.Hosts
			for what, x := range map[string]float64{
				"content over ceiling": h.Content[s] - w.Streamers.Ceiling[s], "product over ceiling": h.Product[s] - w.Streamers.ProductTop[s],
				"hype over its most": h.Hype[s] - 0.5, "freshness over 1": h.Fresh[s] - 1, "negative hype": -h.Hype[s], "negative freshness": -h.Fresh[s],
				"too few sessions": 0.25 - w.Streamers.Sessions[s],
			} {
				if x > 1e-9 || math.IsNaN(x) {
					t.Fatalf("day %d, streamer %d: %s by %v", w.Day, s, what, x)
				}
			}
		}
	}
}

// Streamers and agencies neither die out nor crowd the market. The number of streamers, averaged over a year, stays within 50-150 % of
// that of year 2, and so does skill. Agencies begin as many as the market sustains and what foundings brought decides how many come
// after them: there are never more than half as many again as at the start, nor less than a third. Over three years in one market, with
// LIVEBAZAAR_LONG over ten in each of three.
func TestStreamersAndAgenciesLast(t *testing.T) {
	t.Parallel()
	const most, months = 10, 13
	markets, years := 1, 3
	if os.Getenv("LIVEBAZAAR_LONG") != "" {
		markets, years = 3, most
	}
	counts := make([][most + 1][3]float64, markets) // streamers, agencies, content power
	atStart := agenciesOf(replicate(t, nil, 0))
	var group sync.WaitGroup
	for k := range counts {
		w := replicate(t, nil, k)
		group.Go(func() {
			for day := range 90 + years*months*28 {
				if err := w.Step(1); err != nil {
					t.Error(err)
					return
				}
				if after := day + 1 - 90; after > 0 && after%28 == 0 {
					year := &counts[k][(after/28-1)/months+1]
					year[0] += float64(active(w)) / months
					year[1] += float64(agenciesOf(w)) / months
					year[2] += meanOf(w, func(s int) float64 { return w.Hosts.Content[s] }) / months
				}
			}
		})
	}
	group.Wait()
	for what, name := range []string{"streamers", "agencies", "content power"} {
		for k := range counts {
			least, largest := counts[k][2][what]/2, counts[k][2][what]*1.5
			if name == "agencies" {
				least, largest = float64(atStart)/3, 1.5*float64(atStart) // it starts with as many as it sustains
			}
			for y := 3; y <= years; y++ {
				if now := counts[k][y][what]; now < least || now > largest {
					t.Errorf("market %d, year %d: %s %.2f, beyond %.2f to %.2f", k, y, name, now, least, largest)
				}
			}
		}
	}
}
