package sim

import (
	"math"
	"slices"
	"testing"

	"livebazaar/agents/chance"
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

// What a merchant believes of its chance to be caught is how often the market's own daily inspections catch it within
// the horizon: with a verdict every inspection, rare ones must not make detection certain.
func TestBelievedDetectionIsWhatInspectionsDo(t *testing.T) {
	for _, set := range []map[string]any{
		{}, {"platform.enforcement.false_negative": 0.0}, {"platform.enforcement.sampling": 2.0},
	} {
		set["merchants.count"], set["merchants.honesty.review"] = int64(2000), 0.0
		w := small(t, set)
		p, h := &w.p.Enforcement.Inspection, &w.p.Merchants.Honesty
		days := int64(Week * h.Horizon)
		var caught, wrongly, cheats, honest float64
		guilty := make([]bool, 2000)
		for range days {
			w.Day++
			w.morning()
			w.receiveStock()
			for m := range guilty {
				w.setHonesty(m, m%4 == 0) // a verdict makes honest; here conduct stays what it is
			}
			w.inspectGoods()
			for _, good := range w.run.guilty {
				guilty[good/GoodsPer] = true
			}
		}
		for m, found := range guilty {
			of, n := &caught, &cheats
			if m%4 == 0 {
				of, n = &wrongly, &honest
			}
			if *n++; found {
				*of++
			}
		}
		for _, c := range []struct {
			what            string
			believed, found float64
			n               float64
		}{{"a cheat", p.Caught(true, days), caught / cheats, cheats}, {"an honest merchant", p.Caught(false, days), wrongly / honest, honest}} {
			if noise := math.Sqrt(c.believed * (1 - c.believed) / c.n); math.Abs(c.found-c.believed) > 3.5*noise {
				t.Errorf("%v: %s believes to be found guilty with %.3f, was in %.3f ± %.3f of cases", set, c.what, c.believed, c.found, noise)
			}
		}
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
	w.inspectGoods()
	for m, alive := range w.Merchants.Alive {
		if alive && w.sells(m) != (m%2 == 0) {
			t.Errorf("merchant %d, honest %v, sells on: %v", m, m%2 == 0, w.sells(m))
		}
	}
}

// Who complains of a good has that good inspected: of merchants whose first good alone breaches, and is alone complained
// of, the audits find every one; complaints of its sound goods find nothing.
func TestAuditsInspectTheGoodComplainedOf(t *testing.T) {
	for _, at := range []int{0, 1} {
		w := small(t, map[string]any{"platform.enforcement.sampling": 0.0, "platform.enforcement.audit": 1.0,
			"platform.enforcement.false_positive": 0.0, "platform.enforcement.false_negative": 0.0})
		w.Day++
		w.morning()
		w.receiveStock()
		for m, alive := range w.Merchants.Alive {
			if alive {
				w.setHonesty(m, true)
				w.Goods.Delivered[m*GoodsPer] = w.Goods.Quality[m*GoodsPer] / 2
				w.Goods.Today.Complaints[m*GoodsPer+at], w.Merchants.Today.Complaints[m] = 1, 1
			}
		}
		w.inspectGoods()
		for m, alive := range w.Merchants.Alive {
			if alive && w.sells(m) != (at != 0) {
				t.Errorf("good %d complained of, good 0 in breach: merchant %d sells on: %v", at, m, w.sells(m))
			}
		}
		for _, good := range w.run.guilty {
			if good%GoodsPer != 0 {
				t.Errorf("good %d was found guilty", good)
			}
		}
	}
}

// One rule of trust: every order that was kept and did not fail is one good experience with its host and one with its
// merchant, and no other order is, so that over all hosts and all merchants they are the same.
func TestHostsAndMerchantsAreTrustedByOneRule(t *testing.T) {
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

// The cost of opening that a candidate weighs is paid, by who comes in and by nobody else: to the fen, out of capital the
// owner pays in for it, so that the newcomer starts with its opening capital and its first month shows the cost.
func TestOpeningABusinessCostsWhatCandidatesWeigh(t *testing.T) {
	w := small(t, map[string]any{"merchants.entry.candidates": .2, "merchants.entry.cost": 20000.0, "run.warmup_days": int64(30)})
	if paid := w.Accounts.Moved(ledger.Merchants, ledger.Outside, ledger.Opening); paid != 0 {
		t.Errorf("the first merchants, in business long since, paid %d fen for opening", paid)
	}
	entered := 0
	for range 12 * Week {
		last := w.Serial
		run(t, w, 1, 1)
		var due int64
		for m, alive := range w.Merchants.Alive {
			if !alive || int64(w.Merchants.ID[m]) < last {
				continue
			}
			cost := w.openingCost(int(w.Merchants.Tier[m]))
			entered++
			due += cost
			if cash := w.Accounts.Of(ledger.Merchants, m); cash <= 0 {
				t.Errorf("day %d: newcomer %d has %d fen", w.Day, m, cash)
			}
			month, thisMonth := w.equity(m)-w.Merchants.MonthOpen[m]-w.Merchants.PaidInMonth[m], w.Merchants.PaidInMonth[m] != 0
			if week := w.weekProfit(m); thisMonth && month != week-cost {
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

// A parcel costs the same wherever it was ordered: every shelf order is carried, every return carried back, day by day, to
// the fen, and merchants bear their part of it. Else an order moved from live to shelf would gain welfare its postage.
func TestShelfOrdersAreCarriedLikeLiveOnes(t *testing.T) {
	w := small(t, nil)
	ship, back := fen(w.p.Platform.Fees.Shipping), fen(w.p.Platform.Fees.ReturnShipping)
	var carried, borne, sold, orders int64
	for range 10 * Week {
		run(t, w, 1, 1)
		d := w.Rec.Days[len(w.Rec.Days)-1]
		due := d.ShelfOrders*ship + d.ShelfReturns*back
		if paid := w.Accounts.Moved(ledger.Shelf, ledger.Logistics, ledger.Shipping); paid != due {
			t.Fatalf("day %d: %d shelf parcels and %d returns cost %d fen, %d were paid", d.Day, d.ShelfOrders, d.ShelfReturns, due, paid)
		}
		if kept := w.Accounts.Of(ledger.Logistics, 0); kept != 0 {
			t.Fatalf("day %d: carriers keep %d fen", d.Day, kept)
		}
		carried += due
		orders += d.ShelfOrders
		borne += w.Accounts.Moved(ledger.Merchants, ledger.Shelf, ledger.Shipping)
		for _, units := range w.Goods.Today.Shelved {
			sold += units
		}
	}
	perOrder := float64(carried) / float64(orders)
	perUnit := float64(borne) / float64(sold) // kept units bear what came back besides
	if sold < 50 || perUnit < perOrder || perUnit > 1.5*perOrder {
		t.Errorf("an order on the shelf pays carriers %.0f fen, a merchant %.0f for each of %d units", perOrder, perUnit, sold)
	}
}

// What makes no whole unit in a week is not lost: in every category what merchants sold on the shelf and what they are
// still due is their share of it, to the fen a merchant and week, and nobody is left with more than a unit's price.
func TestShelfRemaindersAddUp(t *testing.T) {
	const weeks, net = 30, 20_000_00
	w := small(t, nil)
	run(t, w, 14, 1)
	clear(w.Merchants.Month.ShelfNet)
	clear(w.Merchants.ShelfDue)
	for range weeks {
		w.Day += Week
		for c := range w.Shelf.Net {
			w.Shelf.Net[c], w.Shelf.Back[c] = net, net/10
		}
		w.shareShelf()
	}
	var had [NumCategories]float64
	var merchants [NumCategories]int
	waited := 0
	for m, alive := range w.Merchants.Alive {
		if !alive {
			continue
		}
		c, sold, due := w.Merchants.Category[m], w.Merchants.Month.ShelfNet[m], w.Merchants.ShelfDue[m]
		merchants[c]++
		had[c] += float64(sold + due)
		list := w.Goods.List[m*GoodsPer : (m+1)*GoodsPer]
		if dearest := max(list[0], list[1], list[2]); due < 0 || due >= dearest {
			t.Errorf("merchant %d is due %d fen of the shelf, its dearest good costs %d", m, due, dearest)
		}
		if (sold+due)/weeks < min(list[0], list[1], list[2]) && sold > 0 {
			waited++
		}
	}
	for c, n := range merchants {
		share := weeks * net * w.p.Merchants.ShelfShare
		if n > 0 && (had[c] > share+.5 || had[c] < share-float64(n*weeks)) {
			t.Errorf("category %d: %d merchants had %.0f fen of the shelf, their share is %.0f", c, n, had[c], share)
		}
	}
	if waited == 0 {
		t.Error("nobody sells less than a unit a week: the test shows nothing")
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

// Buyers remember the prices they met, not those merchants had in mind: the reference price moves to the mean price of the
// places that showed the good, by whatever terms and coupons.
func TestReferencePriceFollowsThePlacesOnShow(t *testing.T) {
	w := small(t, nil)
	run(t, w, 6*Week, 1)
	p, g := &w.p.Merchants.Discount, &w.Goods
	cut, places := make([]float64, len(g.List)), make([]float64, len(g.List))
	from := w.offer(w.Edition(), 0, 0)
	for at := from; at < from+w.NumHosts()*LineUp; at++ {
		if good := w.Offers.Good[at]; good >= 0 {
			cut[good] += 1 - float64(w.Offers.Price[at])/float64(g.List[good])
			places[good]++
		}
	}
	before, shown := slices.Clone(g.Reference), slices.Clone(g.Shown)
	w.markReferences()
	several := 0
	for i, r := range g.Reference {
		if !w.Merchants.Alive[i/GoodsPer] || int(shown[i]) != int(places[i]) { // some left the market and their goods on show
			continue
		}
		met := merchant.Seen(merchant.LiveShare(int(places[i])), 1-cut[i]/math.Max(1, places[i]))
		if want := p.ReferenceAfter(before[i], met); math.Abs(r-want) > 1e-4 {
			t.Errorf("good %d, %v places: reference %.4f, want %.4f", i, places[i], r, want)
		}
		if places[i] > 1 {
			several++
		}
	}
	if several == 0 {
		t.Error("no good is shown in two places")
	}
}

// A data service sets how old public figures are: with a delay of d weeks merchants read what was published d weeks ago.
func TestPublicFiguresAreAsOldAsTheirDelay(t *testing.T) {
	w := small(t, map[string]any{"merchants.bandit.data_delay": int64(3)})
	var published [][]int64
	for range 12 {
		run(t, w, Week, 1) // through the first day of the next week
		for !w.StartsWeek() {
			run(t, w, 1, 1)
		}
		week := make([]int64, w.NumStreamers())
		sold := int64(0)
		for s := range week {
			week[s] = w.Streamers.Sales[s][w.week()%figureWeeks]
			if back := len(published) - 3; back >= 0 && int64(w.Hosts.Born[s]) < w.Day-6*Week && w.publicSales(s) != published[back][s] {
				t.Fatalf("day %d: streamer %d, figure %d, three weeks ago %d", w.Day, s, w.publicSales(s), published[back][s])
			}
			sold += week[s]
		}
		published = append(published, week)
		if len(published) > 4 && sold == 0 {
			t.Fatal("nothing is published")
		}
	}
}

// Terms open to everybody leave the merchant its costs as those it proposes do: unless not even the list price covers them,
// a kept unit is paid for after commission and fee.
func TestOpenTermsCoverTheCost(t *testing.T) {
	w := small(t, nil)
	bounded := 0
	for good := range w.Goods.List {
		price, points, ok := w.openTerms(good)
		if !ok {
			continue
		}
		commission, fee := float64(points)/10000, w.p.Platform.Fees.Commission
		if w.Merchants.Commission[good/GoodsPer] > commission+.001 {
			bounded++
		}
		covers := float64(w.Goods.List[good])*(1-merchant.MinCommission-fee) > w.keptCost(good)
		if left := float64(price)*(1-commission-fee) - w.keptCost(good); covers && left < -.001*float64(price) {
			t.Errorf("good %d at %d fen and %.3f commission leaves %.0f of its cost", good, price, commission, left)
		}
	}
	if bounded == 0 {
		t.Error("every good bears its merchant's commission: the test shows nothing")
	}
}

// Where every change of discount loses money, merchants go back to the old one after each trial and measure it again; it is
// in force about half of the time, and never left.
func TestFailedDiscountsAreGivenUp(t *testing.T) {
	w := small(t, nil)
	m := &w.Merchants
	usual := slices.Clone(m.Discount)
	old := make([]int, len(usual))
	const weeks = 100
	for range weeks {
		w.Day += Week
		for i, discount := range m.Discount {
			m.LastProfit[i] = int64(1e6 * (1 - math.Abs(discount-usual[i])))
		}
		w.setDiscounts()
		for i, discount := range m.Discount {
			if discount == usual[i] {
				old[i]++
			}
		}
	}
	for i, alive := range m.Alive {
		if alive && (old[i] < weeks/3 || math.Abs(m.Trial[i].Accepted-usual[i]) > 0) {
			t.Errorf("merchant %d: the discount of %.3f that earns most was in force in %d of %d weeks, %.3f is accepted",
				i, usual[i], old[i], weeks, m.Trial[i].Accepted)
		}
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

// A merchant's own store is no streamer that took its goods: what moves the commission on the open list counts places with
// streamers alone.
func TestOwnStoresAreNoStreamers(t *testing.T) {
	w := small(t, nil)
	run(t, w, 10*Week, 1)
	own := 0
	placed := make([]int32, len(w.Goods.Placed))
	for s := range w.NumStreamers() {
		for j := range LineUp {
			if g := w.Offers.Good[w.offer(w.Edition(), s, j)]; g >= 0 && w.Streamers.Active[s] {
				placed[g]++
			}
		}
	}
	for g, n := range placed {
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

// On the open list a merchant whose goods only its own store shows raises its commission as one whose goods nobody shows, and
// one whose goods streamers show lowers it.
func TestACommissionMovesByStreamersNotByOwnStores(t *testing.T) {
	w := small(t, nil)
	m := slices.IndexFunc(w.Merchants.Tier, func(tier uint8) bool { return w.p.Merchants.Tiers[tier].Partners == 0 })
	if m < 0 {
		t.Fatal("no merchant sells on the open list alone")
	}
	moved := func(shown, placed int32) float64 {
		w.Merchants.Commission[m] = .1
		for g := m * GoodsPer; g < (m+1)*GoodsPer; g++ {
			w.Goods.Shown[g], w.Goods.Placed[g] = shown, placed
		}
		w.adjustCommissions()
		return w.Merchants.Commission[m]
	}
	if nobody, store, streamers := moved(0, 0), moved(1, 0), moved(1, 1); store != nobody || streamers >= nobody {
		t.Errorf("from .1: %g with nobody, %g with the own store, %g with streamers", nobody, store, streamers)
	}
}

// Merchants have draws of their own: neither the consumer that has a merchant's number, nor the streamers' candidates of a week,
// share one with them.
func TestMerchantsShareNoDraw(t *testing.T) {
	w := small(t, nil)
	shared := w.keys.Population.For(chance.Population)
	for i, id := range w.Merchants.ID {
		if w.Merchants.Alive[i] && w.Merchants.Scruple[i] == w.p.Merchants.Honesty.Scruple*shared.At(id).Exponential(4) {
			t.Errorf("merchant %d has the draws of consumer %d", id, id)
		}
	}
	for c := range uint64(64) {
		if w.On(chance.Entry).At(c) == w.merchantCandidates() {
			t.Errorf("merchants' candidates have the draws of the streamers' candidate %d", c)
		}
	}
}
