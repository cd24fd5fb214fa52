package plots

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// tier is a class of streamers or merchants.
type tier struct {
	id   string
	name Label
}

var streamerTiers = []tier{
	{"head", Label{"head", "头部"}}, {"waist", Label{"waist", "腰部"}}, {"tail", Label{"tail", "尾部"}},
}

var merchantTiers = []tier{
	{"high-end", Label{"high-end", "高端"}}, {"mature", Label{"mature", "成熟"}},
	{"emerging", Label{"emerging", "新锐"}}, {"micro", Label{"micro", "小微"}},
}

// tierAccount is an amount by tier.
type tierAccount struct {
	table, column string
	title         Label
	tiers         []tier
}

var tierAccounts = []tierAccount{
	{"streamers", "gmv_net", Label{"Streamers: net GMV", "主播：净成交"}, streamerTiers},
	{"streamers", "income", Label{"Streamers: income", "主播：收入"}, streamerTiers},
	{"merchants", "gmv_net", Label{"Merchants: net GMV", "商家：净成交"}, merchantTiers},
	{"merchants", "profit", Label{"Merchants: profit", "商家：利润"}, merchantTiers},
}

// tierSums are an account over the replicates, by scenario and tier: its levels, and its differences to the baseline.
type tierSums struct{ levels, differences [][]moments }

// readByTier sums an account over the window, yuan per consumer and year. A streamer or merchant counts each month in the
// tier it has at the end of that month.
func (s *study) readByTier(a tierAccount) (tierSums, error) {
	at := map[string]int{}
	for i, t := range a.tiers {
		at[t.id] = i
	}
	counts := s.inWindow()
	unit := s.consumers() * float64(s.window().Days()) / 365
	n := len(a.tiers)
	out := tierSums{newMoments(len(s.scenarios), n), newMoments(len(s.scenarios), n)}
	sums := make([]float64, n) // of the market whose rows are being read
	var baseline kept
	err := s.baselineFirst(a.table, visit{
		columns: []string{"month", "tier", a.column},
		begin:   func(int) { clear(sums) },
		piece: func(r *rows) (func(int), error) {
			c, err := r.columns("month", a.column)
			if err != nil {
				return nil, err
			}
			names, err := r.texts("tier")
			month, amount := c[0], c[1]
			return func(i int) {
				if counts(month[i]) {
					if t, ok := at[names[i]]; ok {
						sums[t] += amount[i] / unit
					}
				}
			}, err
		},
		end: func(sc, replicate int) error {
			addAll(out.levels[sc], sums)
			if sc == 0 {
				baseline.keep(replicate, sums...)
			}
			for t, base := range baseline.of(replicate) {
				out.differences[sc][t].add(sums[t] - base)
			}
			return nil
		},
	})
	return out, err
}

// tierFigure shows which tiers of streamers and merchants gain and lose.
func tierFigure(s *study) figure {
	title := Label{"Which streamers and merchants gain", "哪一层的主播与商家受益"}
	note := Label{"Difference to the baseline (paired). ", "与基准之差（配对）。"}
	keys := s.keys(1, keyPoint)
	if len(s.scenarios) == 1 {
		title = Label{"Sales and earnings by tier", "各层的销售与收入"}
		note, keys = Label{}, s.keys(0, keyPoint)
	}
	values := make([][][]moments, len(tierAccounts))
	for i, a := range tierAccounts {
		sums, err := s.byTier[i]()
		if err != nil {
			return leftOut("tiers", title, noTable(a.table, err))
		}
		values[i] = sums.differences
		if len(s.scenarios) == 1 {
			values[i] = sums.levels
		}
	}
	columns, height := 2, vg.Length(320)
	if s.drawn() > 8 {
		columns, height = 1, 600 // many points side by side need the whole width
	}
	return figure{
		name: "tiers", title: title, legend: keys, height: height,
		caption: Label{note.EN + "Tiers as at the end of each month. " + inNoTier.EN + s.dotNote().EN,
			note.ZH + "按每月末所在层级。" + inNoTier.ZH + s.dotNote().ZH},
		body: func(s *study, c draw.Canvas) {
			var panels []*plot.Plot
			for i, a := range tierAccounts {
				p := s.newPlot(a.title, Label{}, s.perYear())
				var names []Label
				for _, t := range a.tiers {
					names = append(names, t.name)
				}
				s.addGroups(p, names, values[i], (c.Max.X-c.Min.X)/vg.Length(columns))
				panels = append(panels, p)
			}
			gridOf(c, panels, columns)
		},
	}
}
