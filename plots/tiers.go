package plots

import (
	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// InNoTier says where the sales of store broadcasts are among the amounts by tier.
var InNoTier = Label{"Broadcasts of merchants' own stores are in no tier of streamers; what they sell is among merchants' sales. ",
	"商家自播（店播）不属于主播的任何层级，其成交计入商家。"}

// tier is a class of streamers or merchants.
type tier struct {
	id   string
	Name Label
}

var streamerTiers = []tier{
	{"head", Label{"head", "头部"}}, {"waist", Label{"waist", "腰部"}}, {"tail", Label{"tail", "尾部"}},
}

var merchantTiers = []tier{
	{"high-end", Label{"high-end", "高端"}}, {"mature", Label{"mature", "成熟"}},
	{"emerging", Label{"emerging", "新锐"}}, {"micro", Label{"micro", "小微"}},
}

// TierAccount is an amount by tier.
type TierAccount struct {
	table, column string
	Title         Label
	Tiers         []tier
}

// TierAccounts are the accounts by tier that are drawn and reported.
var TierAccounts = []TierAccount{
	{"streamers", "gmv_net", Label{"Streamers: net GMV", "主播：净成交"}, streamerTiers},
	{"streamers", "income", Label{"Streamers: income", "主播：收入"}, streamerTiers},
	{"merchants", "gmv_net", Label{"Merchants: net GMV", "商家：净成交"}, merchantTiers},
	{"merchants", "profit", Label{"Merchants: profit", "商家：利润"}, merchantTiers},
}

// TierSums are an account over the replicates, by scenario and tier: its levels, and its differences to the baseline.
type TierSums struct{ Levels, differences [][]markets.Moments }

// readByTier sums an account over the window, yuan per consumer and year. A streamer or merchant counts each month in the
// tier it has at the end of that month.
func (s *Study) readByTier(a TierAccount) (TierSums, error) {
	at := map[string]int{}
	for i, t := range a.Tiers {
		at[t.id] = i
	}
	counts := s.inWindow()
	unit := s.Consumers() * float64(s.MetricWindow().Days()) / 365
	n := len(a.Tiers)
	out := TierSums{markets.NewMoments(len(s.Rules), n), markets.NewMoments(len(s.Rules), n)}
	sums := make([]float64, n) // of the market whose rows are being read
	var baseline markets.Kept
	err := s.BaselineFirst(a.table, markets.Visit{
		Columns: []string{"month", "tier", a.column},
		Begin:   func(int) { clear(sums) },
		Piece: func(r *markets.Rows) (func(int), error) {
			c, err := r.Columns("month", a.column)
			if err != nil {
				return nil, err
			}
			names, err := r.Texts("tier")
			month, amount := c[0], c[1]
			return func(i int) {
				if counts(month[i]) {
					if t, ok := at[names[i]]; ok {
						sums[t] += amount[i] / unit
					}
				}
			}, err
		},
		End: func(sc, replicate int) error {
			markets.AddAll(out.Levels[sc], sums)
			if sc == 0 {
				baseline.Keep(replicate, sums...)
			}
			for t, base := range baseline.Of(replicate) {
				out.differences[sc][t].Add(sums[t] - base)
			}
			return nil
		},
	})
	return out, err
}

// tierFigure shows which tiers of streamers and merchants gain and lose.
func tierFigure(s *Study) Figure {
	title := Label{"Which streamers and merchants gain", "哪一层的主播与商家受益"}
	note := Label{"Difference to the baseline (paired). ", "与基准之差（配对）。"}
	keys := s.keys(1, keyPoint)
	if len(s.Rules) == 1 {
		title = Label{"Sales and earnings by tier", "各层的销售与收入"}
		note, keys = Label{}, s.keys(0, keyPoint)
	}
	values := make([][][]markets.Moments, len(TierAccounts))
	for i, a := range TierAccounts {
		sums, err := s.ByTier[i]()
		if err != nil {
			return leftOut("tiers", title, noTable(a.table, err))
		}
		values[i] = sums.differences
		if len(s.Rules) == 1 {
			values[i] = sums.Levels
		}
	}
	columns, height := 2, vg.Length(320)
	if s.drawn() > 8 {
		columns, height = 1, 600 // many points side by side need the whole width
	}
	return Figure{
		Name: "tiers", Title: title, legend: keys, height: height,
		Caption: Label{note.EN + "Tiers as at the end of each month. " + InNoTier.EN + s.dotNote().EN,
			note.ZH + "按每月末所在层级。" + InNoTier.ZH + s.dotNote().ZH},
		body: func(s *Study, c draw.Canvas) {
			var panels []*plot.Plot
			for i, a := range TierAccounts {
				p := s.newPlot(a.Title, Label{}, s.YearUnit())
				var names []Label
				for _, t := range a.Tiers {
					names = append(names, t.Name)
				}
				s.addGroups(p, names, values[i], (c.Max.X-c.Min.X)/vg.Length(columns))
				panels = append(panels, p)
			}
			gridOf(c, panels, columns)
		},
	}
}
