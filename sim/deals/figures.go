package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/column"
	"livebazaar/sim/state"
)

// figure is what can be known of a streamer, kept in one place: nobody can foresee which streamer is looked up next.
type figure struct {
	id       uint64
	sales    int64 // public, fen
	born     int32
	category uint8
	tier     uint8
	there    bool // in the market and not barred
}

// askable reports whether the streamer who entered on a day can be asked for a show.
func (f *figure) askable(born int32) bool { return f.there && f.born == born }

// noteFigures notes what can be known of the streamers.
func (w *Deals) noteFigures() {
	r, h := &w.run, &w.Hosts
	r.figures = column.Resize(r.figures, w.NumStreamers())
	w.Crew.Blocks(len(r.figures), func(from, to, _ int) {
		for s := from; s < to; s++ {
			r.figures[s] = figure{h.ID[s], w.publicSales(s), h.Born[s], h.Category[s], w.Main().Tier[s], h.Alive[s] && !h.Barred[s]}
		}
	})
}

// noteUsual notes how the sales of a place are spread among streamers of each tier that sold something, by the public figures.
func (w *Deals) noteUsual() {
	r := &w.run
	var sum, square, n [len(r.usual)]float64
	for _, host := range w.Roll.Order {
		if int(host) < w.NumStreamers() && r.figures[host].sales > 0 {
			f := &r.figures[host]
			x := chance.Log(float64(f.sales) / state.LineUp)
			sum[f.tier] += x
			square[f.tier] += float64(x * x)
			n[f.tier]++
		}
	}
	for t := range r.usual {
		mean := sum[t] / max(1, n[t])
		r.usual[t] = merchant.Sales{Mean: mean, Variance: max(0, square[t]/max(1, n[t])-float64(mean*mean))}
	}
}

// PublishSales puts the sales of the last week whose orders are all settled among the public figures.
func (w *Deals) PublishSales() {
	at := w.WeekNow() % state.FigureWeeks
	for s := range w.Streamers.Sales {
		w.Streamers.Sales[s][at] = w.Hosts.WeekSettling.KeptFen[s]
	}
}

// publicSales is what a streamer sold in a week and buyers kept, fen, by the latest figures that merchants can read. It is 0 for a
// streamer that was not there yet.
func (w *Deals) publicSales(s int) int64 {
	at := w.WeekNow() - w.p.Merchants.Bandit.DataDelay + state.FigureWeeks
	return w.Streamers.Sales[s][at%state.FigureWeeks]
}
