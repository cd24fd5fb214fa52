package recompute

import (
	"math"
	"slices"
	"sort"
)

// Metrics returns what each market's metrics are, by id; undefined is NaN. Those over the first 90 days have their suffix. One is not
// of a market alone: head dependence takes off the placebo's mean over all markets of the study.
func Metrics(markets []Market) []map[string]float64 {
	all := make([]map[string]float64, len(markets))
	for i, m := range markets {
		all[i] = m.metrics()
	}
	for _, k := range []string{"1", "3", "10"} {
		placebo, n := 0.0, 0.0
		for _, of := range all {
			if loss := of["random_loss_"+k]; !math.IsNaN(loss) {
				placebo, n = placebo+loss, n+1
			}
		}
		for _, of := range all {
			of["head_dependence_"+k] = of["head_loss_"+k] - placebo/n // 0/0 where nothing was measured
		}
	}
	return all
}

func (m Market) metrics() map[string]float64 {
	out := map[string]float64{}
	late := span{m, max(1, m.Days-364), m.Days}
	for id, value := range late.everyWindow() {
		out[id] = value
	}
	for id, value := range (span{m, 1, min(90, m.Days)}).everyWindow() {
		out[id+"_first90"] = value
	}
	sales := late.sales()
	out["tail_exponent"], out["tail_exponent_hill"] = tail(sales)
	out["rank_mobility"] = late.rankMobility()
	out["newcomer_survival"] = late.newcomerSurvival()
	out["unpredictability"] = m.unpredictability()
	for id, value := range m.head() {
		out[id] = value
	}
	for id, c := range map[string]struct {
		days   int
		column string
	}{
		"repurchase_30": {30, "repeat"}, "repurchase_90": {90, "repeat"}, "repurchase_365": {365, "repeat"},
		"repurchase_streamer_30": {30, "same_streamer"}, "repurchase_streamer_90": {90, "same_streamer"}, "repurchase_merchant_90": {90, "same_merchant"},
	} {
		out[id] = late.overCohorts(c.days, func(s spells) float64 { return s.incidence(c.column, c.days) })
	}
	out["reorder_wait_90"] = late.overCohorts(90, func(s spells) float64 { return s.wait(90) })
	out["same_streamer_share"] = late.amongRepeats("same_streamer")
	out["same_merchant_share"] = late.amongRepeats("same_merchant")
	return out
}

// span is a market from one day to another.
type span struct {
	Market
	from, to int
}

func (s span) days() float64 { return float64(s.to - s.from + 1) }

// over divides, undefined unless the whole is above 0.
func over(part, whole float64) float64 {
	if !(whole > 0) {
		return math.NaN()
	}
	return part / whole
}

// sum adds a column of the table days up.
func (s span) sum(column string) (total float64) {
	days := s.Tables["days"]
	for i, day := range days.Numbers["day"] {
		if int(day) >= s.from && int(day) <= s.to {
			total += days.Numbers[column][i]
		}
	}
	return total
}

// weighted adds up a column of daily means times what each is the mean of.
func (s span) weighted(column, weight string) (total float64) {
	days := s.Tables["days"]
	for i, day := range days.Numbers["day"] {
		if n := days.Numbers[weight][i]; int(day) >= s.from && int(day) <= s.to && n > 0 {
			total += days.Numbers[column][i] * n
		}
	}
	return total
}

// everyWindow are the metrics that are measured over the first 90 days as well.
func (s span) everyWindow() map[string]float64 {
	sales := s.sales()
	orders, delivered := s.sum("orders"), s.sum("delivered")
	yearly := func(yuan float64) float64 { return yuan / s.Consumers / (s.days() / 365) }
	surplus := s.sum("surplus_decision")
	out := map[string]float64{
		"active_slots":         s.sum("active_slots") / (s.Consumers * s.days()),
		"active_consumers":     s.sum("active_consumers") / s.days(),
		"gmv":                  s.sum("gmv"),
		"gmv_paid":             s.sum("gmv_paid"),
		"gmv_net":              s.sum("gmv_net"),
		"orders":               orders,
		"order_value":          over(s.sum("gmv"), orders),
		"conversion":           over(orders, s.sum("visits")),
		"purposive_share":      over(s.sum("purposive_orders"), orders),
		"private_share":        over(s.sum("private_gmv"), s.sum("gmv")),
		"store_share":          over(s.sum("store_gmv"), s.sum("gmv")),
		"penetration":          over(s.sum("gmv"), s.sum("gmv")+s.sum("shelf_gmv")),
		"repeat_order_share":   over(s.sum("repeat_orders"), s.sum("orders_paid")),
		"return_rate":          over(s.sum("returns"), delivered),
		"complaint_rate":       over(s.sum("complaints"), delivered),
		"stockout_rate":        over(s.sum("stockouts"), s.sum("stockouts")+orders),
		"below_standard_share": over(s.sum("below_standard"), delivered),
		"satisfaction":         over(s.weighted("satisfaction", "delivered"), delivered),
		"regret":               over(s.weighted("regret", "delivered"), delivered),
		"trust":                over(s.weighted("trust", "live_streamers"), s.sum("live_streamers")),
		"surplus_decision":     yearly(surplus),
		"surplus_experienced":  yearly(surplus + s.sum("surplus_gap")),
		"surplus_shelf":        yearly(s.sum("surplus_shelf")),
		"profit_merchants":     s.profit("merchants"),
		"profit_streamers":     s.profit("streamers"),
		"profit_mcns":          s.profit("mcns"),
		"profit_platforms":     s.profit("platforms"),
		"top1_share":           share(sales, 1),
		"top3_share":           share(sales, 3),
		"top10_share":          share(sales, 10),
		"top1pct_share":        share(sales, (len(sales)+99)/100),
		"hhi":                  herfindahl(sales),
		"gini":                 gini(sales),
		"gini_null":            giniByChance(s.ordersKept(), len(sales)),
		"active_streamers":     s.activeStreamers(),
	}
	all := 0.0
	for _, side := range []string{"merchants", "streamers", "mcns", "platforms", "logistics", "government", "shelf"} {
		all += s.profit(side)
	}
	consumers := surplus + s.sum("surplus_gap") + s.sum("surplus_forgone") + s.sum("surplus_shelf")
	out["welfare"] = yearly(consumers + all - s.sum("effort"))
	return out
}

// profit is what a side received less what it paid, owners' capital left out, and for merchants the change of stock at cost.
func (s span) profit(side string) float64 {
	flows, total, moved := s.Tables["flow_days"], 0.0, false
	for i, day := range flows.Numbers["day"] {
		if int(day) < s.from || int(day) > s.to {
			continue
		}
		moved = true
		if flows.Texts["purpose"][i] == "capital" {
			continue
		}
		if flows.Texts["to"][i] == side {
			total += flows.Numbers["amount"][i]
		}
		if flows.Texts["from"][i] == side {
			total -= flows.Numbers["amount"][i]
		}
	}
	if !moved {
		return math.NaN()
	}
	if side == "merchants" {
		days := s.Tables["days"]
		for i, day := range days.Numbers["day"] {
			switch int(day) {
			case s.to:
				total += days.Numbers["stock_at_cost"][i]
			case s.from - 1:
				total -= days.Numbers["stock_at_cost"][i]
			}
		}
	}
	return total
}

// daysOf returns how many days a month has in the run, and how many of them are in the span.
func (s span) daysOf(month int) (run, inside int) {
	for day := 30*month - 29; day <= 30*month && day <= s.Days; day++ {
		run++
		if day >= s.from && day <= s.to {
			inside++
		}
	}
	return run, inside
}

// covers reports whether at least half of a month is in the span.
func (s span) covers(month int) bool {
	run, inside := s.daysOf(month)
	return inside > 0 && 2*inside >= run
}

// month returns the net sales of every streamer with a session in the month.
func (s span) month(month int) map[int]float64 {
	t, net := s.Tables["streamers"], map[int]float64{}
	for i := range t.Rows {
		if int(t.Numbers["month"][i]) == month && t.Numbers["sessions"][i] > 0 {
			net[int(t.Numbers["streamer"][i])] = t.Numbers["gmv_net"][i]
		}
	}
	return net
}

// totals adds a column of the table streamers up by streamer, over the months that count and the streamers with a session in them.
func (s span) totals(column string) map[int]float64 {
	t, total, sessions := s.Tables["streamers"], map[int]float64{}, map[int]float64{}
	for i := range t.Rows {
		if s.covers(int(t.Numbers["month"][i])) {
			who := int(t.Numbers["streamer"][i])
			total[who] += t.Numbers[column][i]
			sessions[who] += t.Numbers["sessions"][i]
		}
	}
	for who := range total {
		if sessions[who] == 0 {
			delete(total, who)
		}
	}
	return total
}

// sales are the streamers' net sales, the largest first; returns beyond sales count as nothing sold.
func (s span) sales() []float64 {
	var x []float64
	for _, net := range s.totals("gmv_net") {
		x = append(x, max(0, net))
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(x)))
	return x
}

func (s span) ordersKept() (n float64) {
	for _, kept := range s.totals("orders_kept") {
		n += kept
	}
	return n
}

// counted are the months of the span: the whole ones, or all if none is whole.
func (s span) counted() (months []int) {
	for _, whole := range []bool{true, false} {
		for month := 0; 30*month-29 <= s.to; month++ {
			if s.covers(month) && (!whole || 30*month <= s.Days) {
				months = append(months, month)
			}
		}
		if len(months) > 0 {
			break
		}
	}
	return months
}

func (s span) activeStreamers() float64 {
	months, n := s.counted(), 0
	for _, month := range months {
		n += len(s.month(month))
	}
	return over(float64(n), float64(len(months)))
}

// RankCorrelation is Spearman's, of net sales between a month and the one before, among the streamers with a session in both.
func (m Market) RankCorrelation(month int) float64 {
	s := span{Market: m}
	before, now := s.month(month-1), s.month(month)
	var x, y []float64
	for who, net := range now {
		if was, both := before[who]; both {
			x, y = append(x, was), append(y, net)
		}
	}
	if len(x) < 3 {
		return math.NaN()
	}
	return correlation(ranks(x), ranks(y))
}

// rankMobility is one less the mean rank correlation of consecutive whole months.
func (s span) rankMobility() float64 {
	months, total, n := s.counted(), 0.0, 0
	for i, month := range months {
		if i == 0 || 30*month > s.Days {
			continue
		}
		if r := s.RankCorrelation(month); !math.IsNaN(r) {
			total, n = total+r, n+1
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return 1 - total/float64(n)
}

// newcomerSurvival follows every entrant day by day.
func (s span) newcomerSurvival() float64 {
	const follow, silence = 180, 90
	t := s.Tables["streamers"]
	latest := map[float64]int{}
	for i, who := range t.Numbers["streamer"] {
		if k, known := latest[who]; !known || t.Numbers["month"][k] < t.Numbers["month"][i] {
			latest[who] = i
		}
	}
	type life struct {
		days int
		gone bool
	}
	var lives []life
	known := false
	for _, i := range latest {
		entered := int(t.Numbers["entered"][i])
		if entered < 1 || entered+follow < s.from || entered > s.to {
			continue
		}
		known = known || entered+follow <= s.Days
		l := life{days: s.Days - entered}
		if quiet := max(entered, int(t.Numbers["last_session"][i])) + silence; quiet <= s.Days {
			l = life{quiet - entered, true}
		}
		if left := t.Numbers["left"][i]; !math.IsNaN(left) && int(left)-entered <= l.days {
			l = life{int(left) - entered, true}
		}
		lives = append(lives, l)
	}
	if !known {
		return math.NaN()
	}
	survival := 1.0
	for age := 0; age <= follow; age++ {
		watched, died := 0.0, 0.0
		for _, l := range lives {
			if l.days >= age {
				watched++
				if l.gone && l.days == age {
					died++
				}
			}
		}
		if watched == 0 {
			if survival > 0 {
				return math.NaN()
			}
			break
		}
		survival *= 1 - died/watched
	}
	return survival
}

// unpredictability holds the market against its twin over the six months up to day 300, or to the last end of a month of a run
// that is shorter.
func (m Market) unpredictability() float64 {
	end := 30 * (min(m.Days, 300) / 30)
	s := span{m, max(1, end-179), end}
	entered := map[int]float64{}
	for i, who := range s.Tables["streamers"].Numbers["streamer"] {
		entered[int(who)] = s.Tables["streamers"].Numbers["entered"][i]
	}
	net, kept := s.totals("gmv_net"), s.totals("orders_kept")
	for who := range net {
		net[who] = max(0, net[who])
		if entered[who] > 0 {
			delete(net, who)
			delete(kept, who)
		}
	}
	twinNet, twinKept, twins := map[int]float64{}, map[int]float64{}, s.Tables["twins"]
	for i, who := range twins.Numbers["streamer"] {
		twinNet[int(who)], twinKept[int(who)] = twins.Numbers["gmv_net"][i], twins.Numbers["orders_kept"][i]
	}
	total := func(of map[int]float64) (sum float64) {
		for _, x := range of {
			sum += x
		}
		return sum
	}
	a, b, n, n2 := total(net), total(twinNet), total(kept), total(twinKept)
	if !(a > 0 && b > 0 && n > 0 && n2 > 0) {
		return math.NaN()
	}
	everybody := map[int]bool{}
	for _, of := range []map[int]float64{net, twinNet} {
		for who := range of {
			everybody[who] = true
		}
	}
	distance, chance := 0.0, 0.0
	for who := range everybody {
		distance += math.Abs(net[who]/a - twinNet[who]/b)
		// given what a streamer sold in both, chance alone splits it between the markets binomially
		together := int(kept[who] + twinKept[who])
		share := n / (n + n2)
		for k, p := range binomial(together, share) {
			chance += p * math.Abs(float64(k)/n-float64(together-k)/n2-float64(together)*(share/n-(1-share)/n2))
		}
	}
	return distance/2 - chance/2
}

// spells are the rows of one cohort, by age.
type spells struct {
	Table
	rows []int
}

// overCohorts is the mean of a measure over the measured cohorts whose follow-up of so many days ends in the span or later.
func (s span) overCohorts(days int, measure func(spells) float64) float64 {
	t := s.Tables["cohorts"]
	by := map[int][]int{}
	for i, cohort := range t.Numbers["cohort"] {
		if c := int(cohort); c >= 1 && 30*c+days >= s.from {
			by[c] = append(by[c], i)
		}
	}
	total, size := 0.0, 0.0
	for _, rows := range by {
		slices.SortFunc(rows, func(a, b int) int { return int(t.Numbers["age"][a] - t.Numbers["age"][b]) })
		n := t.Numbers["at_risk"][rows[0]]
		if x := measure(spells{t, rows}); !math.IsNaN(x) {
			total, size = total+n*x, size+n
		}
	}
	return over(total, size)
}

// survival returns the share still without a repeat at the end of every age up to days, and the incidence of a cause by then.
// Both are NaN when nobody was watched that long and somebody without a repeat was lost sight of.
func (c spells) survival(cause string, days int) (by []float64, incidence float64) {
	s, at := 1.0, 0
	for age := 0; age <= days; age++ {
		if at < len(c.rows) && int(c.Numbers["age"][c.rows[at]]) == age {
			i := c.rows[at]
			risk, repeats := c.Numbers["at_risk"][i], c.Numbers["repeat"][i]
			incidence += s * c.Numbers[cause][i] / risk
			s *= 1 - repeats/risk
			if last := at == len(c.rows)-1; last && risk == repeats {
				s = 0
			}
			at++
		}
		if at == len(c.rows) && s > 0 && age < days {
			return nil, math.NaN()
		}
		by = append(by, s)
	}
	return by, incidence
}

func (c spells) incidence(cause string, days int) float64 {
	_, incidence := c.survival(cause, days)
	return incidence
}

// wait is the mean of the wait, at most so many days: day after day, those who still wait.
func (c spells) wait(days int) (mean float64) {
	by, _ := c.survival("repeat", days)
	if by == nil {
		return math.NaN()
	}
	for day := range days {
		mean += by[day]
	}
	return mean
}

// amongRepeats is the share of repeats within 90 days that a column counts, over cohorts all of whose members were watched for 90
// days that end in the span or later.
func (s span) amongRepeats(column string) float64 {
	t, part, whole := s.Tables["cohorts"], 0.0, 0.0
	for i, cohort := range t.Numbers["cohort"] {
		if end := 30*int(cohort) + 90; cohort >= 1 && t.Numbers["age"][i] <= 90 && end >= s.from && end <= s.Days {
			part, whole = part+t.Numbers[column][i], whole+t.Numbers["repeat"][i]
		}
	}
	return over(part, whole)
}
