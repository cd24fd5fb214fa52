package sim

import (
	"fmt"
	"math"
	"math/bits"
	"reflect"
	"slices"
	"testing"

	"livebazaar/sim/crowd"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// The census recounts every column of the record from what a market leaves behind: the orders under way, the trace of events, and the
// state before and after each phase of the day. It keeps its own months, its own
// stock and its own spells, and never reads a counter where it can look at what was to be counted.
//
// What it cannot see, and who does:
var unseen = map[string]string{
	"Day.PrivateVisits":   "which way a visit came: the reference of a visit",
	"Day.PrivateGMV":      "the same",
	"Day.RegretSum":       "what an order would have had to be worth: the reference of deliveries",
	"Day.SurplusDecision": "a sum of utilities: the reference of a visit (TestFastLoopEqualsTheReference)",
	"Day.SurplusGap":      "a sum of utilities: the reference of a visit, and of deliveries",
	"Day.SurplusForgone":  "a sum of utilities: the same",
	"Day.SurplusShelf":    "a sum of utilities: the reference of a purchase on the shelf",
	"StreamerMonth.Income": "booked a week at a time out of the week before last; all streamers' accounts add up " +
		"(TestRecordedFlowsAddUpToTheBalances)",
	"MerchantMonth.Profit":   "of one merchant: what its owner paid in is known of all together only, and so the sum is recounted",
	"MerchantMonth.ShelfNet": "of one merchant: which sales on the shelf are whose is decided once a week, and so the sum is recounted",
	"MCNMonth.Income":        "of one agency: the ledger knows splits by class, and so the sum is recounted",
	"MCNMonth.Traffic":       "of one agency: the same",
	"MCNMonth.Trained":       "what training adds to skill is drawn",
}

type census struct {
	t *testing.T
	w *World

	events    []crowd.Event
	day       record.Day
	streamers map[int64]*record.StreamerMonth // of the month, by serial number
	merchants map[int64]*record.MerchantMonth
	active    []bool // yesterday
	agencies  map[int64]bool
	closed    map[int64]bool // agencies that closed this month
	with      []int64        // by streamer's place: agency of yesterday evening, −1 for none
	contracts map[int64]*record.MCNMonth
	stores    map[int64]bool // serial numbers of stores' rooms
	selling   map[int64]bool // merchants in the market yesterday evening
	shut      map[int64]bool // of them, those that left this month
	former    int            // rows of merchants whose place somebody else has taken in the same month
	ids       []uint64
	lastOn    map[int64]int64 // day of the latest session
	left      map[int64]int64
	spells    []spellSeen
	cohorts   map[[2]int64]*record.CohortAge
	twice     int64  // parcels of the night to who has had one of the same host already
	rows      [3]int // of the record that were looked at
	nonzero   map[string]bool
}

// spellSeen is what a consumer's kept orders have come to.
type spellSeen struct {
	began, latest      int64 // days, 0 for none: the first day of these runs is below 0
	open, bought       bool
	streamer, merchant int64
}

func monthOfDay(day int64) int64 { return int64(math.Floor(float64(day-1)/30)) + 1 }

func newCensus(t *testing.T, w *World) *census {
	c := &census{
		t: t, w: w, lastOn: map[int64]int64{}, left: map[int64]int64{}, cohorts: map[[2]int64]*record.CohortAge{},
		stores: map[int64]bool{}, nonzero: map[string]bool{},
	}
	c.spells = make([]spellSeen, len(w.Consumers.Rec))
	all := make([]int, len(w.Consumers.Rec))
	for i := range all {
		all[i] = i
	}
	w.Trace(all, nil, func(e crowd.Event) { c.events = append(c.events, e) })
	c.startMonth()
	c.look()
	for s, active := range w.Streamers.Active {
		if active {
			c.lastOn[int64(w.Hosts.ID[s])] = w.First // nobody knows more of those who were there before
		}
	}
	return c
}

func (c *census) startMonth() {
	c.streamers, c.merchants = map[int64]*record.StreamerMonth{}, map[int64]*record.MerchantMonth{}
	c.shut = map[int64]bool{}
	c.closed, c.contracts = map[int64]bool{}, map[int64]*record.MCNMonth{}
}

// look notes who is in the market.
func (c *census) look() {
	c.active, c.ids, c.agencies = slices.Clone(c.w.Streamers.Active), slices.Clone(c.w.Hosts.ID), c.trading()
	c.selling = c.inBusiness()
	c.with = make([]int64, len(c.active))
	for s := range c.with {
		c.with[s] = c.agencyOf(s)
	}
}

// inBusiness are the merchants in the market.
func (c *census) inBusiness() map[int64]bool {
	merchants := map[int64]bool{}
	for i, alive := range c.w.Merchants.Alive {
		if alive {
			merchants[int64(c.w.Merchants.ID[i])] = true
		}
	}
	return merchants
}

func (c *census) agencyOf(s int) int64 {
	if a := c.w.Streamers.MCN[s]; a >= 0 {
		return int64(c.w.MCNs.ID[a])
	}
	return -1
}

func (c *census) contractsOf(id int64) *record.MCNMonth {
	if c.contracts[id] == nil {
		c.contracts[id] = &record.MCNMonth{}
	}
	return c.contracts[id]
}

// trading are the agencies in the market.
func (c *census) trading() map[int64]bool {
	agencies := map[int64]bool{}
	for a, alive := range c.w.MCNs.Alive {
		if alive {
			agencies[int64(c.w.MCNs.ID[a])] = true
		}
	}
	return agencies
}

func (c *census) streamer(id int64) *record.StreamerMonth {
	if c.streamers[id] == nil {
		c.streamers[id] = &record.StreamerMonth{Streamer: id}
	}
	return c.streamers[id]
}

func (c *census) merchantOf(good int32) *record.MerchantMonth {
	id := int64(c.w.Merchants.ID[good/state.GoodsPer])
	if c.merchants[id] == nil {
		c.merchants[id] = &record.MerchantMonth{Merchant: id}
	}
	return c.merchants[id]
}

// take empties the trace of the phase that ended.
func (c *census) take() []crowd.Event {
	events := c.events
	c.events = nil
	return events
}

// followed are the hosts that a consumer follows and that are still the ones it met.
func (c *census) followed(r *state.Consumer) (hosts []int32) {
	for _, rel := range r.Rel {
		if h := rel.Channel(); rel.Followed() && c.w.Hosts.Alive[h] && int64(rel.Day()) >= c.w.Number(int64(c.w.Hosts.Born[h])) {
			hosts = append(hosts, h)
		}
	}
	return hosts
}

// follows adds what has changed between two states of the consumers.
func (c *census) follows(before []state.Consumer) {
	for i := range before {
		was, is := c.followed(&before[i]), c.followed(&c.w.Consumers.Rec[i])
		for _, h := range is {
			if !slices.Contains(was, h) {
				c.day.Follows++
			}
		}
		for _, h := range was {
			if !slices.Contains(is, h) {
				c.day.Unfollows++
			}
		}
	}
}

// step is a day of the market, phase by phase. Each event is announced before anything else.
func (c *census) step(announce func(event string)) {
	w := c.w
	habits, live, slot := slices.Clone(w.Consumers.Habit), map[int]bool{}, -1 // live: consumers who opened the platform
	var slotEnds, delivered func()
	var expected map[string]any
	var needs []state.Consumer // before they lapse
	var lapsed int64
	w.watch(func(event string, let func()) {
		announce(event)
		switch event {
		case "let needs lapse":
			needs = slices.Clone(w.Consumers.Rec)
		case "open rooms":
			if slot++; slot == 0 {
				c.dawn(habits)
				c.day.NeedsLapsed = lapsed
			}
			slotEnds = c.slot(slot, live)
		case "deliver":
			c.day.ActiveConsumers = int64(len(live))
			delivered = c.delivery()
		case "record":
			c.evening()
			if monthOfDay(w.Day) != monthOfDay(w.Day+1) {
				expected = c.month()
			}
		}
		let()
		switch event {
		case "let needs lapse":
			lapsed = c.ended(needs)
		case "hand over the slot's trace":
			slotEnds()
		case "hand over the deliveries' trace":
			delivered()
		}
	})
	run(c.t, w, 1, 1)
	w.watch(nil)
	// who gets two parcels of one host in a night may follow it after the first and leave it after the second
	if unseen := w.Rec.Days[len(w.Rec.Days)-1].Follows - c.day.Follows; unseen > 0 && unseen <= c.twice {
		c.day.Follows, c.day.Unfollows = c.day.Follows+unseen, c.day.Unfollows+unseen
	}
	c.compare("Day", c.day, w.Rec.Days[len(w.Rec.Days)-1])
	if expected != nil {
		c.months(expected)
		c.startMonth()
	}
	c.look()
}

// ended counts the needs that were open and are no more.
func (c *census) ended(before []state.Consumer) (n int64) {
	today := c.w.Number(c.w.Day)
	for i := range before {
		for k := range state.NumCategories {
			n += int64(one(int64(before[i].DueDay(k)) <= today && int64(c.w.Consumers.Rec[i].DueDay(k)) > today))
		}
	}
	return n
}

// dawn counts who took up live shopping this morning or left it, and what else the morning brought.
func (c *census) dawn(habits []uint8) {
	c.day = record.Day{Day: c.w.Day}
	for i, habit := range c.w.Consumers.Habit {
		if habit&state.UseMask == state.Adopter && habits[i]&state.UseMask != state.Adopter {
			c.day.Adoptions++
		} else if habit&state.UseMask != state.Adopter && habits[i]&state.UseMask == state.Adopter {
			c.day.Lapses++
		}
	}
	c.arrivals()
}

// arrivals notes who has left and come in the morning, who is on air today, and which places merchants got.
func (c *census) arrivals() {
	w := c.w
	for s, active := range w.Streamers.Active {
		id := int64(w.Hosts.ID[s])
		if c.active[s] && (!active || c.ids[s] != w.Hosts.ID[s]) {
			c.left[int64(c.ids[s])] = w.Day
		}
		if !active {
			continue
		}
		if _, known := c.lastOn[id]; !known {
			c.lastOn[id] = int64(w.Hosts.Born[s])
			if c.lastOn[id] != w.Day {
				c.t.Errorf("day %d: streamer %d entered on day %d", w.Day, id, c.lastOn[id])
			}
		}
		if sessions := int64(bits.OnesCount8(w.Hosts.Open[s])); sessions > 0 {
			c.lastOn[id] = w.Day
			c.day.LiveStreamers++
			c.day.Sessions += sessions
			c.streamer(id).Sessions += sessions
			aim := w.Streamers.Sessions[s] // a week: a session is as long as others, and tires by how many there are
			c.day.Effort += int64(math.Floor(w.p.Streamers.Show.Effort(w.Streamers.Wage[s], aim)/aim*float64(sessions) + .5))
		}
	}
	now := c.trading()
	for id := range c.agencies {
		c.closed[id] = c.closed[id] || !now[id]
	}
	there := c.inBusiness()
	for id := range c.selling {
		c.shut[id] = c.shut[id] || !there[id]
	}
	for h := w.NumStreamers(); h < w.NumHosts(); h++ {
		c.stores[int64(w.Hosts.ID[h])] = true
	}
	if !w.StartsWeek() {
		return
	}
	for s, active := range w.Streamers.Active {
		switch id := c.agencyOf(s); {
		case !active || int64(w.Streamers.SignedOn[s]) != w.Day:
		case id >= 0:
			c.contractsOf(id).Signed++
		default: // whom the agency lets go is not said to have signed or left today
			c.contractsOf(c.with[s]).Lost++
		}
	}
	for s := range w.Streamers.Active {
		for j := range state.LineUp {
			if good := w.Offers.Good[w.Offer(w.Edition(), s, j)]; good >= 0 && w.Streamers.Active[s] {
				c.merchantOf(good).Partners++
			}
		}
	}
}

// slot looks at the rooms that open. What it returns counts what came of them.
func (c *census) slot(slot int, live map[int]bool) func() {
	w := c.w
	before, stock := slices.Clone(w.Consumers.Rec), slices.Clone(w.Goods.Stock)
	var rooms int64
	for h, open := range w.Hosts.Open {
		if open>>slot&1 != 1 || !w.Hosts.Alive[h] || w.Hosts.Barred[h] {
			continue
		}
		rooms += int64(min(1, onShow(w, h, stock)))
	}
	c.day.Rooms += rooms
	return func() { c.visits(slot, live, rooms, before, stock) }
}

// onShow is how many goods a host has on show that are in stock.
func onShow(w *World, host int, stock []int64) (n int) {
	for j := range state.LineUp {
		g := w.Offers.Good[w.Offer(w.Edition(), host, j)]
		n += one(g >= 0 && stock[max(0, g)] > 0 && w.Sells(int(g)/state.GoodsPer))
	}
	return n
}

// visits goes through the trace of a slot, consumer by consumer as orders are placed. Before and stock are what consumers and
// goods were when it began.
func (c *census) visits(slot int, live map[int]bool, rooms int64, before []state.Consumer, stock []int64) {
	w := c.w
	places := map[int64]int{} // hosts by serial number
	for h, alive := range w.Hosts.Alive {
		if alive {
			places[int64(w.Hosts.ID[h])] = h
		}
	}
	unpaid, shown := map[int]bool{}, slices.Clone(stock) // what is sold in a slot stays on show until its end
	for _, e := range c.take() {
		switch e.Kind {
		case "open":
			live[e.Consumer] = true
			c.day.ActiveSlots++
			if rooms > 0 {
				c.day.Impressions += w.p.Platform.Places
			}
		case "enter":
			c.day.Visits++
			c.day.OffersSeen += min(w.p.Consumers.Purchase.Choice.Goods, int64(onShow(w, places[e.Host], shown)))
			c.streamer(e.Host).Viewers++
		case "order":
			c.order(e, places[e.Host], &before[e.Consumer], stock, !unpaid[e.Consumer])
		case "unpaid":
			unpaid[e.Consumer] = true
		case "shelf":
			c.day.ShelfOrders++
			c.day.ShelfGMV += e.Fen
			c.day.ShelfNet += e.Fen
			c.day.NeedsShelf++
		case "shelf-return":
			c.day.ShelfReturns++
			c.day.ShelfNet -= e.Fen
			c.day.NeedsShelf--
		}
	}
	if !slices.Equal(stock, w.Goods.Stock) {
		c.t.Errorf("day %d, slot %d: the stock is not what the orders left", w.Day, slot)
	}
	c.follows(before)
}

// order counts one that is placed with a host while there is stock.
func (c *census) order(e crowd.Event, host int, who *state.Consumer, stock []int64, paid bool) {
	w, good, price := c.w, int32(e.Good), e.Fen
	m, s := c.merchantOf(good), c.streamer(e.Host)
	if stock[good] == 0 {
		c.day.Stockouts++
		m.Stockouts++
		return
	}
	c.day.Orders, c.day.GMV = c.day.Orders+1, c.day.GMV+price
	m.Orders, m.GMV = m.Orders+1, m.GMV+price
	s.Orders, s.GMV = s.Orders+1, s.GMV+price
	if host >= w.NumStreamers() {
		c.day.StoreGMV, m.StoreGMV = c.day.StoreGMV+price, m.StoreGMV+price
	}
	if int64(who.DueDay(int(w.Goods.Category[good]))) <= w.Number(w.Day) {
		c.day.PurposiveOrders++
	}
	if !paid {
		return
	}
	stock[good]--
	c.day.OrdersPaid, c.day.GMVPaid = c.day.OrdersPaid+1, c.day.GMVPaid+price
	m.GMVPaid, s.GMVPaid = m.GMVPaid+price, s.GMVPaid+price
	if seen := c.spells[e.Consumer]; seen.bought && w.Day-seen.latest <= 30 {
		c.day.RepeatOrders++
	}
}

// delivery looks at the orders that are due. What it returns holds each against what the trace says became of it.
func (c *census) delivery() func() {
	w := c.w
	before, habits := slices.Clone(w.Consumers.Rec), slices.Clone(w.Consumers.Habit)
	due := map[int][]state.Order{}
	ring := w.Number(w.Day) & 7
	for i := range w.Consumers.Chunks {
		from, _ := w.Consumers.ChunkOf(i)
		for _, o := range w.Consumers.Chunks[i].Due[ring] {
			due[from+int(o.Local)] = append(due[from+int(o.Local)], o)
		}
	}
	return func() {
		c.delivered(due)
		for i := range habits {
			if habits[i]&state.UseMask == state.Adopter && w.Consumers.Habit[i]&state.UseMask != state.Adopter {
				c.day.Lapses++
			}
		}
		c.follows(before)
	}
}

func (c *census) delivered(due map[int][]state.Order) {
	w := c.w
	had := map[[2]int64]bool{}
	c.twice = 0
	for _, e := range c.take() {
		from := [2]int64{int64(e.Consumer), e.Host}
		c.twice += int64(one(had[from]))
		had[from] = true
		if len(due[e.Consumer]) == 0 {
			c.t.Fatalf("day %d: consumer %d is delivered an order that was not due", w.Day, e.Consumer)
		}
		o := due[e.Consumer][0]
		due[e.Consumer] = due[e.Consumer][1:]
		good, host := int32(e.Good), int(o.Offer&state.OrderIndex)%(w.NumHosts()*state.LineUp)/state.LineUp
		m, s := c.merchantOf(good), c.streamer(e.Host)
		if e.Host != int64(w.Hosts.ID[host]) || good != w.Offers.Good[o.Offer&state.OrderIndex] {
			c.t.Fatalf("day %d: the order is of host %d and good %d, delivered was %+v", w.Day, w.Hosts.ID[host], w.Offers.Good[o.Offer&state.OrderIndex], e)
		}
		c.day.Delivered++
		c.day.SatisfactionSum += int64(e.Value * 1024)
		if w.p.Enforcement.Inspection.BelowStandard(w.Goods.Delivered[good]) {
			c.day.BelowStandard++
			m.BelowStandard++
		}
		if e.Kind == "return" {
			c.day.Returns++
			m.Returns++
			continue
		}
		c.day.OrdersKept, c.day.GMVNet = c.day.OrdersKept+1, c.day.GMVNet+e.Fen
		m.GMVNet += e.Fen
		s.OrdersKept, s.GMVNet = s.OrdersKept+1, s.GMVNet+e.Fen
		if o.Offer&state.OrderPurposive != 0 {
			c.day.NeedsMetLive++
		}
		c.kept(e, int64(o.Day)+w.First-1, m.Merchant)
	}
}

// kept goes on with a consumer's spells: one begins with the first kept order of a month and ends with the next kept order that was
// placed after that one had come.
func (c *census) kept(e crowd.Event, ordered, merchant int64) {
	s := &c.spells[e.Consumer]
	today := c.w.Day
	if s.open && ordered > s.began {
		row := c.cohort(s.began, today-s.began)
		row.Repeat++
		row.RepeatNet += e.Fen
		if e.Host == s.streamer {
			row.SameStreamer++
		}
		if merchant == s.merchant {
			row.SameMerchant++
		}
		s.open = false
	}
	if !s.open && (!s.bought || monthOfDay(s.latest) != monthOfDay(today)) {
		s.open, s.began, s.streamer, s.merchant = true, today, e.Host, merchant
	}
	s.bought, s.latest = true, today
}

func (c *census) cohort(began, age int64) *record.CohortAge {
	key := [2]int64{monthOfDay(began), age}
	if c.cohorts[key] == nil {
		c.cohorts[key] = &record.CohortAge{Cohort: key[0], Age: age}
	}
	return c.cohorts[key]
}

// evening is what the day's record says of the state at its end, and what other books of the day say where nothing else can be seen.
func (c *census) evening() {
	w := c.w
	for _, habit := range w.Consumers.Habit {
		if habit&state.UseMask == state.Adopter {
			c.day.Adopters++
		}
	}
	for s, active := range w.Streamers.Active {
		if active && w.Hosts.Open[s] != 0 {
			c.day.TrustSum += int64(math.Floor(w.p.HostTrust(w.Market, s)*1024 + .5))
		}
		c.streamer(int64(w.Hosts.ID[s])).Impressions += w.Hosts.Today.Impressions[s]
	}
	for h := range w.Hosts.Alive {
		c.day.FollowedShown += w.Hosts.Today.Shown[h] - w.Hosts.Today.Impressions[h]
	}
	for i, alive := range w.Merchants.Alive {
		c.day.Defects += w.Merchants.Today.Defects[i]
		for g := i * state.GoodsPer; g < (i+1)*state.GoodsPer; g++ {
			c.day.Complaints += w.Goods.Today.Complaints[g]
			c.day.StockAtCost += w.Goods.Worth[g]
		}
		if alive {
			m := c.merchantOf(int32(i * state.GoodsPer))
			m.Days++
			m.ListSum += (w.Goods.List[i*state.GoodsPer] + w.Goods.List[i*state.GoodsPer+1] + w.Goods.List[i*state.GoodsPer+2]) / 3
			m.DiscountSum += int64(math.Floor(w.Merchants.Discount[i]*10_000 + .5))
			m.CommissionSum += int64(math.Floor(w.Merchants.Commission[i]*10_000 + .5))
		}
	}
}

// month returns the rows that the month which ends today should have, by kind and serial number.
func (c *census) month() map[string]any {
	w, expected := c.w, map[string]any{}
	month := monthOfDay(w.Day)
	followers := map[int32]int64{}
	for i := range w.Consumers.Rec {
		for _, h := range c.followed(&w.Consumers.Rec[i]) {
			followers[h]++
		}
	}
	agencies := map[int64]record.MCNMonth{}
	for a, alive := range w.MCNs.Alive {
		if alive {
			agencies[int64(w.MCNs.ID[a])] = record.MCNMonth{MCN: int64(w.MCNs.ID[a]), Month: month, Cash: w.Accounts.Balance[ledger.MCNs][a]}
		}
	}
	for s, active := range w.Streamers.Active {
		if w.Streamers.Left[s] == state.LongAgo && !active {
			continue // a place that nobody has taken yet
		}
		id := int64(w.Hosts.ID[s])
		row := *c.streamer(id)
		left, gone := c.left[id]
		if !active && row.Sessions == 0 && row.OrdersKept == 0 && !(gone && monthOfDay(left) == month) {
			continue
		}
		h := &w.Hosts
		row.Month, row.Category, row.Tier, row.MCN, row.Entered = month, int64(h.Category[s]), int64(w.Main().Tier[s]), -1, int64(h.Born[s])
		row.Followers = w.Main().Followers[s]
		if active {
			row.Followers = followers[int32(s)]
		}
		row.Hype, row.Content, row.Product, row.Credit = h.Hype[s], h.Content[s], h.Product[s], w.Main().Credit[s]
		row.Trust, row.LastSession = w.p.HostTrust(w.Market, s), c.lastOn[id]
		if a := w.Streamers.MCN[s]; a >= 0 {
			row.MCN = int64(w.MCNs.ID[a])
			agency := agencies[row.MCN]
			agency.Roster++
			agency.GMVNet += row.GMVNet
			agency.TopGMVNet = max(agency.TopGMVNet, row.GMVNet)
			agencies[row.MCN] = agency
		}
		if gone {
			row.Gone, row.Left = 1, left
		}
		if gone == active {
			c.t.Errorf("day %d: streamer %d has left %v and is in the market %v", w.Day, id, gone, active)
		}
		expected[fmt.Sprint("StreamerMonth ", id)] = row
	}
	for i, alive := range w.Merchants.Alive {
		if w.Merchants.Left[i] == state.LongAgo && !alive {
			continue
		}
		id := int64(w.Merchants.ID[i])
		row := record.MerchantMonth{Merchant: id}
		if known := c.merchants[id]; known != nil {
			row = *known
		}
		if !alive && !c.shut[id] && row.Days == 0 && row.GMVNet == 0 && row.Returns == 0 {
			continue
		}
		m := &w.Merchants
		row.Month, row.Tier, row.Category = month, int64(m.Tier[i]), int64(m.Category[i])
		row.Cash, row.Trust, row.Credit = w.Accounts.Balance[ledger.Merchants][i], w.p.MerchantTrust(w.Market, i), m.Credit[i]
		for g := range state.GoodsPer {
			row.Quality += w.Goods.Delivered[i*state.GoodsPer+g] / 3
		}
		if m.Honest[i] {
			row.Honest = 1
		}
		expected[fmt.Sprint("MerchantMonth ", id)] = row
	}
	for id, agency := range agencies {
		agency.Signed, agency.Lost = c.contractsOf(id).Signed, c.contractsOf(id).Lost
		expected[fmt.Sprint("MCNMonth ", id)] = agency
	}
	return expected
}

// months holds the rows of the month on record against those expected.
func (c *census) months(expected map[string]any) {
	w, b, month := c.w, &c.w.Rec, monthOfDay(c.w.Day)
	var profit, shelf, income, traffic int64
	one := func(kind string, id int64, got any) {
		key := fmt.Sprint(kind, " ", id)
		want, there := expected[key]
		if !there {
			c.t.Errorf("day %d: %s has a row, and nothing to count: %+v", w.Day, key, got)
			return
		}
		delete(expected, key)
		c.compare(kind, want, got)
	}
	for _, row := range b.Streamers[c.rows[0]:] {
		one("StreamerMonth", row.Streamer, row)
	}
	for _, row := range b.Merchants[c.rows[1]:] {
		if known := c.merchants[row.Merchant]; known != nil && c.shut[row.Merchant] && expected[fmt.Sprint("MerchantMonth ", row.Merchant)] == nil {
			// what it was when its place was taken nobody has seen, but what it had sold
			c.former++
			want := row
			want.GMV, want.GMVPaid, want.GMVNet, want.StoreGMV = known.GMV, known.GMVPaid, known.GMVNet, known.StoreGMV
			want.Orders, want.Returns = known.Orders, known.Returns
			want.Stockouts, want.BelowStandard, want.Partners, want.Days = known.Stockouts, known.BelowStandard, known.Partners, known.Days
			c.compare("MerchantMonth", want, row)
		} else {
			one("MerchantMonth", row.Merchant, row)
		}
		delete(c.merchants, row.Merchant)
		profit, shelf = profit+row.Profit, shelf+row.ShelfNet
	}
	for _, row := range b.MCNs[c.rows[2]:] {
		if c.closed[row.MCN] {
			c.closed[row.MCN] = false // what it was in the morning before it closed nobody has seen
		} else {
			one("MCNMonth", row.MCN, row)
		}
		income, traffic = income+row.Income, traffic+row.Traffic
	}
	for key := range expected {
		c.t.Errorf("day %d: %s has no row", w.Day, key)
	}
	for id, m := range c.merchants {
		c.t.Errorf("day %d: merchant %d has no row: %+v", w.Day, id, *m)
	}
	for _, row := range b.Streamers[c.rows[0]:] {
		delete(c.streamers, row.Streamer)
	}
	for id, s := range c.streamers {
		if !c.stores[id] && (s.GMV != 0 || s.Sessions != 0 || s.GMVNet != 0) {
			c.t.Errorf("day %d: streamer %d has no row: %+v", w.Day, id, *s)
		}
	}
	for id, missing := range c.closed {
		if missing {
			c.t.Errorf("day %d: agency %d closed this month and has no row", w.Day, id)
		}
	}
	c.rows = [3]int{len(b.Streamers), len(b.Merchants), len(b.MCNs)}

	flow := func(from, to, why string) (sum int64) {
		for _, f := range b.Flows {
			if monthOfDay(f.Day) == month && f.From == from && f.To == to && (why == "" || f.For == why) {
				sum += f.Amount
			}
		}
		return sum
	}
	var earned, before, after int64
	for _, other := range []string{"consumers", "streamers", "mcns", "platforms", "logistics", "government", "shelf", "outside", "escrow"} {
		earned += flow(other, "merchants", "") - flow("merchants", other, "")
		earned -= flow(other, "merchants", record.Capital) - flow("merchants", other, record.Capital)
	}
	for _, d := range b.Days {
		switch d.Day {
		case 30 * (month - 1):
			before = d.StockAtCost
		case w.Day:
			after = d.StockAtCost
		}
	}
	for what, n := range map[string][2]int64{
		"merchants' profit":            {profit, earned + after - before},
		"merchants' part of the shelf": {shelf, flow("shelf", "merchants", "sales")},
		"agencies' income":             {income, flow("streamers", "mcns", "split")},
		"agencies' traffic":            {traffic, flow("mcns", "platforms", "traffic")},
	} {
		if before != 0 && n[0] != n[1] { // not of the first month, which begins before the first day
			c.t.Errorf("month %d: %s is %d by its rows, %d by the ledger", month, what, n[0], n[1])
		}
	}
}

// compare holds a row of the record against the census, field by field.
func (c *census) compare(kind string, want, got any) {
	x, y := reflect.ValueOf(want), reflect.ValueOf(got)
	for i := range x.NumField() {
		name := kind + "." + x.Type().Field(i).Name
		if _, not := unseen[name]; not {
			continue
		}
		a, b := x.Field(i).Interface(), y.Field(i).Interface()
		if near := x.Field(i).Kind() == reflect.Float64 && math.Abs(x.Field(i).Float()-y.Field(i).Float()) < 1e-12; a != b && !near {
			c.t.Errorf("day %d, month %d: %s is %v on record, %v by the census (%+v)", c.w.Day, monthOfDay(c.w.Day), name, b, a, got)
		}
		c.nonzero[name] = c.nonzero[name] || !y.Field(i).IsZero()
	}
}

func TestTheRecordAgreesWithACensus(t *testing.T) {
	t.Parallel()
	restless := map[string]any{"consumers.count": int64(1500), "consumers.follow.visit": -2.0, "consumers.dropout.live": 0.05,
		"consumers.dropout.host": 0.2, "streamers.viability.moves_on": 0.02, "streamers.accident.scandal": 0.01,
		"merchants.honesty.scruple": 0.0, "merchants.honesty.esteem": 0.0} // some deliver below standard
	c := recount(t, restless, 75, func(*World, string) {})
	for name, seen := range c.nonzero {
		if !seen && name != "Day.Platform" {
			t.Errorf("%s is 0 in every row: nothing was recounted", name)
		}
	}
}

// Where places are taken again within a month, the record keeps what their former owners had sold.
func TestNoMonthIsLostWithItsPlace(t *testing.T) {
	t.Parallel()
	hasty := map[string]any{"consumers.count": int64(1500), "run.warmup_days": int64(41), // so that weeks begin on days 2 and 30 of a month
		"merchants.entry.rest": int64(21), "merchants.entry.candidates": 1.0, "merchants.entry.cost": 0.0}
	c := recount(t, hasty, 31, func(w *World, event string) {
		for m, alive := range w.Merchants.Alive {
			switch {
			case w.Day == 2 && event == "merchants leave" && alive && m%2 == 0: // they have sold for a day of the month
				w.Merchants.WeeksInRed[m] = 1000
			case w.Day == 30 && event == "merchants enter" && alive: // a market that looks worth entering
				w.Merchants.Income[m] = 1e8
			}
		}
	})
	if c.former == 0 {
		t.Error("no place was taken again within a month: nothing was looked at")
	}
}

// recount runs a market to a day and holds its record against the census. It announces every event of a day, when its time has come.
func recount(t *testing.T, set map[string]any, until int64, announce func(w *World, event string)) *census {
	t.Helper()
	w := small(t, set)
	c := newCensus(t, w)
	for w.Day < until && !t.Failed() {
		c.step(func(event string) { announce(w, event) })
	}
	w.Close()
	for i, s := range c.spells {
		if s.open {
			c.cohort(s.began, w.Day-s.began).Censored++
		}
		if stored := w.Consumers.Rec[i].Spell != 0; stored != s.open {
			t.Fatalf("consumer %d has an open spell %v, by the census %v", i, stored, s.open)
		}
	}
	for _, row := range w.Rec.Cohorts {
		want := record.CohortAge{Cohort: row.Cohort, Age: row.Age}
		if known := c.cohorts[[2]int64{row.Cohort, row.Age}]; known != nil {
			want = *known
			delete(c.cohorts, [2]int64{row.Cohort, row.Age})
		}
		c.compare("CohortAge", want, row)
	}
	for key := range c.cohorts {
		t.Errorf("month %d, age %d: no row", key[0], key[1])
	}
	return c
}
