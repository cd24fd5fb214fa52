package checks

import (
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/ledger"
)

var agencyExperiments = []trial.Experiment{
	{Name: "founding", Replicates: 8, Quick: 3, Days: 5 * year, Run: founding,
		Title: say("What founding an agency brings its owner", "创办机构给业主的回报")},
	{Name: "signed-twins", Replicates: 12, Quick: 3, Days: 4 * 182, Run: signedTwins,
		Title: say("Signed streamers and their unsigned twins", "签约主播与未签约的孪生主播")},
	{Name: "agency-traffic", Replicates: 16, Quick: 4, Days: 4 * 91, Run: agencyTraffic,
		Title: say("Agencies that buy traffic, and that do not", "投流与不投流的机构")},
	{Name: "without-agencies", Replicates: 8, Quick: 3, Days: 5 * 2 * year, Run: withoutAgencies,
		Title: say("A market without agencies", "没有机构的市场")},
	{Name: "agency-settings", Replicates: 1, Quick: 1, Days: 30 * year, Run: agencySettings,
		Title: say("Every setting of agencies turned", "逐一调整机构各项设定")},
}

// withoutAgencies takes all agencies out of a copy of a market for good, or what one of their trades adds, and compares the second year
// after that with the market as it is.
func withoutAgencies(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for _, arm := range []struct {
		name string
		set  trial.Settings
	}{
		{"with.", nil}, {"without.", trial.Settings{"mcns.scouting.notice": 0.0}}, {"no pools.", trial.Settings{"mcns.pool.most": 0.0}},
		{"no training.", trial.Settings{"mcns.training.rate": 0.0}}, {"no traffic.", trial.Settings{"mcns.traffic.share": 0.0}},
	} {
		w := b.Switch(b.Fork(start), arm.set)
		if arm.name == "without." {
			setFree(w, func(uint64) bool { return true })
		}
		b.Pass(w, 2*year, nil)
		of := b.Metrics(w, w.Today()-year+1)
		for _, id := range []string{"gmv_net", "profit_streamers", "welfare", "surplus_experienced"} {
			out[arm.name+id] = of[id]
		}
		out[arm.name+"power"] = meanPower(w)
	}
	return out
}

// meanPower is the mean of streamers' content and product power together.
func meanPower(w *sim.World) float64 {
	power, n := 0.0, 0.0
	for s, active := range w.Streamers.Active {
		if active {
			power += w.Hosts.Content[s] + w.Hosts.Product[s]
			n++
		}
	}
	return power / n
}

// agencySettings turns every setting of agencies that may be changed in a running market, one after another: to twice its value, to a
// third, and to its least. It counts those after which all days of four years are as they were, the platform's sales and the agencies' money:
// what is settled at a founding, as whose strategy is copied, shows with the next ones that are founded.
func agencySettings(b *trial.Bench) trial.Numbers {
	start := b.Grown(nil, settled)
	_, declared := sim.NewParams()
	seen := func(w *sim.World) (sum int64) {
		for _, d := range w.Book().Days[len(w.Book().Days)-1:] {
			sum = d.GMV
		}
		for a := range w.MCNs.Alive {
			sum = sum*31 + w.Accounts.Of(ledger.MCNs, a)
		}
		return sum
	}
	var usual []int64
	factual := b.Fork(start)
	b.Pass(factual, 4*year, func(int) { usual = append(usual, seen(factual)) })
	acts := func(set trial.Settings) bool {
		w := b.Switch(b.Fork(start), set)
		for _, sum := range usual {
			b.Pass(w, 1, nil)
			if seen(w) != sum {
				return true
			}
		}
		return false
	}
	out := trial.Numbers{"dead": 0, "turned": 0}
	for _, p := range declared.Params() {
		if !strings.HasPrefix(p.Key, "mcns.") || p.Acts == param.Start {
			continue
		}
		var settings []any
		switch x := p.Default.(type) {
		case float64:
			settings = []any{min(2*x, (x+p.Max)/2), max(p.Min, x/3), p.Min}
		case int64:
			settings = []any{min(2*x, int64(p.Max)), max(int64(p.Min), x/3), int64(p.Min)}
		default:
			continue
		}
		out["turned"]++
		if !slices.ContainsFunc(settings, func(x any) bool { return acts(trial.Settings{p.Key: x}) }) {
			out["dead"]++
			out["dead "+p.Key] = 1
		}
	}
	return out
}

var (
	hopenhayn = say("Hopenhayn 1992; theory of free entry", "Hopenhayn 1992；自由进入理论")
	ruhnn     = say("H39; Ruhnn filings", "H39；如涵年报")
	pools     = say("a price cut by the discount, at the elasticity of demand", "按需求弹性折算的货池折扣")
)

// betterOff is by how much the income of signed streamers exceeds that of the same ones unsigned.
func betterOff(tier string) trial.Statistic { return trial.Change("signed"+tier, "unsigned"+tier) }

var agencyChecks = []trial.Check{
	{Name: "founding-value", Row: "C37", Unit: "office-years", Experiment: "founding", Of: trial.Ratio("value", "founded"), Expected: between(-.25, .25),
		Around: true, Source: hopenhayn,
		Claim: say("Discounted value of founding an agency, net of what owners put in: the interval has 0 in it and is no wider than half a year's office",
			"创办机构的贴现净值：区间包含零，且不宽于半年办公成本")},
	{Name: "median-agency", Row: "C37", Unit: "office-years", Experiment: "founding", Of: trial.Mean("median"), Expected: between(0, 5),
		Source: hopenhayn,
		Claim:  say("Profit of the median agency in the market", "在营机构利润中位数")},
	{Name: "few-large", Shown: true, Row: "C37", Experiment: "founding", Of: difference("largest", "mean"), Expected: trial.AtLeast(.5),
		Source: hopenhayn,
		Claim:  say("Largest agency's profit above the mean, office-years", "最大机构利润高出均值（办公成本年数）")},
	{Name: "signed-better", Unit: "%", Experiment: "signed-twins", Of: betterOff(""), Expected: trial.Rises, Whole: true, Source: ruhnn,
		Claim: say("Income of signed streamers, net of the split, above that of the same ones unsigned", "签约主播（扣除分成后）收入高出未签约孪生的比例")},
	{Name: "signed-large", Whole: true, Row: "C36", Unit: "%", Experiment: "signed-twins", Of: betterOff("0"), Expected: trial.Rises, Source: ruhnn,
		Claim: say("The same of the head", "同上：头部")},
	{Name: "signed-small", Row: "C36", Unit: "%", Experiment: "signed-twins", Of: betterOff("2"), Expected: between(-.1, .15), Source: ruhnn,
		Claim: say("The same of the tail: hardly", "同上：尾部（几乎没有）")},
	{Name: "signed-waist", Whole: true, Unit: "%", Experiment: "signed-twins", Source: ruhnn, Expected: trial.Rises,
		Of: of([]string{"signed1", "unsigned1", "signed0", "unsigned0", "signed2", "unsigned2"},
			func(x []float64) float64 { return x[0]/x[1] - max(x[2]/x[3], x[4]/x[5]) }),
		Claim: say("Gain of the waist above that of head and tail", "腰部增益高出头部与尾部")},
	{Name: "without-sales", Whole: true, Unit: "%", Experiment: "without-agencies", Of: trial.Change("without.gmv_net", "with.gmv_net"),
		Expected: trial.Falls,
		Source:   ruhnn,
		Claim:    say("Net GMV of a market that lost its agencies, in the second year after", "失去全部机构的市场：其后第二年净成交额")},
	{Name: "without-pools", Whole: true, Unit: "%", Experiment: "without-agencies", Of: trial.Change("no pools.gmv_net", "with.gmv_net"),
		Expected: trial.Falls,
		Source:   pools,
		Claim:    say("The same of one that lost the prices of their pools alone", "同上：仅失去货池价格")},
	{Name: "without-training-sales", Unit: "%", Experiment: "without-agencies", Of: trial.Change("no training.gmv_net", "with.gmv_net"),
		Expected: between(-.05, .05), Source: say("rooms compete: what a trained one gains others lose", "直播间相互竞争：受训者所得多为他人所失"),
		Claim: say("The same of one that lost their training alone: hardly", "同上：仅失去培训（几乎不变）")},
	{Name: "without-streamers", Shown: true, Unit: "%", Experiment: "without-agencies", Of: trial.Change("without.profit_streamers",
		"with.profit_streamers"),
		Expected: trial.Falls, Source: ruhnn, Claim: say("Profit of its streamers", "其主播利润")},
	{Name: "without-welfare", Shown: true, Unit: "%", Experiment: "without-agencies", Of: trial.Change("without.welfare", "with.welfare"),
		Expected: trial.Falls, Source: ruhnn, Claim: say("Its welfare", "其社会福利")},
	{Name: "without-training", Whole: true, Unit: "%", Experiment: "without-agencies", Of: trial.Change("without.power", "with.power"),
		Expected: trial.Falls,
		Source:   ruhnn,
		Claim:    say("Content and product power of its streamers", "其主播的内容力与产品力")},
	{Name: "traffic-own", Experiment: "agency-traffic", Of: difference("all", "own without"), Expected: trial.Rises, Whole: true,
		Source: say("bought to the margin at which it pays", "买到边际收益等于价格为止"), Unit: "offices",
		Claim: say("What agencies that buy traffic earn above the same ones that do not while others do", "投流的机构比他人投流而自己不投时多赚（各机构办公成本之和）")},
	{Name: "traffic-together", Whole: true, Experiment: "agency-traffic", Of: difference("all", "none"), Expected: trial.Falls, Unit: "offices",
		Source: say("impressions are given: what one gains others lose, and the platform has the price", "曝光总量既定：一方所得即他方所失，价款归平台"),
		Claim:  say("What all of them earn more where all buy traffic than where none does", "全部机构投流比都不投时多赚")},
	{Name: "dead-settings", Experiment: "agency-settings", Of: trial.Mean("dead"), Expected: between(0, 0),
		Source: say("a setting is declared because it acts", "设定因其有作用而存在"),
		Claim:  say("Settings of agencies that change nothing when turned", "调整后毫无作用的机构设定数")},
}
