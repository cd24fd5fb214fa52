package sim

import (
	"testing"

	"livebazaar/agents/merchant"
	"livebazaar/sim/ledger"
)

// small is a market of 2,000 consumers, 80 streamers and 50 merchants: as many per consumer as in the default.
func small(t testing.TB, more map[string]any) *World {
	set := map[string]any{"consumers.count": int64(2000), "streamers.count": int64(80), "merchants.count": int64(50),
		"mcns.count": int64(3), "run.warmup_days": int64(35)}
	for k, v := range more {
		set[k] = v
	}
	return market(t, set)
}

func TestEveryMerchantStartsFundedAndStocked(t *testing.T) {
	w := small(t, nil)
	alive := 0
	for m := range w.Merchants.Alive {
		if !w.Merchants.Alive[m] {
			continue
		}
		alive++
		if w.Accounts.Of(ledger.Merchants, m) <= 0 {
			t.Errorf("merchant %d starts with %d fen", m, w.Accounts.Of(ledger.Merchants, m))
		}
		for g := m * GoodsPer; g < (m+1)*GoodsPer; g++ {
			if w.Goods.Stock[g] <= 0 || w.Goods.Cost[g] >= w.Goods.List[g] || w.Goods.Lead[g] < 3 || w.Goods.Lead[g] > 15 {
				t.Errorf("good %d: stock %d, cost %d, list %d, lead %d", g, w.Goods.Stock[g], w.Goods.Cost[g], w.Goods.List[g], w.Goods.Lead[g])
			}
		}
	}
	if alive != 50 || w.NumMerchants() != 65 {
		t.Errorf("%d merchants in %d places, want 50 in 65", alive, w.NumMerchants())
	}
}

func TestStockCheckNoticesAUnitLeftOut(t *testing.T) {
	w := small(t, nil)
	run(t, w, 10, 1)
	w.Goods.Stock[4]++
	if w.checkStock() == nil {
		t.Error("a unit from nowhere went unnoticed")
	}
	w.Goods.Stock[4]--
	w.Goods.Today.Spent[0]++
	if w.checkStock() == nil {
		t.Error("production that was not paid for went unnoticed")
	}
}

func TestUnlimitedStockNeverRunsOut(t *testing.T) {
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

// The books: over months of entries and exits the merchants' profits add up to their receipts less payments, owners' capital left out, and
// the change of stock at cost.
func TestMonthlyProfitsAreReceiptsLessPaymentsAndStock(t *testing.T) {
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
	run(t, w, 4*Month, 1)
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
	w := small(t, nil)
	run(t, w, 42, 1)
	spent := make([]int64, w.NumMerchants())
	for _, p := range w.proposeShows() {
		spent[p.Merchant] += p.SlotFee + p.Handling
		if commission := float64(p.Commission) / 10000; commission < .01 || commission > .4 {
			t.Errorf("commission of %v offered", commission)
		}
		if w.Merchants.Tier[p.Merchant] == merchant.Micro {
			t.Error("a micro source asks a streamer")
		}
		if p.SlotFee > 0 && int64(w.Hosts.Tier[p.Host]) > w.p.Merchants.Fees.SlotTier {
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
// nobody has a future or scruples to lose.
func TestPunishmentDecidesHowManyCheat(t *testing.T) {
	shameless := map[string]any{"merchants.honesty.scruple": 0.0, "merchants.honesty.review": 1.0,
		"platform.enforcement.suspension": int64(0)}
	for _, tier := range []string{"high_end", "mature", "emerging", "micro"} {
		shameless["merchants.tiers."+tier+".loyalty"] = 0.0
	}
	honest := func(sampling, fine float64) (share float64) {
		shameless["platform.enforcement.sampling"], shameless["platform.enforcement.fine"] = sampling, fine
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
	if share := honest(0, 3); share > 0 {
		t.Errorf("without inspections %.2f stay honest", share)
	}
	if share := honest(1, 50); share < 1 {
		t.Errorf("under monthly inspections and a fine of 50 times the value %.2f stay honest", share)
	}
}

func TestCheatingSavesCostAndQuality(t *testing.T) {
	w := small(t, nil)
	w.setHonesty(0, true)
	cost, delivered := w.Goods.Cost[0], w.Goods.Delivered[0]
	w.setHonesty(0, false)
	if w.Goods.Cost[0] >= cost || w.Goods.Delivered[0] >= delivered || w.Goods.Quality[0] != delivered {
		t.Errorf("cheating moves cost %d → %d, delivered quality %v → %v", cost, w.Goods.Cost[0], delivered, w.Goods.Delivered[0])
	}
	w.setHonesty(0, true)
	if w.Goods.Cost[0] != cost || w.Goods.Delivered[0] != delivered {
		t.Error("honesty does not bring back cost and quality exactly")
	}
}

func TestVerdictFinesSuspendsAndCostsCredit(t *testing.T) {
	w := small(t, nil)
	run(t, w, 20, 1)
	m := 0
	for !w.sells(m) || w.Goods.Demand[m*GoodsPer] == 0 {
		m++
	}
	cash, state, credit := w.Accounts.Of(ledger.Merchants, m), w.Accounts.Of(ledger.Government, 0), w.Merchants.Credit[m]
	w.setHonesty(m, false)
	w.sanction(m, m*GoodsPer)
	fine := cash - w.Accounts.Of(ledger.Merchants, m)
	if fine <= 0 || w.Accounts.Of(ledger.Government, 0)-state != fine {
		t.Errorf("the merchant paid %d fen, the government received %d", fine, w.Accounts.Of(ledger.Government, 0)-state)
	}
	if w.sells(m) || w.Merchants.Credit[m] >= credit || !w.Merchants.Honest[m] {
		t.Error("a verdict should suspend sales, cost credit and end the cheating")
	}
	w.Day += w.p.Enforcement.Sanction.Suspension + 1
	if !w.sells(m) {
		t.Error("the suspension does not end")
	}
}

// With inspections every day and no errors, cheats are found out on the spot and nobody else is.
func TestInspectionsFindCheatsAndOnlyCheats(t *testing.T) {
	w := small(t, map[string]any{"platform.enforcement.sampling": 30.0, "platform.enforcement.false_positive": 0.0,
		"platform.enforcement.false_negative": 0.0, "merchants.honesty.review": 0.0})
	run(t, w, 8, 1)
	for m, alive := range w.Merchants.Alive {
		if alive {
			w.setHonesty(m, m%2 == 0)
			w.Merchants.Suspended[m] = longAgo
		}
	}
	w.enforce()
	for m, alive := range w.Merchants.Alive {
		if alive && w.sells(m) != (m%2 == 0) {
			t.Errorf("merchant %d, honest %v, sells on: %v", m, m%2 == 0, w.sells(m))
		}
	}
}

func TestBankruptMerchantLeavesAndItsPlaceRests(t *testing.T) {
	w := small(t, nil)
	run(t, w, 21, 1)
	const m = 3
	w.payIn(m, -w.Accounts.Of(ledger.Merchants, m)-1_000_000_00)
	run(t, w, 35, 1)
	if w.Merchants.Alive[m] {
		t.Fatalf("a merchant with %d fen after five weeks is still in the market", w.Accounts.Of(ledger.Merchants, m))
	}
	if w.Hosts.Alive[w.StoreOf(m)] || w.stockWorth(m) != 0 {
		t.Error("a closed merchant keeps a store or stock")
	}
	left := int64(w.Merchants.Left[m])
	for w.Day < left+w.p.Merchants.Entry.Rest {
		run(t, w, 1, 1)
		if w.Merchants.Alive[m] {
			t.Fatalf("the place was taken again %d days after the exit", w.Day-left)
		}
	}
}

// Spill-over: of two merchants of one category the one that sells more live gets more of the shelf.
func TestLiveSalesSpillOverToTheShelf(t *testing.T) {
	w := small(t, nil)
	run(t, w, 14, 1)
	var total int64
	for c := range w.Shelf.Net {
		w.Shelf.Net[c] = 1_000_000_00
		total += w.Shelf.Net[c]
	}
	clear(w.Merchants.Month.ShelfNet)
	w.shareShelf()
	var passed int64
	var above, below, n float64
	for m, fen := range w.Merchants.Month.ShelfNet {
		passed += fen
		for k := range m {
			if w.Merchants.Alive[m] && w.Merchants.Alive[k] && w.Merchants.Category[m] == w.Merchants.Category[k] {
				n++
				more, less := m, k
				if w.Merchants.Visibility[m] < w.Merchants.Visibility[k] {
					more, less = k, m
				}
				above += float64(w.Merchants.Month.ShelfNet[more])
				below += float64(w.Merchants.Month.ShelfNet[less])
			}
		}
	}
	if n == 0 || above < 1.2*below {
		t.Errorf("the more visible of %v pairs sold %.0f fen on the shelf, the less visible %.0f", n, above, below)
	}
	if limit := w.p.Merchants.ShelfShare * float64(total); float64(passed) > limit || float64(passed) < .8*limit {
		t.Errorf("%d fen were passed on of %.0f", passed, limit)
	}
}

func TestDeepDiscountLowersTheReferencePrice(t *testing.T) {
	mean := func(depth float64) float64 {
		w := small(t, map[string]any{"merchants.discount.depth": depth, "merchants.discount.learn": false})
		run(t, w, 70, 1)
		sum, n := 0.0, 0.0
		for g, r := range w.Goods.Reference {
			if w.Merchants.Alive[g/GoodsPer] {
				sum += r
				n++
			}
		}
		return sum / n
	}
	none, deep := mean(0), mean(4)
	if none < .97 || deep > none-.03 {
		t.Errorf("after ten weeks the reference price is %.3f of list without cuts, %.3f with cuts four times as deep", none, deep)
	}
}

func TestLivePriceKeepsTheFloor(t *testing.T) {
	w := small(t, map[string]any{"merchants.discount.depth": 5.0})
	for g := range w.Goods.List {
		if !w.Merchants.Alive[g/GoodsPer] {
			continue
		}
		commission := w.commissionFor(w.keptCost(g), g, 0)
		price := float64(w.livePrice(g, basisPoints(commission)))
		if kept := price * (1 - commission - w.p.Platform.Fees.Commission); kept < w.keptCost(g)-1 && int64(price) < w.Goods.List[g] {
			t.Errorf("good %d sells at %.0f, keeps %.0f, costs %.0f", g, price, kept, w.keptCost(g))
		}
		if price <= 0 {
			t.Errorf("good %d has price %v", g, price)
		}
	}
}
