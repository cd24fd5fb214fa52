package metric

import (
	"math"
	"reflect"
	"testing"

	"livebazaar/sim/record"
)

// smallMarket is a record of 60 warm-up and 400 measured days of three streamers who sell 1, 2 and 3 yuan a day.
func smallMarket() *record.Book {
	b := &record.Book{}
	for d := int64(-59); d <= 400; d++ {
		b.Days = append(b.Days, record.Day{Day: d, GMV: 1000, GMVPaid: 900, GMVNet: 600,
			Orders: 10, OrdersPaid: 8, RepeatOrders: 6, OrdersKept: 6, Delivered: 8,
			Returns: 2, Visits: 100, ActiveSlots: 60, ActiveConsumers: 40, ShelfGMV: 3000, SatisfactionSum: 8 * 512,
			SurplusDecision: 5000, SurplusGap: -1000, Sessions: 8, Effort: 100, StockAtCost: 100 * d})
		b.Flows = append(b.Flows,
			record.FlowDay{Day: d, Flow: record.Flow{From: "consumers", To: "merchants", For: "sales", Amount: 500}},
			record.FlowDay{Day: d, Flow: record.Flow{From: "merchants", To: "streamers", For: "commission", Amount: 200}},
			record.FlowDay{Day: d, Flow: record.Flow{From: "outside", To: "merchants", For: record.Capital, Amount: 10_000}})
	}
	for month := MonthOf(-59); month <= MonthOf(400); month++ {
		for s := int64(3); s >= 1; s-- {
			b.Streamers = append(b.Streamers, record.StreamerMonth{Streamer: s, Month: month, Entered: -59, GMVNet: 3000 * s,
				OrdersKept: 60, Sessions: 1, LastSession: 30 * month})
		}
	}
	return b
}

func values(t *testing.T, b *record.Book, w Window) map[string]float64 {
	t.Helper()
	v := map[string]float64{}
	for _, x := range Compute(b, w) {
		v[x.Metric] = x.Value
	}
	return v
}

func TestMonthsAreBlocksOfThirtyDaysAndMonthOneIsTheFirstMeasured(t *testing.T) {
	for day, month := range map[int64]int64{1: 1, 30: 1, 31: 2, 0: 0, -29: 0, -30: -1, -59: -1, -60: -2} {
		if MonthOf(day) != month {
			t.Errorf("day %d is in month %d, want %d", day, MonthOf(day), month)
		}
	}
}

func TestTotalsCoverTheLastYearAndTheFirst90Days(t *testing.T) {
	w := LastYear(400, 100)
	if w.From != 36 || w.Days() != 365 {
		t.Fatalf("window %+v", w)
	}
	v := values(t, smallMarket(), w)
	for id, want := range map[string]float64{
		"gmv": 10 * 365, "gmv_net": 6 * 365, "orders": 10 * 365, "gmv_first90": 10 * 90, "order_value": 1, "conversion": 0.1,
		"active_slots": 0.6, "active_consumers": 40, "return_rate": 0.25, "penetration": 0.25, "repeat_order_share": 0.75, "satisfaction": 0.5,
		"top1_share": 0.5, "hhi": 14.0 / 36, "active_streamers": 3, "rank_mobility": 0,
		"surplus_decision": 50 * 365.0 / 100, "surplus_experienced": 40 * 365.0 / 100,
		"profit_streamers": 2 * 365, "profit_merchants": (5 - 2 + 1) * 365, "profit_merchants_first90": 4 * 90, "profit_platforms": 0,
		"welfare": (40 + 2 + 4 - 8*0.5*0.25) * 365.0 / 100,
	} {
		near(t, id, v[id], want, 1e-9*math.Abs(want))
	}
	for _, id := range []string{"head_dependence_1", "unpredictability", "repurchase_30", "newcomer_survival", "trust"} {
		if v[id] == v[id] {
			t.Errorf("%s = %v, want blank", id, v[id])
		}
	}
}

func TestAShortRunIsMeasuredWhole(t *testing.T) {
	v := values(t, smallMarket(), LastYear(20, 100))
	near(t, "gmv", v["gmv"], 200, 1e-9)
	near(t, "gmv_first90", v["gmv_first90"], 200, 1e-9)
}

func TestEveryMetricIsDefinedInBothLanguagesAndFound(t *testing.T) {
	firm := []string{"active_slots", "gmv", "gmv_paid", "gmv_net", "orders", "order_value", "conversion", "purposive_share", "return_rate",
		"complaint_rate", "stockout_rate", "below_standard_share", "top1_share", "top3_share", "top10_share", "top1pct_share", "hhi", "gini",
		"gini_null", "tail_exponent", "head_dependence_1", "head_dependence_3", "head_dependence_10", "head_loss_1", "head_loss_3",
		"head_loss_10", "random_loss_1", "random_loss_3", "random_loss_10", "head_first_loss_3", "head_dependence_long_3", "head_persistence_3",
		"head_own_1", "head_own_3", "head_own_10", "head_substitution_1", "head_substitution_3", "head_substitution_10", "repurchase_30", "repurchase_90",
		"repurchase_365", "repeat_order_share", "private_share", "store_share", "penetration", "active_consumers", "active_streamers",
		"newcomer_survival", "rank_mobility", "satisfaction", "trust", "regret", "surplus_decision", "surplus_experienced",
		"profit_merchants", "profit_streamers", "profit_mcns", "profit_platforms", "welfare", "unpredictability"}
	for _, id := range firm {
		if _, ok := Find(id); !ok {
			t.Errorf("no metric %s", id)
		}
	}
	families := map[string]bool{}
	for _, f := range Families() {
		families[f.ID] = true
	}
	seen := map[string]bool{}
	for _, m := range All() {
		if seen[m.ID] || m.EN == "" || m.ZH == "" || m.Definition == "" || m.DefinitionZH == "" ||
			m.Formula == "" || (m.Caveat == "") != (m.CaveatZH == "") || m.Unit == "" || !families[m.Family] {
			t.Errorf("%s: twice or incomplete", m.ID)
		}
		seen[m.ID] = true
	}
	if m, ok := Find("gmv_first90"); !ok || m.Family != "volume_first90" {
		t.Errorf("gmv_first90: %+v %v", m, ok)
	}
	if _, ok := Find("repurchase_90_first90"); ok {
		t.Error("repurchase_90 is not measured over the first 90 days")
	}
}

func TestTablesHaveTheSameColumnsForEveryReplicateAndRowsInKeyOrder(t *testing.T) {
	b := smallMarket()
	b.Cohorts = []record.CohortAge{{Cohort: 1, Age: 3, Repeat: 4}, {Cohort: 1, Age: 40, Censored: 6}}
	before := reflect.ValueOf(*b).FieldByName("Streamers").Len()
	tables := Tables(b, LastYear(400, 100), "base", 2)
	names := map[string]*record.Table{}
	for _, table := range tables {
		names[table.Name] = table
		if table.Columns[0].Name != "scenario" || table.Columns[1].Name != "replicate" {
			t.Errorf("%s does not begin with scenario and replicate", table.Name)
		}
	}
	if len(b.Streamers) != before || b.Streamers[0].Streamer != 3 {
		t.Error("making tables changed the record")
	}
	s := names["streamers"]
	if s.Rows != len(b.Streamers) || s.Ints[s.Index("streamer")][0] != 1 || s.Ints[s.Index("month")][1] != 0 {
		t.Error("streamers are not in key order")
	}
	near(t, "gmv_net of streamer 1", s.Floats[s.Index("gmv_net")][0], 30, 0)
	c := names["cohorts"]
	if risk := c.Ints[c.Index("at_risk")]; risk[0] != 10 || risk[1] != 6 {
		t.Errorf("at risk %v", risk)
	}
	f := names["flows"]
	near(t, "commission", f.Floats[f.Index("amount")][f.Rows-2], 2*365, 0)
	m := names["months"]
	if r := m.Floats[m.Index("rank_correlation")]; r[0] == r[0] || r[1] != 1 {
		t.Errorf("rank correlation %v", r[:2])
	}
}

// What hours were worth elsewhere is taken from welfare, and what the shelf gave is in it.
func TestWelfareCountsHoursAndTheShelf(t *testing.T) {
	b := smallMarket()
	before := values(t, b, LastYear(400, 100))["welfare"]
	for i := range b.Days {
		b.Days[i].Effort += 500
		b.Days[i].SurplusShelf += 300
		b.Days[i].SurplusForgone += 100
	}
	near(t, "welfare", values(t, b, LastYear(400, 100))["welfare"]-before, (-500+300+100)/100*365.0/100, 1e-9)
}
