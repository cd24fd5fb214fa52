package sim

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/crew"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// The check of stock sees every good, also where several workers share them, and tells the first that is wrong.
func TestStockCheckNoticesAUnitLeftOut(t *testing.T) {
	t.Parallel()
	w := market(t, map[string]any{"consumers.count": int64(1000), "streamers.count": int64(40), "merchants.count": int64(1300)})
	run(t, w, 3, 7)
	last := len(w.Goods.Stock) - 1
	if last < 3*crew.Block {
		t.Fatalf("%d goods are too few for several workers", last+1)
	}
	for _, wrong := range [][]int{{4}, {last}, {last / 2, last}, {4, last}} {
		for _, g := range wrong {
			w.Goods.Stock[g]++
		}
		if err := w.supply.CheckStock(); err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("good %d ", wrong[0])) {
			t.Errorf("units from nowhere of the goods %v are told as %v", wrong, err)
		}
		for _, g := range wrong {
			w.Goods.Stock[g]--
		}
	}
	for _, g := range []int{0, last} {
		w.Goods.Today.Spent[g]++
		if w.supply.CheckStock() == nil {
			t.Errorf("production of good %d that was not paid for went unnoticed", g)
		}
		w.Goods.Today.Spent[g]--
	}
	if err := w.supply.CheckStock(); err != nil {
		t.Error(err)
	}
}

func TestUnlimitedStockNeverRunsOut(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"merchants.stock.unlimited": true})
	run(t, w, 42, 1)
	var orders int64
	for _, d := range w.Rec.Days {
		orders += d.Orders
		if d.Stockouts > 0 {
			t.Fatalf("day %d: %d orders found no stock", d.Day, d.Stockouts)
		}
	}
	if orders == 0 {
		t.Error("nothing was sold")
	}
}

// The books: over months of entries and exits the merchants' profits add up to their receipts less payments, owners' capital left
// out, and the change of stock at cost.
func TestMonthlyProfitsAreReceiptsLessPaymentsAndStock(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 35, 1) // to the end of day 0, the end of a month
	worth := func() (sum int64) {
		for _, fen := range w.Goods.Worth {
			sum += fen
		}
		return sum
	}
	before, days := worth(), len(w.Rec.Flows)
	w.Rec.Merchants = nil
	run(t, w, 4*state.Month, 1)
	net := worth() - before
	for _, f := range w.Rec.Flows[days:] {
		if f.For == "capital" {
			continue
		}
		if f.To == "merchants" {
			net += f.Amount
		}
		if f.From == "merchants" {
			net -= f.Amount
		}
	}
	var profits int64
	for _, row := range w.Rec.Merchants {
		profits += row.Profit
	}
	if profits != net {
		t.Errorf("merchants report profits of %d fen, their accounts and stock say %d", profits, net)
	}
}

func TestShowsStayWithinBudget(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 42, 1)
	spent := make([]int64, w.NumMerchants())
	for _, p := range w.deals.ProposeShows() {
		spent[p.Merchant] += p.SlotFee + p.Handling
		if commission := float64(p.Commission) / 10000; commission < .01 || commission > .4 {
			t.Errorf("commission of %v offered", commission)
		}
		if w.Merchants.Tier[p.Merchant] == merchant.Micro {
			t.Error("a micro source asks a streamer")
		}
		if p.SlotFee > 0 && int64(w.Main().Tier[p.Host]) > w.p.Merchants.Fees.SlotTier {
			t.Error("a slot fee is offered below the tier that gets one")
		}
	}
	for m, fen := range spent {
		if fen > w.Merchants.Budget[m] {
			t.Errorf("merchant %d offers %d fen of a budget of %d", m, fen, w.Merchants.Budget[m])
		}
	}
}

// Becker 1968, in the market: certain and heavy punishment leaves no cheats, none at all leaves no honest merchant where
// nobody has a future, esteem or scruples to lose.
func TestPunishmentDecidesHowManyCheat(t *testing.T) {
	t.Parallel()
	shameless := map[string]any{"merchants.honesty.scruple": 0.0, "merchants.honesty.esteem": 0.0, "merchants.honesty.review": 1.0,
		"platform.enforcement.suspension": int64(0)}
	for _, tier := range []string{"high_end", "mature", "emerging", "micro"} {
		shameless["merchants.tiers."+tier+".loyalty"] = 0.0
	}
	honest := func(sampling, audit, fine float64) (share float64) {
		shameless["platform.enforcement.sampling"], shameless["platform.enforcement.fine"] = sampling, fine
		shameless["platform.enforcement.audit"] = audit // who is found guilty is honest until the next Monday
		w := small(t, shameless)
		run(t, w, 22, 1)
		n := 0.0
		for m, alive := range w.Merchants.Alive {
			if alive {
				n++
				if w.Merchants.Honest[m] {
					share++
				}
			}
		}
		return share / n
	}
	if share := honest(0, 0, 3); share > 0 {
		t.Errorf("without inspections %.2f stay honest", share)
	}
	if share := honest(1, 0.05, 50); share < 1 {
		t.Errorf("under monthly inspections and a fine of 50 times the value %.2f stay honest", share)
	}
}

// One rule of trust: every order that was kept and did not fail is one good experience with its host and one with its
// merchant, and no other order is, so that over all hosts and all merchants they are the same.
func TestHostsAndMerchantsAreTrustedByOneRule(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 40, 1)
	clear(w.Hosts.TrustPos)
	clear(w.Merchants.TrustPos)
	for range 5 {
		run(t, w, 1, 1)
	}
	sum := func(column []float64) (sum float64) {
		for _, x := range column {
			sum += x
		}
		return sum
	}
	hosts, merchants := sum(w.Hosts.TrustPos), sum(w.Merchants.TrustPos)
	if hosts == 0 || math.Abs(hosts-merchants) > 1e-6*hosts {
		t.Errorf("the same orders are %.2f positive experiences with hosts and %.2f with merchants", hosts, merchants)
	}
}

// A merchant that was in the red for too long leaves with store and stock. Its place rests until its last orders are settled,
// however many want to come in, and is taken then.
func TestBankruptMerchantLeavesAndItsPlaceRests(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"merchants.entry.cost": 1000.0})
	run(t, w, 21, 1)
	const m = 3
	out := w.Accounts.Of(ledger.Merchants, m) + 1_000_000_00 // the owner takes out more than there is
	w.Accounts.Move(state.MerchantAccount(m), state.Outside, ledger.Capital, out)
	w.Merchants.PaidIn[m] -= out
	w.Merchants.PaidInMonth[m] -= out
	run(t, w, 35, 1)
	if w.Merchants.Alive[m] {
		t.Fatalf("a merchant with %d fen after five weeks is still in the market", w.Accounts.Of(ledger.Merchants, m))
	}
	if w.Hosts.Alive[w.StoreOf(m)] || worth(w, m) != 0 {
		t.Error("a closed merchant keeps a store or stock")
	}
	w.p.Merchants.Entry.Candidates = 1 // a candidate a week for every merchant
	left := int64(w.Merchants.Left[m])
	for w.Day < left+w.p.Merchants.Entry.Rest {
		run(t, w, 1, 1)
		if w.Merchants.Alive[m] {
			t.Fatalf("the place was taken again %d days after the exit", w.Day-left)
		}
	}
	run(t, w, state.Week, 1)
	if !w.Merchants.Alive[m] {
		t.Errorf("nobody has taken the place %d days after the exit", w.Day-left)
	}
}

// The cost of opening that a candidate weighs is paid, by who comes in and by nobody else: to the fen, out of capital the
// owner pays in for it, so that the newcomer starts with its opening capital and its first month shows the cost.
func TestOpeningABusinessCostsWhatCandidatesWeigh(t *testing.T) {
	t.Parallel()
	w := small(t, map[string]any{"merchants.entry.candidates": .2, "merchants.entry.cost": 20000.0, "run.warmup_days": int64(30)})
	if paid := w.Accounts.Moved(ledger.Merchants, ledger.Outside, ledger.Opening); paid != 0 {
		t.Errorf("the first merchants, in business long since, paid %d fen for opening", paid)
	}
	entered := 0
	for range 12 * state.Week {
		last := w.Serial
		run(t, w, 1, 1)
		var due int64
		for m, alive := range w.Merchants.Alive {
			if !alive || int64(w.Merchants.ID[m]) < last {
				continue
			}
			cost := w.Scale.Real(w.p.Merchants.Entry.Cost * w.p.Merchants.Tiers[w.Merchants.Tier[m]].Opening)
			entered++
			due += cost
			if cash := w.Accounts.Of(ledger.Merchants, m); cash <= 0 {
				t.Errorf("day %d: newcomer %d has %d fen", w.Day, m, cash)
			}
			equity := w.Accounts.Of(ledger.Merchants, m) + worth(w, m)
			week := equity - w.Merchants.WeekOpen[m] - w.Merchants.PaidIn[m]
			month := equity - w.Merchants.MonthOpen[m] - w.Merchants.PaidInMonth[m]
			if thisMonth := w.Merchants.PaidInMonth[m] != 0; thisMonth && month != week-cost {
				t.Errorf("day %d: newcomer %d has a profit of %d fen by week, %d by month, its opening cost %d", w.Day, m, week, month, cost)
			}
		}
		if paid := w.Accounts.Moved(ledger.Merchants, ledger.Outside, ledger.Opening); paid != due {
			t.Fatalf("day %d: %d fen were paid for opening businesses that cost %d", w.Day, paid, due)
		}
	}
	if entered < 5 {
		t.Errorf("%d merchants came in", entered)
	}
}

// A merchant's own store is no streamer that took its goods: what moves the commission on the open list counts places with
// streamers alone.
func TestOwnStoresAreNoStreamers(t *testing.T) {
	t.Parallel()
	w := small(t, nil)
	run(t, w, 10*state.Week, 1)
	own := 0
	placed := make([]int32, len(w.Goods.Placed))
	for s := range w.NumStreamers() {
		for j := range state.LineUp {
			if g := w.Offers.Good[w.Offer(w.Edition(), s, j)]; g >= 0 && w.Streamers.Active[s] {
				placed[g]++
			}
		}
	}
	for g, n := range placed {
		if !w.Merchants.Alive[g/state.GoodsPer] {
			continue // has left, and asks no commission
		}
		if w.Goods.Placed[g] != n {
			t.Errorf("good %d is placed with %d streamers, counted %d", g, n, w.Goods.Placed[g])
		}
		if w.Goods.Shown[g] > n {
			own++
		}
	}
	if own == 0 {
		t.Error("no good is on show in a store: the test sees nothing")
	}
}
