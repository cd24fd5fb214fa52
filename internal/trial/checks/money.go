package checks

import (
	"math"

	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/crowd"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

var moneyExperiments = []trial.Experiment{
	{Name: "six-prices", Replicates: 8, Quick: 3, Days: (9 + 7) * occasions, Run: sixPrices,
		Title: say("One day's demand at six prices", "六种价格下的单日需求")},
}

// sixFactors are the prices of the demand curve, in parts of today's, from once to twice: the places of the Gauss-Lobatto rule of six
// points, and sixWeights its weights (Abramowitz & Stegun 25.4.32), which is exact for polynomials up to the ninth degree. Near are
// prices for the slope of demand today.
var (
	sixFactors = [6]float64{1, 1.11747233803527, 1.35738424175968, 1.64261575824032, 1.88252766196473, 2}
	sixWeights = [6]float64{1. / 30, .189237478148924, .277429188517743, .277429188517743, .189237478148924, 1. / 30}
	near       = [2]float64{.95, 1.05}
)

// occasions are on how many days demand is looked at.
const occasions = 12

// sixPrices lets one and the same day pass at several prices, list and live alike and all goods together, in copies of the market, on
// a dozen Mondays. Nothing else differs, so that the orders are a demand curve given what was entered: the area under it, from one price
// to the next, is what consumers' surplus changes by.
//
// Surplus is the log-sum of visits, which is the decision surplus and what buyers gave up on the shelf. Of that the record takes back
// what orders never paid gave up, which is added here again, in the share of orders that are not paid.
func sixPrices(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	w := b.GrownToSunday(nil, settled)
	unpaid := w.Params().Consumers.Payment.Unpaid
	for range occasions {
		var sales, logsum [6]float64
		for k, factor := range sixFactors {
			d, _ := dayAt(b, w, factor)
			sales[k] = float64(d.GMV) / 100 / factor
			logsum[k] = (float64(d.SurplusDecision) + float64(d.SurplusForgone)/(1-unpaid)) / 100
			out["visits."+[]string{"first", "", "", "", "", "last"}[k]] += float64(d.Visits)
			out[priceKey(k)] += float64(d.Orders)
		}
		for k := range sixFactors {
			out["area"] += sixWeights[k] * sales[k]
		}
		out["logsum"] += logsum[0] - logsum[5]
		for k, name := range []string{"cheaper", "dearer"} {
			d, _ := dayAt(b, w, near[k])
			out[name] += float64(d.Orders + d.Stockouts)
		}
		_, probe := dayAt(b, w, 1)
		for way := range probe.By {
			for known := range probe.By[way] {
				out["slope"] += float64(probe.By[way][known].Slope)
				out["chance"] += float64(probe.By[way][known].Chance)
			}
		}
		b.Pass(w, state.Week, nil)
	}
	return out
}

func priceKey(k int) string { return "orders" + string(rune('0'+k)) }

// dayAt lets a Monday pass in a copy of the market at a factor on all prices, and returns what was counted. The shelf is as it is.
func dayAt(b *trial.Bench, w *sim.World, factor float64) (record.Day, *crowd.Probe) {
	c, probe := b.Fork(w), &crowd.Probe{}
	scale := func() {
		for g, list := range c.Goods.List {
			c.Goods.List[g] = times(list, factor)
		}
		first := c.Offer(c.Edition(), 0, 0)
		for i := first; i < first+len(c.Offers.Price)/2; i++ {
			c.Offers.Price[i] = times(c.Offers.Price[i], factor)
		}
	}
	c.After("line up shows", scale) // of the week that begins: what was ordered before has its price
	c.Probe(probe)
	b.Pass(c, 1, nil)
	return c.Book().Days[len(c.Book().Days)-1], probe
}

var (
	smallRosen = say("Small & Rosen 1981, Econometrica 49:105", "Small & Rosen 1981")
)

var moneyChecks = []trial.Check{
	{Name: "surplus-integral", Row: "C32", Experiment: "six-prices", Of: trial.Ratio("area", "logsum"), Expected: between(.95, 1.05),
		Source: smallRosen,
		Claim:  say("Area under the simulated demand at six prices, over the change of the log-sum", "六价模拟需求曲线下面积与对数和变化之比")},
	{Name: "price-slope", Experiment: "six-prices", Expected: between(.95, 1.05), Source: say("derivative of the equation", "方程导数"),
		Of: of([]string{"dearer", "cheaper", "slope", "chance"}, func(x []float64) float64 {
			return math.Log(x[0]/x[1]) / math.Log(near[1]/near[0]) / (x[2] / x[3])
		}),
		Claim: say("Response of a day's orders to all prices ±5 %, over the slope of the purchase equation at its visits", "单日订单对全体价格 ±5% 的反应与购买方程斜率之比")},
	{Name: "regret", Experiment: "baseline", Of: trial.Ratio("regret", "order_value"), Expected: between(0, .4),
		Source: say("regret is at most what was paid and the hassle", "后悔不超过所付价款与麻烦成本"),
		Claim:  say("Regret per delivered order over order value", "每单后悔与客单价之比")},
	{Name: "shelf-surplus", Unit: "yuan/consumer/year", Experiment: "baseline", Of: trial.Mean("surplus_shelf"), Expected: trial.Rises, Whole: true,
		Source: smallRosen,
		Claim:  say("The shelf has consumers' surplus on the same terms", "货架消费者剩余（同一口径）")},
	{Name: "experienced-decided", Experiment: "baseline", Of: trial.Ratio("surplus_experienced", "surplus_decision"), Expected: between(.5, 1.1),
		Source: say("Leggett 2002; rational on average but for arousal and hype", "Leggett 2002；除唤起与夸大外平均理性"),
		Claim:  say("Experienced over decision surplus: the option to return is in both", "体验剩余与决策剩余之比（退货选择权计入两者）")},
}

// SixPrices are the prices at which demand is looked at, in parts of today's.
func SixPrices() []float64 { return sixFactors[:] }
