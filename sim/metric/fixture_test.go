package metric

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/internal/recompute"
	"livebazaar/sim/record"
)

// numbered fills every whole number and every share of a row with one that no other field and no other row has.
func numbered(row any, at int) {
	n := int64(0)
	fields(reflect.ValueOf(row).Elem(), func(_ string, v reflect.Value) {
		n++
		switch v.Kind() {
		case reflect.Int64:
			v.SetInt(1_000*n + int64(at%997)*17*n + int64(at))
		case reflect.Float64:
			v.SetFloat(float64(n) + float64(at)/4096)
		}
	})
}

// fixture is a record of 60 days of warm-up and 430 measured ones in which all numbers differ: two platforms, 160 streamers of whom
// some come late, pause or go, merchants, agencies, cohorts some of whom are lost sight of, and flows of every side.
func fixture() *record.Book {
	const days = 430
	b, key := &record.Book{}, chance.Root(77)
	for day := int64(-59); day <= days; day++ {
		for platform := range int64(2) {
			var d record.Day
			numbered(&d, int(day+60)*2+int(platform))
			d.Day, d.Platform, d.SurplusGap = day, platform, -d.SurplusGap
			b.Days = append(b.Days, d)
		}
		for i, f := range []record.Flow{{From: "consumers", To: "escrow", For: "payment"}, {From: "escrow", To: "merchants", For: "sales"},
			{From: "merchants", To: "streamers", For: "commission"}, {From: "streamers", To: "mcns", For: "split"},
			{From: "streamers", To: "platforms", For: "service fee"},
			{From: "merchants", To: "logistics", For: "shipping"}, {From: "logistics", To: "outside", For: "operation"},
			{From: "consumers", To: "shelf", For: "shelf sale"},
			{From: "merchants", To: "government", For: "penalty"}, {From: "outside", To: "merchants", For: record.Capital},
			{From: "mcns", To: "platforms", For: "traffic"}} {
			f.Amount = int64(i+1)*1_000_003 + day*int64(7*i+3)
			b.Flows = append(b.Flows, record.FlowDay{Day: day, Flow: f})
		}
	}
	for s := range int64(160) {
		entered, left := int64(-300), int64(1000)
		if s >= 105 {
			entered = 5*(s-105) + 1
		}
		if s%5 == 0 {
			left = entered + 40 + 3*s
		}
		for month := max(MonthOf(entered), -1); month <= MonthOf(days) && month <= MonthOf(left); month++ {
			var m record.StreamerMonth
			numbered(&m, len(b.Streamers))
			m.Streamer, m.Month, m.Entered, m.Category, m.Tier = s+11, month, entered, s%12, s%3
			m.GMVNet = int64(key.Exponential(uint64(s*100+month+9)) * float64(5_000_000/(s+1)))
			m.OrdersKept = 1 + m.GMVNet/20_000
			if s == 7 {
				m.GMVNet = -m.GMVNet
			}
			m.Gone, m.Left = 0, 0
			m.LastSession = min(30*month, days) - s%4
			if s == 108 || s == 119 || s == 143 { // silent since the month of entry
				m.LastSession = entered + 3
				if month > MonthOf(entered) {
					m.Sessions = 0
				}
			}
			if month == MonthOf(left) {
				m.Gone, m.Left, m.LastSession = 1, left, left-2
			}
			b.Streamers = append(b.Streamers, m)
		}
	}
	for i := range 40 {
		var m record.MerchantMonth
		numbered(&m, i)
		m.Merchant, m.Month, m.Tier, m.Category = int64(i%4), int64(i/4), int64(i%4), int64(i%12)
		b.Merchants = append(b.Merchants, m)
		var a record.MCNMonth
		numbered(&a, i)
		a.MCN, a.Month = int64(i%2), int64(i/2)
		b.MCNs = append(b.MCNs, a)
	}
	for cohort := int64(0); cohort <= 14; cohort++ {
		for age := int64(3); age <= min(366, days-30*cohort+29); age += 1 + int64(key.Below(uint64(cohort*1000+age), 12)) {
			n := int64(key.Below(uint64(1<<20+cohort*1000+age), 40))
			c := record.CohortAge{Cohort: cohort, Age: age, Repeat: n, SameStreamer: n / 2, SameMerchant: n / 3, RepeatNet: 5_000*n + age, Censored: age % 3}
			if age > days-30*cohort-31 {
				c.Censored += 25
			}
			b.Cohorts = append(b.Cohorts, c)
		}
		if last := days - 30*cohort; last > 366 {
			b.Cohorts = append(b.Cohorts, record.CohortAge{Cohort: cohort, Age: 367, Censored: 31 + cohort})
		}
	}
	return b
}

// anew is the market of the tables as package recompute sees it.
func anew(tables []*record.Table, days int, w Window) recompute.Market {
	m := recompute.Market{Tables: map[string]recompute.Table{}, Days: days, Consumers: float64(w.Consumers)}
	for _, t := range tables {
		out := recompute.Table{Rows: t.Rows, Numbers: map[string][]float64{}, Texts: map[string][]string{}}
		for c, column := range t.Columns {
			switch column.Kind {
			case record.Int:
				for _, n := range t.Ints[c] {
					out.Numbers[column.Name] = append(out.Numbers[column.Name], float64(n))
				}
			case record.Float:
				out.Numbers[column.Name] = t.Floats[c]
			case record.Text:
				out.Texts[column.Name] = t.Texts[c]
			}
		}
		m.Tables[t.Name] = out
	}
	return m
}

// Where all counters differ, no metric can have read the wrong one: each is what package recompute makes of the tables, whose columns
// the next test holds against the record.
func TestEveryMetricReadsItsOwnCounters(t *testing.T) {
	b := fixture()
	w := LastYear(430, 1_234)
	window := TwinWindow(430)
	twin := Holdings(b, window)
	for i := range twin {
		twin[i].Net, twin[i].Kept = twin[i].Net*int64(i%5)+977, twin[i].Kept+int64(3*i)
	}
	twin = twin[2:] // two who sold nothing there
	branches := fixtureBranches(b)
	market := anew(slices.Concat(Tables(b, w, "base", 0), []*record.Table{TwinTable(twin, "base", 0)}, RemovalTables(b, branches, "base", 0)), 430, w)
	for _, wrong := range market.Removals() {
		t.Error(wrong)
	}
	want, seen := recompute.Metrics([]recompute.Market{market})[0], map[string]bool{}
	all := Compute(b, w)
	give := func(id string, x float64) {
		at := slices.IndexFunc(all, func(v record.Value) bool { return v.Metric == id })
		if at < 0 || all[at].Value == all[at].Value {
			t.Fatalf("%s is no metric, or given twice", id)
		}
		all[at].Value = x
	}
	give("unpredictability", Unpredictability(Holdings(b, window), twin))
	Dependence(b, branches, give)
	Pool(all)
	for _, v := range all {
		m, known := Find(v.Metric)
		if !known || m.Ratio[0] != "" {
			if v.Value == v.Value {
				t.Errorf("%s is %v in a single market", v.Metric, v.Value)
			}
			continue
		}
		x, there := want[v.Metric]
		if !there || !(math.Abs(v.Value-x) <= 1e-11*math.Abs(x)) {
			t.Errorf("%s is %v, computed anew %v", v.Metric, v.Value, x)
		}
		if at := fmt.Sprintf("%.12g", v.Value); seen[at] {
			t.Errorf("%s is %s, and so is another metric: the fixture cannot tell them apart", v.Metric, at)
		} else {
			seen[at] = true
		}
	}
}

// fixtureBranches are the branches that 430 days have, without those who sold most in the 90 days before, or some who are there.
func fixtureBranches(b *record.Book) (all []Branch) {
	best := func(date int64) (people []int64) {
		sold, gone := map[int64]int64{}, map[int64]bool{}
		for _, m := range b.Streamers {
			if m.Month > date/30-3 && m.Month <= date/30 {
				sold[m.Streamer] += m.GMV
			}
			gone[m.Streamer] = gone[m.Streamer] || m.Gone == 1 && m.Left <= date || m.Entered > date
		}
		for who := range sold {
			if !gone[who] {
				people = append(people, who)
			}
		}
		slices.SortFunc(people, func(x, y int64) int { return cmp.Or(cmp.Compare(sold[y], sold[x]), cmp.Compare(x, y)) })
		return people
	}
	add := func(date int64, group string, k int, people []int64, until int64) {
		branch := Branch{Date: date, Group: group, K: k, Removed: people[:k]}
		for n := int64(1); n <= until-date; n++ {
			branch.Placed = append(branch.Placed, 20_011*(5+n%7)-int64(k)*(date+n*7%100)+int64(10*len(group)*k))
			branch.Net = append(branch.Net, 977*n+int64(k))
		}
		all = append(all, branch)
	}
	random := []int64{12, 14, 13, 22, 17, 19, 23, 18, 24, 27}
	for _, k := range []int{1, 3, 10} {
		add(90, Top, k, best(90), map[bool]int64{false: 180, true: 430}[k == 3])
		add(90, Random, k, random, 180)
	}
	add(330, Top, 3, best(330), 420)
	return all
}

// columns say for every column of a table what it is of its row of the record: a field, or fields and numbers divided one by the other.
// Column names are those a reader knows, field names those the market fills.
var columns = map[string]string{
	"days": `platform Platform; day Day; gmv GMV/100; gmv_paid GMVPaid/100; gmv_net GMVNet/100; orders Orders;
		orders_paid OrdersPaid; orders_kept OrdersKept;
		delivered Delivered; returns Returns; complaints Complaints; defects Defects; below_standard BelowStandard; stockouts Stockouts; visits Visits;
		private_visits PrivateVisits; offers_seen OffersSeen; impressions Impressions; followed_shown FollowedShown; active_slots ActiveSlots;
		active_consumers ActiveConsumers; adopters Adopters; live_streamers LiveStreamers; sessions Sessions; rooms Rooms; store_gmv StoreGMV/100;
		private_gmv PrivateGMV/100; purposive_orders PurposiveOrders; repeat_orders RepeatOrders; needs_met_live NeedsMetLive;
		needs_met_shelf NeedsShelf; needs_lapsed NeedsLapsed;
		shelf_orders ShelfOrders; shelf_returns ShelfReturns; shelf_gmv ShelfGMV/100; shelf_net ShelfNet/100; satisfaction SatisfactionSum/Delivered/1024;
		trust TrustSum/LiveStreamers/1024; regret RegretSum/Delivered/100; surplus_decision SurplusDecision/100;
		surplus_gap SurplusGap/100; surplus_forgone SurplusForgone/100;
		surplus_shelf SurplusShelf/100; effort Effort/100;
		stock_at_cost StockAtCost/100; adoptions Adoptions; lapses Lapses; follows Follows; unfollows Unfollows`,
	"streamers": `streamer Streamer; month Month; category Category; tier Tier; mcn MCN; entered Entered;
		left Left/Gone; last_session LastSession; gmv GMV/100;
		gmv_paid GMVPaid/100; gmv_net GMVNet/100; orders Orders; orders_kept OrdersKept; sessions Sessions; viewers Viewers; impressions Impressions;
		followers Followers; income Income/100; hype Hype; content Content; product Product; trust Trust; credit Credit`,
	"merchants": `merchant Merchant; month Month; tier Tier; category Category; gmv GMV/100; gmv_paid GMVPaid/100;
		gmv_net GMVNet/100; store_gmv StoreGMV/100;
		shelf_net ShelfNet/100; orders Orders; returns Returns; stockouts Stockouts; below_standard BelowStandard;
		quality Quality; honest Honest; days Days;
		list_price ListSum/Days/100; discount DiscountSum/Days/10000; commission CommissionSum/Days/10000;
		profit Profit/100; cash Cash/100; partners Partners;
		trust Trust; credit Credit`,
	"mcns": `mcn MCN; month Month; roster Roster; gmv_net GMVNet/100; top_gmv_net TopGMVNet/100; income Income/100; traffic Traffic/100; cash Cash/100;
		signed Signed; lost Lost; trained Trained`,
	"cohorts": `cohort Cohort; age Age; repeat Repeat; repeat_net RepeatNet/100; same_streamer SameStreamer;
		same_merchant SameMerchant; censored Censored`,
	"flow_days": `day Day; from From; to To; purpose For; amount Amount/100`,
	"twins":     `streamer Streamer; gmv_net Net/100; orders_kept Kept`,
}

// words are the texts that stand for numbers of the record.
var words = map[string]string{
	"streamers.tier": "head waist tail", "merchants.tier": "high-end mature emerging micro",
	"streamers.category": "beauty apparel food fresh household baby electronics jewellery health sports books furnishing",
	"merchants.category": "beauty apparel food fresh household baby electronics jewellery health sports books furnishing",
}

// cellOf evaluates what a column says of a row, as it is printed.
func cellOf(row reflect.Value, column, formula string) string {
	x := math.NaN()
	for i, part := range strings.Split(formula, "/") {
		v, err := strconv.ParseFloat(part, 64)
		if err != nil {
			switch f := row.FieldByName(part); f.Kind() {
			case reflect.Int64:
				v = float64(f.Int())
			case reflect.Float64:
				v = f.Float()
			default:
				return f.String()
			}
		}
		if i == 0 {
			x = v
		} else if x /= v; v == 0 {
			return "blank"
		}
	}
	if list, ok := words[column]; ok {
		return strings.Fields(list)[int(x)]
	}
	return fmt.Sprintf("%.12g", x)
}

// What stands in every cell of every table that shows the record row by row, asserted by column.
func TestEveryColumnIsItsFieldOfTheRecord(t *testing.T) {
	b := fixture()
	w := LastYear(430, 1_234)
	cohorts := slices.DeleteFunc(slices.Clone(b.Cohorts), func(c record.CohortAge) bool { return c.Repeat+c.Censored == 0 })
	rows := map[string]any{"days": b.Days, "streamers": b.Streamers, "merchants": b.Merchants, "mcns": b.MCNs, "cohorts": cohorts, "flow_days": b.Flows,
		"twins": Holdings(b, w)}
	columns := maps.Clone(columns)
	for _, table := range append(Tables(b, w, "base", 3), TwinTable(Holdings(b, w), "base", 3)) {
		list, known := columns[table.Name]
		if !known {
			continue // months and flows are sums: the next test
		}
		delete(columns, table.Name)
		say := map[string]string{"scenario": "", "replicate": "", "at_risk": ""}
		for _, c := range strings.Split(list, ";") {
			name, formula, _ := strings.Cut(strings.TrimSpace(c), " ")
			say[name] = formula
		}
		all := reflect.ValueOf(rows[table.Name])
		if table.Rows != all.Len() {
			t.Fatalf("%s: %d rows, the record has %d", table.Name, table.Rows, all.Len())
		}
		at := map[string]int{} // rows of the record by their key
		var key []string
		for _, c := range table.Columns[2:table.Key] {
			key = append(key, c.Name)
		}
		for i := range all.Len() {
			var k []string
			for _, name := range key {
				k = append(k, cellOf(all.Index(i), table.Name+"."+name, say[name]))
			}
			at[strings.Join(k, ",")] = i
		}
		for r := range table.Rows {
			var k []string
			for c := range key {
				k = append(k, printed(table, 2+c, r))
			}
			i, there := at[strings.Join(k, ",")]
			if !there {
				t.Fatalf("%s: no row of the record is %v", table.Name, k)
			}
			for c, column := range table.Columns {
				formula, named := say[column.Name]
				if !named {
					t.Fatalf("%s: nothing says what %s is", table.Name, column.Name)
				}
				if want := cellOf(all.Index(i), table.Name+"."+column.Name, formula); formula != "" && printed(table, c, r) != want {
					t.Fatalf("%s: %s of %v is %s, want %s", table.Name, column.Name, k, printed(table, c, r), want)
				}
			}
			if table.Texts[0][r] != "base" || table.Ints[1][r] != 3 {
				t.Fatalf("%s: row %d is of %s, %d", table.Name, r, table.Texts[0][r], table.Ints[1][r])
			}
		}
	}
	for name := range columns {
		t.Errorf("no table %s", name)
	}
}

// Months, flows and the number at risk are sums over rows of the record: each column against a count of its own.
func TestEveryColumnOfSumsIsTheSum(t *testing.T) {
	b := fixture()
	w := LastYear(430, 1_234)
	tables := Tables(b, w, "base", 0)
	find := func(name string) *record.Table {
		return tables[slices.IndexFunc(tables, func(t *record.Table) bool { return t.Name == name })]
	}

	months := find("months")
	market := anew(tables, 430, w)
	for r, month := range months.Ints[2] {
		want := map[string]float64{"month": float64(month)}
		var sales []float64
		total := 0.0
		for _, m := range b.Streamers {
			if m.Month == month && m.Sessions > 0 {
				sales, total = append(sales, math.Max(0, float64(m.GMVNet))), total+math.Max(0, float64(m.GMVNet))
				want["active_streamers"]++
			}
			if m.Month == month && m.Entered > 30*(month-1) && m.Entered <= 30*month {
				want["entrants"]++
			}
			if m.Month == month && m.Gone == 1 {
				want["exits"]++
			}
		}
		slices.SortFunc(sales, func(a, b float64) int { return int(math.Copysign(1, b-a)) })
		for name, k := range map[string]int{"top1_share": 1, "top3_share": 3, "top10_share": 10, "top1pct_share": (len(sales) + 99) / 100} {
			for _, x := range sales[:k] {
				want[name] += x / total
			}
		}
		for i, x := range sales {
			want["hhi"] += (x / total) * (x / total)
			for _, y := range sales[:i] {
				want["gini"] += math.Abs(x-y) / total / float64(len(sales)-1)
			}
		}
		for _, m := range b.MCNs {
			if m.Month == month {
				want["active_mcns"]++
			}
		}
		for _, m := range b.Merchants {
			if m.Month == month {
				want["active_merchants"]++
			}
		}
		want["rank_correlation"] = market.RankCorrelation(int(month))
		for c, column := range months.Columns[2:] {
			x := want[column.Name]
			if got := printed(months, c+2, r); got != fmt.Sprintf("%.12g", x) && !(x != x && got == "blank") && math.Abs(x-value(months, c+2, r)) > 1e-12 {
				t.Errorf("month %d: %s is %s, want %.12g", month, column.Name, got, x)
			}
		}
	}

	flows := find("flows")
	for r := range flows.Rows {
		sum := 0.0
		for _, f := range b.Flows {
			if f.From == flows.Texts[2][r] && f.To == flows.Texts[3][r] && f.For == flows.Texts[4][r] && f.Day >= 66 && f.Day <= 430 {
				sum += float64(f.Amount) / 100
			}
		}
		near(t, flows.Texts[4][r], flows.Floats[5][r], sum, 1e-9*sum)
	}
	if flows.Rows != 11 {
		t.Errorf("%d flows, want 11", flows.Rows)
	}

	cohorts := find("cohorts")
	risk := cohorts.Ints[cohorts.Index("at_risk")]
	for r := range cohorts.Rows {
		var n int64
		for _, c := range b.Cohorts {
			if c.Cohort == cohorts.Ints[2][r] && c.Age >= cohorts.Ints[3][r] {
				n += c.Repeat + c.Censored
			}
		}
		if risk[r] != n {
			t.Errorf("month %d, age %d: %d at risk, want %d", cohorts.Ints[2][r], cohorts.Ints[3][r], risk[r], n)
		}
	}
}

// value is the number in a cell.
func value(t *record.Table, column, row int) float64 {
	if t.Columns[column].Kind == record.Int {
		return float64(t.Ints[column][row])
	}
	return t.Floats[column][row]
}

func printed(t *record.Table, column, row int) string {
	switch t.Columns[column].Kind {
	case record.Int:
		return fmt.Sprint(t.Ints[column][row])
	case record.Float:
		if x := t.Floats[column][row]; x == x {
			return fmt.Sprintf("%.12g", x)
		}
		return "blank"
	}
	return t.Texts[column][row]
}
