package recompute

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// branch is a market without some streamers from the day after a date on.
type branch struct {
	date  int
	group string
	k     int
	gmv   map[int]float64 // placed, by day
}

// branches reads the courses.
func (m Market) branches() (all []branch) {
	t := m.Tables["courses"]
	for i := range t.Rows {
		date, group, k := int(t.Numbers["date"][i]), t.Texts["group"][i], int(t.Numbers["k"][i])
		at := slices.IndexFunc(all, func(b branch) bool { return b.date == date && b.group == group && b.k == k })
		if at < 0 {
			at = len(all)
			all = append(all, branch{date, group, k, map[int]float64{}})
		}
		all[at].gmv[int(t.Numbers["day"][i])] += t.Numbers["gmv"][i]
	}
	return all
}

// last is the last day of a branch.
func (b branch) last() (day int) {
	for d := range b.gmv {
		day = max(day, d)
	}
	return day
}

// gmv is what the factual run placed, and what the branch did, over the n-th to the m-th day after the removal.
func (m Market) gmv(b branch, from, to int) (factual, without float64) {
	for day := b.date + from; day <= b.date+to; day++ {
		without += b.gmv[day]
	}
	return span{m, b.date + from, b.date + to}.sum("gmv"), without
}

func (m Market) loss(b branch, from, to int) float64 {
	factual, without := m.gmv(b, from, to)
	return over(factual-without, factual)
}

// sold is what a streamer placed in the factual run in the months from a day up to another, both ends of months.
func (m Market) sold(streamer, from, to int) (total float64) {
	t := m.Tables["streamers"]
	for i := range t.Rows {
		if month := int(t.Numbers["month"][i]); int(t.Numbers["streamer"][i]) == streamer && 30*month > from && 30*month <= to {
			total += t.Numbers["gmv"][i]
		}
	}
	return total
}

// removed are who is missing in a branch, the first to go first.
func (m Market) removed(b branch) (people []int) {
	t := m.Tables["removed"]
	for place := 1; place <= b.k; place++ {
		for i := range t.Rows {
			if int(t.Numbers["date"][i]) == b.date && t.Texts["group"][i] == b.group && int(t.Numbers["place"][i]) == place {
				people = append(people, int(t.Numbers["streamer"][i]))
			}
		}
	}
	return people
}

func (m Market) own(b branch) (total float64) {
	for _, streamer := range m.removed(b) {
		total += m.sold(streamer, b.date, b.date+90)
	}
	return total
}

// head are the metrics of removals, but for what is pooled over markets or is a ratio of means.
func (m Market) head() map[string]float64 {
	out := map[string]float64{"head_first_loss_3": math.NaN(), "head_dependence_long_3": math.NaN(), "head_persistence_3": math.NaN()}
	for _, k := range []string{"1", "3", "10"} {
		for _, id := range []string{"head_loss_", "random_loss_", "head_own_", "head_taken_", "head_substitution_"} {
			out[id+k] = math.NaN()
		}
	}
	first, all := m.Days, m.branches()
	for _, b := range all {
		first = min(first, b.date)
	}
	losses, dates := 0.0, 0.0
	for _, b := range all {
		k, loss := fmt.Sprint(b.k), m.loss(b, 1, 90)
		if b.group == "random" {
			out["random_loss_"+k] = loss
			continue
		}
		if b.k == 3 {
			losses, dates = losses+loss, dates+1
			out["head_loss_3"] = losses / dates
		} else {
			out["head_loss_"+k] = loss
		}
		if b.date > first {
			continue
		}
		factual, _ := m.gmv(b, 1, 90)
		out["head_own_"+k] = over(m.own(b), factual)
		out["head_taken_"+k] = out["head_own_"+k] - loss
		if b.k == 3 {
			out["head_first_loss_3"] = loss
			if length := b.last() - b.date; length > 180 {
				out["head_dependence_long_3"] = m.loss(b, 181, length)
			}
		}
	}
	return out
}

// Removals holds the tables removals, removed and courses against days and streamers: the dates and branches that there should be,
// who was removed, and every number of the rows. It returns what is wrong.
func (m Market) Removals() (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	all := m.branches()
	var is []string
	for _, b := range all {
		is = append(is, fmt.Sprintf("day %d: %s %d until %d", b.date, b.group, b.k, b.last()))
		if n := b.last() - b.date; len(b.gmv) != n {
			say("%s %d from day %d: a course of %d days has %d", b.group, b.k, b.date, n, len(b.gmv))
		}
	}
	should := m.planned()
	sort.Strings(is)
	sort.Strings(should)
	if !slices.Equal(is, should) {
		say("branches %q, want %q", is, should)
	}
	t := m.Tables["removals"]
	if t.Rows != len(all) {
		say("%d rows of removals, and %d branches", t.Rows, len(all))
	}
	for i := range t.Rows {
		at := slices.IndexFunc(all, func(b branch) bool {
			return b.date == int(t.Numbers["date"][i]) && b.group == t.Texts["group"][i] && b.k == int(t.Numbers["k"][i])
		})
		if at < 0 {
			say("a removal without a course: row %d", i)
			continue
		}
		b := all[at]
		factual, without := m.gmv(b, 1, 90)
		want := map[string]float64{"until": float64(b.last()), "gmv": factual, "gmv_without": without, "gmv_own": m.own(b), "loss": m.loss(b, 1, 90),
			"gmv_long": math.NaN(), "gmv_long_without": math.NaN(), "loss_long": math.NaN()}
		if n := b.last() - b.date; n > 180 {
			want["gmv_long"], want["gmv_long_without"] = m.gmv(b, 181, n)
			want["loss_long"] = m.loss(b, 181, n)
		}
		for column, x := range want {
			if got := t.Numbers[column][i]; !Alike(got, x, 1e-9) {
				say("%s %d from day %d: %s is %v, computed anew %v", b.group, b.k, b.date, column, got, x)
			}
		}
	}
	who := m.Tables["removed"]
	for i := range who.Rows {
		streamer, date := int(who.Numbers["streamer"][i]), int(who.Numbers["date"][i])
		for column, x := range map[string]float64{"gmv_before": m.sold(streamer, date-90, date), "gmv_after": m.sold(streamer, date, date+90)} {
			if got := who.Numbers[column][i]; !Alike(got, x, 1e-9) {
				say("streamer %d removed on day %d: %s is %v, computed anew %v", streamer, date, column, got, x)
			}
		}
	}
	for _, b := range all {
		for _, w := range m.rightlyRemoved(b) {
			say("%s %d from day %d: %s", b.group, b.k, b.date, w)
		}
	}
	return wrong
}

// planned are the branches that a run of so many days has, as docs/decisions/head-dependence.md says.
func (m Market) planned() (all []string) {
	add := func(date int, group string, k, until int) {
		all = append(all, fmt.Sprintf("day %d: %s %d until %d", date, group, k, until))
	}
	last, first := (m.Days-90)/30*30, max(m.Days-365, 90)/30*30
	if last < 30 {
		return nil
	}
	until := m.Days
	if last-first < 180 {
		first, until = last, last+90
	} else {
		add(last, "top", 3, last+90)
	}
	add(first, "top", 3, until)
	for _, k := range []int{1, 10} {
		add(first, "top", k, first+90)
	}
	for _, k := range []int{1, 3, 10} {
		add(first, "random", k, first+90)
	}
	return all
}

// rightlyRemoved says who should not be among the removed, or is missing.
func (m Market) rightlyRemoved(b branch) (wrong []string) {
	people := m.removed(b)
	t := m.Tables["streamers"]
	there, lately := map[int]bool{}, map[int]bool{} // in the market at the end of that day, and with a session in the last 28 days
	for i := range t.Rows {
		who, left := int(t.Numbers["streamer"][i]), t.Numbers["left"][i]
		if int(t.Numbers["entered"][i]) <= b.date && (math.IsNaN(left) || int(left) > b.date) {
			there[who] = true
		}
		if 30*int(t.Numbers["month"][i]) == b.date && b.date-int(t.Numbers["last_session"][i]) < 28 {
			lately[who] = true
		}
	}
	for i := range t.Rows { // a later row knows better whether somebody was gone
		if left := t.Numbers["left"][i]; left <= float64(b.date) {
			delete(there, int(t.Numbers["streamer"][i]))
		}
	}
	most := 0
	for who := range there {
		if b.group == "top" || lately[who] {
			most++
		}
	}
	if len(people) < min(b.k, most) || len(people) > b.k {
		wrong = append(wrong, fmt.Sprintf("%d are removed of %d who are there", len(people), most))
	}
	for i, who := range people {
		if slices.Index(people, who) != i {
			wrong = append(wrong, fmt.Sprintf("streamer %d is removed twice", who))
		}
		if b.group == "random" && !(there[who] && lately[who]) {
			wrong = append(wrong, fmt.Sprintf("streamer %d is not active", who))
		}
	}
	if b.group != "top" {
		return wrong
	}
	before := func(a, b2 int) bool { // a is the better seller
		x, y := m.sold(a, b.date-90, b.date), m.sold(b2, b.date-90, b.date)
		return x > y+.001 || x > y-.001 && a < b2 // to the fen
	}
	for i := 1; i < len(people); i++ {
		if !before(people[i-1], people[i]) {
			wrong = append(wrong, fmt.Sprintf("streamer %d goes before %d, who sold more", people[i-1], people[i]))
		}
	}
	for who := range there {
		if len(people) > 0 && !slices.Contains(people, who) && before(who, people[len(people)-1]) {
			wrong = append(wrong, fmt.Sprintf("streamer %d sold more than %d, who is removed", who, people[len(people)-1]))
		}
	}
	return wrong
}
