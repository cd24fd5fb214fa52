package plots

import (
	"gonum.org/v1/plot"
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

// readByTier sums an account over the window, yuan per consumer and year, by scenario, replicate and tier. A streamer or
// merchant counts each month in the tier it has at the end of that month.
func (s *study) readByTier(a tierAccount) (cells, error) {
	at := map[string]int{}
	for i, t := range a.tiers {
		at[t.id] = i
	}
	counts := s.inWindow()
	unit := s.consumers() * float64(s.window().Days()) / 365
	fresh := func() []float64 { return make([]float64, len(a.tiers)) }
	sums, err := gather(s, a.table, []string{"month", "tier", a.column}, fresh, func(r *rows) (func([]float64, int), error) {
		month, err := r.numbers("month")
		if err != nil {
			return nil, err
		}
		amount, err := r.numbers(a.column)
		if err != nil {
			return nil, err
		}
		names, err := r.texts("tier")
		if err != nil {
			return nil, err
		}
		return func(sums []float64, i int) {
			if counts(month[i]) {
				if t, ok := at[names[i]]; ok {
					sums[t] += amount[i] / unit
				}
			}
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return sums.markets(fresh), nil
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
	values := make([]cells, len(tierAccounts))
	for i, a := range tierAccounts {
		var err error
		if values[i], err = s.byTier[i](); err != nil {
			return leftOut("tiers", title, noTable(a.table, err))
		}
	}
	return figure{
		name: "tiers", title: title, legend: keys, height: 320,
		caption: Label{note.EN + "Tiers as at the end of each month. " + s.dotNote().EN, note.ZH + "按每月末所在层级。" + s.dotNote().ZH},
		body: func(s *study, c draw.Canvas) {
			panels := make([][]*plot.Plot, 2)
			for i, a := range tierAccounts {
				p := s.newPlot(a.title, Label{}, s.perYear())
				var names []Label
				for _, t := range a.tiers {
					names = append(names, t.name)
				}
				s.addGroups(p, names, values[i])
				panels[i/2] = append(panels[i/2], p)
			}
			grid(c, panels)
		},
	}
}
