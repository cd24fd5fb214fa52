package sim

import (
	"sort"
	"testing"

	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
	"livebazaar/sim/talent"
)

func agenciesOf(w *World) (n int) {
	for _, alive := range w.MCNs.Alive {
		if alive {
			n++
		}
	}
	return n
}

// Calibration row C11: 93 % of large influencers are signed, ±5 points; of all streamers far fewer are.
func TestLargeInfluencersAreSigned(t *testing.T) {
	t.Parallel()
	large, signed, all, allSigned := 0, 0, 0, 0
	w := market(t, map[string]any{"consumers.count": int64(5000), "streamers.count": int64(200), "mcns.count": int64(8), "merchants.count": int64(125)})
	run(t, w, 270, 1)
	for range 6 {
		run(t, w, 28, 1)
		var order []int
		for s, in := range w.Streamers.Active {
			if in {
				order = append(order, s)
				all++
				if w.Streamers.MCN[s] >= 0 {
					allSigned++
				}
			}
		}
		gross := func(s int) float64 { return w.Streamers.Income[s] / (1 - w.Streamers.Split[s]) }
		sort.Slice(order, func(i, j int) bool { return gross(order[i]) > gross(order[j]) })
		for _, s := range order[:len(order)/20] {
			large++
			if w.Streamers.MCN[s] >= 0 {
				signed++
			}
		}
	}
	share, of := float64(signed)/float64(large), float64(allSigned)/float64(all)
	if share < 0.85 || of > 0.7 {
		t.Errorf("signed: %.2f of the large, %.2f of all", share, of)
	}
}

// An agency without cash for the declared weeks closes: its streamers are free, its account is settled to zero, and
// another may be founded in its place.
func TestBankruptAgencyClosesAndFreesItsStreamers(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	run(t, w, 60, 1)
	a := state.AgencyAccount(0)
	w.Accounts.Move(a, state.Outside, ledger.Operation, w.Accounts.Of(ledger.MCNs, 0)+w.Scale.Real(1e9))
	roster := 0
	for _, of := range w.Streamers.MCN {
		if of == 0 {
			roster++
		}
	}
	name := w.MCNs.ID[0]
	run(t, w, int(7*(w.p.MCNs.Firm.Patience+talent.ReviewWeeks+1)), 1)
	if w.MCNs.Alive[0] && w.MCNs.ID[0] == name {
		t.Fatal("the agency survives without cash")
	}
	if roster == 0 {
		t.Fatal("the agency had no roster to free")
	}
	if !w.MCNs.Alive[0] {
		if got := w.Accounts.Of(ledger.MCNs, 0); got != 0 {
			t.Errorf("the closed agency's account holds %d fen", got)
		}
		for s, of := range w.Streamers.MCN {
			if of == 0 {
				t.Errorf("streamer %d is signed to a closed agency", s)
			}
		}
	}
}

// A streamer nobody signed at the start may be signed from the first weeks on.
func TestAgenciesScoutFromTheFirstWeeks(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	free := map[uint64]bool{}
	for s, a := range w.Streamers.MCN {
		if w.Streamers.Active[s] && a < 0 {
			free[w.Hosts.ID[s]] = true
		}
	}
	run(t, w, 28, 1)
	for s, a := range w.Streamers.MCN {
		if a >= 0 && free[w.Hosts.ID[s]] {
			return
		}
	}
	t.Errorf("none of %d free streamers was signed within four weeks", len(free))
}

// The first agencies are a cross-section: some have spent capital, and who stands higher has the larger rosters.
func TestFirstAgenciesDifferInStanding(t *testing.T) {
	t.Parallel()
	w := market(t, map[string]any{"consumers.count": int64(100), "streamers.count": int64(400), "mcns.count": int64(40), "merchants.count": int64(10)})
	var agencies, roster [2]int // thriving on all their capital, and not
	standing := func(a int) int {
		if w.Accounts.Of(ledger.MCNs, a) < w.MCNs.Cash[a] {
			return 1
		}
		return 0
	}
	for a, alive := range w.MCNs.Alive {
		if alive {
			agencies[standing(a)]++
		}
	}
	for _, a := range w.Streamers.MCN {
		if a >= 0 {
			roster[standing(int(a))]++
		}
	}
	if agencies[0] < 10 || agencies[1] < 10 || roster[0]*agencies[1] < 2*roster[1]*agencies[0] {
		t.Errorf("agencies with all their capital and without: %d, rosters %d", agencies, roster)
	}
}

// The default market starts with about as many agencies as it sustains: in its first two years no more than half of them are ever missing.
func TestTheMarketStartsWithAsManyAgenciesAsItSustains(t *testing.T) {
	t.Parallel()
	w := market(t, nil)
	first := agenciesOf(w)
	for range 26 {
		run(t, w, 28, 1)
		if n := agenciesOf(w); 2*n < first || n > 2*first {
			t.Fatalf("of %d agencies at the start there are %d on day %d", first, n, w.Today())
		}
	}
}

// Nobody founds where everybody who could runs an agency.
func TestFoundersAreFinitelyMany(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"mcns.firm.founders": 1.0, "mcns.firm.office": 1.0, "mcns.firm.reluctance": 5.0, "mcns.firm.steepness": 0.0,
		"mcns.firm.trial": int64(520)})
	run(t, w, 364, 1)
	n := agenciesOf(w)
	if n != len(w.MCNs.Alive) {
		t.Errorf("%d agencies where %d people could run one and it costs nothing", n, len(w.MCNs.Alive))
	}
}

// Agencies pay for the impressions that were delivered, at the price, and for none beyond those they asked for.
func TestTrafficIsPaidAsDelivered(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"platform.ranking.paid.ad_load": 0.3})
	paid := int64(0)
	for range 180 {
		run(t, w, 1, 1)
		asked := int64(0)
		for s, n := range w.Main().Bought[:w.NumStreamers()] {
			asked += n
			if n > 0 && w.Hosts.Open[s] == 0 {
				t.Fatalf("day %d: traffic is asked for streamer %d, who is not live", w.Day, s)
			}
		}
		today := w.Accounts.Moved(ledger.MCNs, ledger.Platforms, ledger.Traffic)
		if most := float64(asked)*w.p.MCNs.Traffic.Price/10 + float64(w.NumStreamers()); float64(today) > most {
			t.Fatalf("day %d: %d fen paid for %d impressions asked", w.Day, today, asked)
		}
		paid += today
	}
	if paid == 0 {
		t.Error("nobody buys traffic")
	}
}

// Training raises the skill of the agency's streamers and of nobody else, and is paid for.
func TestTrainingIsPaidAndTrains(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"streamers.practice.rate": 0.0})
	run(t, w, 28, 1)
	before := append([]float64(nil), w.Hosts.Content...)
	paid := w.Accounts.Moved(ledger.MCNs, ledger.Outside, ledger.Training)
	w.talent.TrainStreamers()
	trained := 0
	for s := range w.Streamers.Active {
		switch grew := w.Hosts.Content[s] > before[s]; {
		case grew && w.Streamers.MCN[s] < 0:
			t.Errorf("streamer %d was trained without an agency", s)
		case grew:
			trained++
		}
	}
	if cost := w.Accounts.Moved(ledger.MCNs, ledger.Outside, ledger.Training) - paid; trained == 0 ||
		cost < int64(trained)*w.Scale.Real(w.p.MCNs.Training.Cost) {
		t.Errorf("%d streamers trained for %d fen", trained, cost)
	}
}

// When the term of a contract is over the streamer is free, and may sign again at once.
func TestContractsEndWithTheirTerm(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"mcns.breakaway.base": -20.0, "mcns.talent.threshold": -10.0, "mcns.contract.term": int64(8)})
	run(t, w, 200, 1)
	signed := 0
	for s, a := range w.Streamers.MCN {
		if a >= 0 && w.Streamers.Active[s] {
			signed++
			if age := w.Day - int64(w.Streamers.SignedOn[s]); age > 7*(8+talent.ReviewWeeks) {
				t.Errorf("streamer %d is in a contract of 8 weeks since %d days", s, age)
			}
		}
	}
	if signed == 0 {
		t.Error("nobody signs again")
	}
}

// Signed streamers and their agencies pay for traffic as they share its income.
func TestTrafficIsSharedAsItsIncome(t *testing.T) {
	t.Parallel()
	w := town(t, nil)
	run(t, w, 60, 1)
	streamers, agencies := int64(0), int64(0)
	for range 60 {
		run(t, w, 1, 1)
		streamers += w.Accounts.Moved(ledger.Streamers, ledger.Platforms, ledger.Traffic)
		agencies += w.Accounts.Moved(ledger.MCNs, ledger.Platforms, ledger.Traffic)
	}
	if agencies == 0 || streamers <= agencies { // the split is below a half
		t.Errorf("streamers pay %d fen for traffic, agencies %d", streamers, agencies)
	}
}

// A market without agencies, and one with a single streamer, are markets too.
func TestMarketsWithoutAgenciesOrWithOneStreamer(t *testing.T) {
	t.Parallel()
	w := town(t, map[string]any{"mcns.count": int64(0)})
	run(t, w, 120, 1)
	if moved := w.Accounts.Total(ledger.MCNs); moved != 0 || len(w.MCNs.Alive) != 0 {
		t.Errorf("agencies hold %d fen", moved)
	}
	lone := market(t, map[string]any{"consumers.count": int64(300), "streamers.count": int64(1), "mcns.count": int64(1), "merchants.count": int64(10)})
	run(t, lone, 400, 1)
}
