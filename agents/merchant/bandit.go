package merchant

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Bandit is how a merchant learns which streamers are worth their cost: discounted Thompson sampling (Raj & Kalyani
// 2017, arXiv 1707.09727; Agrawal & Goyal 2013 for Gaussian arms) on the log return of a show, under a weekly budget.
type Bandit struct {
	Memory     float64 // weight of what was known a week ago
	Spread     float64 // standard deviation of one week's log return
	Prior      float64 // weeks that the public figures count for
	DataNoise  float64 // log-sd of public figures about a streamer's sales
	DataDelay  int64   // weeks from the settlement of a week's sales to their publication
	Candidates int64   // streamers looked up in a week besides those known
	Outside    float64 // share of them whose main category is another than the merchant's
	Smoothing  float64 // epsilon of the log return, yuan (real)
	Budget     float64 // share of the weekly profit spent on fixed costs of shows
	MinBudget  float64 // yuan (real) a week
}

func (b *Bandit) declare(set *param.Set) {
	set.Float(&b.Memory, "memory", .97, param.Spec{Unit: "per week", Min: .8, Max: 1,
		Source: "discount .95-.99 a week (docs/model.md, section 7.8); Raj & Kalyani 2017",
		EN:     "memory of streamers' returns", ZH: "对主播回报的记忆"})
	set.Float(&b.Spread, "spread", .5, param.Spec{Unit: "log return", Min: .01, Max: 3, Source: param.Assumption,
		EN: "spread of a week's log return", ZH: "周对数回报离散"})
	set.Float(&b.Prior, "prior", 2, param.Spec{Unit: "week", Min: .1, Max: 52, Source: param.Assumption,
		EN: "weight of public figures", ZH: "公开数据的先验权重"})
	set.Float(&b.DataNoise, "data_noise", .4, param.Spec{Unit: "log sd", Min: 0, Max: 2, Source: param.Assumption,
		EN: "noise of public sales figures", ZH: "公开销售数据噪声",
		Doc:   "What a data service lowers: the error with which a merchant sees a streamer's recent sales.",
		DocZH: "商家观察主播近期销售的误差；数据服务可降低它。"})
	set.Int(&b.DataDelay, "data_delay", 1, param.Spec{Unit: "week", Min: 0, Max: MaxDataDelay, Source: param.Assumption,
		EN: "delay of public sales figures", ZH: "公开销售数据延迟",
		Doc:   "Beyond the settlement of the week they are of, a week after its end. What a data service lowers.",
		DocZH: "自该周销售结清（周末后一周）起算；数据服务可缩短它。"})
	set.Int(&b.Candidates, "candidates", 8, param.Spec{Unit: "streamers/week", Min: 0, Max: 64, Source: param.Assumption,
		EN: "streamers looked up", ZH: "每周考察的主播数"})
	set.WhenAbove("candidates", int64(0)).Float(&b.Outside, "outside", .1, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: param.Assumption,
		EN:     "streamers looked up outside the own category", ZH: "考察其他主营品类主播的比例",
		Doc:   "Such a streamer is expected to sell the part streamers.lineup.off_category of what it sells of its own.",
		DocZH: "预期此类主播的销售为其平常销售乘以 streamers.lineup.off_category。"})
	set.Float(&b.Smoothing, "smoothing", 200, param.Spec{Unit: "yuan", Min: 1, Max: 1e6, Source: param.Assumption,
		EN: "smoothing of the log return", ZH: "对数回报平滑项",
		Doc:   "Added to revenue and cost of a show, in real yuan.",
		DocZH: "加在单场收入与成本上的常数，真实元。"})
	set.Float(&b.Budget, "budget", 1, param.Spec{Unit: "share", Min: 0, Max: 2, Source: param.Assumption,
		EN: "show budget as a share of profit", ZH: "坑位预算占利润",
		Doc:   "Fixed costs of shows (slot fees, handling) a week, as a share of the smoothed weekly profit.",
		DocZH: "每周的固定上播成本（坑位费、对接）占平滑周利润的比例。"})
	set.Float(&b.MinBudget, "budget_min", 2400, param.Spec{Unit: "yuan/week", Min: 0, Max: 1e7, Source: param.Assumption,
		EN: "least show budget", ZH: "最低坑位预算",
		Doc:   "In real yuan.",
		DocZH: "真实元。"})
}

// MaxDataDelay is the longest delay of public figures, weeks.
const MaxDataDelay = 12

// LogReturn is ln((revenue+ε)/(cost+ε)), the return of a show in log units: 0 when it paid its cost exactly. Revenue is
// net of returned goods and platform fee; cost is all of commission, slot fee, handling and goods.
func LogReturn(revenue, cost, epsilon float64) float64 {
	return chance.Log((max(revenue, 0) + epsilon) / (max(cost, 0) + epsilon))
}

// Discounted ages a sum by a number of weeks: x·γ^weeks.
func (b *Bandit) Discounted(x float64, weeks int) float64 {
	return x * chance.Pow(b.Memory, float64(weeks))
}

// Posterior returns mean and standard deviation of a streamer's log return: a Gaussian prior worth Prior weeks at
// prior, and n discounted weeks that add up to sum.
func (b *Bandit) Posterior(prior, sum, n float64) (mean, sd float64) {
	weight := b.Prior + n
	return (float64(b.Prior*prior) + sum) / weight, b.Spread / math.Sqrt(weight)
}

// Thompson draws a log return from the posterior; z is standard normal.
func (b *Bandit) Thompson(prior, sum, n, z float64) float64 {
	mean, sd := b.Posterior(prior, sum, n)
	return mean + float64(sd*z)
}

// Sales is how sales are spread over streamers: mean and variance of their logs.
type Sales struct{ Mean, Variance float64 }

// PublicFigure is what a merchant expects a streamer to sell when it reads a figure with a lognormal error, and knows how large errors are and
// how sales are spread among its equals: the mean of the posterior, in the units of sales,
//
//	ln signal = ln sales + σz,   E = e^(m + ω·(ln signal − m) + ω·σ²/2),   ω = V/(V + σ²).
//
// The worse the data, the more alike streamers look; nobody is thought to sell less for it. z is standard normal.
func (b *Bandit) PublicFigure(sales float64, among Sales, z float64) float64 {
	noise := float64(b.DataNoise * b.DataNoise)
	if noise == 0 {
		return sales
	}
	weight := among.Variance / (among.Variance + noise)
	signal := chance.Log(sales) + float64(b.DataNoise*z)
	return chance.Exp(among.Mean + float64(weight*(signal-among.Mean)) + float64(weight*noise/2))
}
