package sim

import (
	"livebazaar/agents/category"
	"livebazaar/agents/chance"
)

// admitStreamers lets this week's candidates decide whether to become streamers. A candidate expects what recent
// newcomers earn in a week and session-hours like theirs cost; its own wage is drawn with its other traits.
func (w *World) admitStreamers() {
	p := &w.p.Streamers
	keys := w.On(chance.Entry)
	expected := w.expectedIncome()
	usual := float64(p.Schedule.Sessions*p.Show.Hours) * (100 * p.Show.Wage / w.Scale.Ratio)
	var sales [category.Count]float64
	for s, active := range w.Streamers.Active {
		if active {
			sales[w.Hosts.Category[s]] += float64(w.Hosts.Past.KeptFen[s])
		}
	}
	candidates := int(float64(p.Entry.Rate*float64(p.Count)) + keys.Uniform(0))
	slot := 0
	for c := range candidates {
		key := keys.At(uint64(c))
		wage := usual * chance.Exp(float64(p.Show.WageSpread*key.Normal(12)))
		if !key.Chance(13, p.Entry.Probability(expected, wage)) {
			continue
		}
		for slot < w.NumStreamers() && !w.vacant(slot) {
			slot++
		}
		if slot == w.NumStreamers() {
			return
		}
		w.enterStreamer(slot, key, &sales)
	}
}

// expectedIncome is what people think a newcomer earns in a week, fen: the mean of recent newcomers, mixed with a
// discounted market average while there are few of them.
func (w *World) expectedIncome() float64 {
	const enough = 5 // newcomers that count for as much as the market average
	p := &w.p.Streamers.Entry
	var newcomers, all, recent, active int64
	for s, in := range w.Streamers.Active {
		if !in {
			continue
		}
		income := int64(w.Streamers.Income[s])
		all += income
		active++
		if age := w.Day - int64(w.Hosts.Born[s]); float64(age) <= p.Recent && age > 4*Week {
			newcomers += income
			recent++
		}
	}
	if active == 0 {
		return float64(100*w.p.Streamers.Show.Wage) / w.Scale.Ratio * w.p.Streamers.Show.Hours
	}
	average := float64(p.Discount*float64(all)) / float64(active)
	return (float64(newcomers) + float64(enough*average)) / float64(recent+enough)
}
