package checks

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/internal/trial"
	"livebazaar/sim"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

var agencyExperiments = []trial.Experiment{
	{Name: "founding", Replicates: 12, Quick: 3, Days: 4 * year, Run: founding,
		Title: say("What agencies founded in a year bring their owners", "一年内成立的机构给业主的回报")},
	{Name: "signed-twins", Replicates: 12, Quick: 3, Days: 4 * 180, Run: signedTwins,
		Title: say("Signed streamers and their unsigned twins", "签约主播与未签约的孪生主播")},
	{Name: "without-agencies", Replicates: 8, Quick: 3, Days: 2 * (2*year + 90), Run: withoutAgencies,
		Title: say("A market without agencies", "没有机构的市场")},
	{Name: "agency-settings", Replicates: 1, Quick: 1, Days: 55 * 300, Run: agencySettings,
		Title: say("Every setting of agencies turned", "逐一调整机构各项设定")},
}

// venture is an agency from its founding on, as its owner sees it.
type venture struct {
	id    uint64
	born  int64
	value float64 // fen, discounted to the founding
}

// discountYear is what money of a year later is worth.
const discountYear = .92

// founding follows the agencies founded within a year to the end of the fourth: what owners put in, what they were paid, and what cash is
// left, discounted. It also looks at who is there at the end.
func founding(b *trial.Bench) trial.Numbers {
	const enter, days = year, 4 * year
	w := b.Grown(nil, settled)
	begun := w.Today()
	var all []*venture
	at := map[int]*venture{} // by slot
	balance := make([]int64, len(w.MCNs.Alive))
	note := func() {
		for a := range balance {
			balance[a] = w.Accounts.Of(ledger.MCNs, a)
		}
	}
	later := func(v *venture) float64 { return math.Pow(discountYear, float64(w.Today()-v.born)/year) }
	w.Before("pay owners", note)
	w.After("pay owners", func() {
		for a, v := range at {
			v.value += later(v) * float64(balance[a]-w.Accounts.Of(ledger.MCNs, a))
		}
	})
	w.Before("close agencies", note)
	w.After("close agencies", func() {
		for a, v := range at {
			if !w.MCNs.Alive[a] {
				v.value += later(v) * float64(max(0, balance[a]))
				delete(at, a)
			}
		}
	})
	was := slices.Clone(w.MCNs.ID)
	alive := slices.Clone(w.MCNs.Alive)
	w.Before("found agencies", func() { was, alive = slices.Clone(w.MCNs.ID), slices.Clone(w.MCNs.Alive) })
	w.After("found agencies", func() {
		for a, now := range w.MCNs.Alive {
			if now && (!alive[a] || was[a] != w.MCNs.ID[a]) && w.Today() <= begun+enter {
				v := &venture{id: w.MCNs.ID[a], born: w.Today(), value: -float64(w.MCNs.Cash[a])}
				all, at[a] = append(all, v), v
			}
		}
	})
	b.Pass(w, days, nil)
	note()
	for a, v := range at {
		v.value += later(v) * float64(max(0, balance[a]))
	}
	office := float64(w.Scale.Real(w.Params().MCNs.Firm.Office)) * 52
	out := trial.Numbers{"founded": float64(len(all))}
	for _, v := range all {
		out["value"] += v.value / office
	}
	var profits []float64
	for a, now := range w.MCNs.Alive {
		if now {
			profits = append(profits, (w.MCNs.Income[a]-w.MCNs.Cost[a])*52/office)
		}
	}
	slices.Sort(profits)
	if n := len(profits); n > 0 {
		out["median"], out["largest"] = profits[n/2], profits[n-1]
		sum := 0.0
		for _, x := range profits {
			sum += x
		}
		out["mean"] = sum / float64(n)
	}
	out["agencies"] = float64(len(profits))
	return out
}

// signedTwins lets a part of the signed streamers go in a copy, holds them unsigned for half a year, and compares what they receive, net
// of the split, with what they receive signed.
func signedTwins(b *trial.Bench) trial.Numbers {
	const days, from = 180, 28
	out := trial.Numbers{}
	start := b.GrownToSunday(nil, settled)
	for part := range uint64(2) {
		tiers := map[uint64]uint8{} // by serial number
		for s, active := range start.Streamers.Active {
			if active && start.Streamers.MCN[s] >= 0 && start.Hosts.ID[s]%6 == part {
				tiers[start.Hosts.ID[s]] = start.Main().Tier[s]
			}
		}
		for _, arm := range []string{"signed", "unsigned"} {
			w := b.Fork(start)
			if arm == "unsigned" {
				free := func() {
					for s := range w.Streamers.Active {
						if _, chosen := tiers[w.Hosts.ID[s]]; chosen && w.Streamers.MCN[s] >= 0 {
							w.Streamers.MCN[s], w.Streamers.Split[s], w.Streamers.AdBudget[s] = -1, 0, 0
							w.Streamers.SignedOn[s] = state.LongAgo
						}
					}
				}
				free()
				w.After("scout", free)
			}
			w.After("share with agencies", func() {
				for s := range w.Streamers.Active {
					if tier, chosen := tiers[w.Hosts.ID[s]]; chosen && w.Today() > start.Today()+from {
						received := float64(w.Streamers.WeekIncome[s]) / 100
						out[arm] += received
						out[fmt.Sprint(arm, tier)] += received
					}
				}
			})
			b.Pass(w, days, nil)
		}
	}
	return out
}

// withoutAgencies compares a market in which there never was an agency with the market as it is, in the second year.
func withoutAgencies(b *trial.Bench) trial.Numbers {
	out := trial.Numbers{}
	for _, arm := range []struct {
		name string
		set  trial.Settings
	}{{"with.", nil}, {"without.", trial.Settings{"mcns.count": int64(0)}}} {
		w := b.Grown(arm.set, 2*year)
		power, n := 0.0, 0.0
		for s, active := range w.Streamers.Active {
			if active {
				power += w.Hosts.Content[s] + w.Hosts.Product[s]
				n++
			}
		}
		of := b.Metrics(w, year+1)
		for _, id := range []string{"gmv_net", "profit_streamers", "welfare", "surplus_experienced"} {
			out[arm.name+id] = of[id]
		}
		out[arm.name+"power"] = power / n
	}
	return out
}

// agencySettings turns every setting of agencies that may be changed in a running market, one after another, and counts those that
// change nothing at all.
func agencySettings(b *trial.Bench) trial.Numbers {
	days := 300
	if b.Quick {
		days = 60
	}
	start := b.Grown(nil, settled)
	_, declared := sim.NewParams()
	trace := func(set trial.Settings) (sum int64) {
		w := b.Switch(b.Fork(start), set)
		b.Pass(w, days, nil)
		for _, d := range w.Book().Days {
			sum = sum*31 + d.GMV
		}
		for a := range w.MCNs.Alive {
			sum = sum*31 + w.Accounts.Of(ledger.MCNs, a)
		}
		return sum
	}
	same := trace(nil)
	out := trial.Numbers{"dead": 0, "turned": 0}
	for _, p := range declared.Params() {
		if !strings.HasPrefix(p.Key, "mcns.") || p.Acts == param.Start || p.Kind != param.Float {
			continue
		}
		x := p.Default.(float64)
		to := min(2*x, (x+p.Max)/2)
		if x == 0 {
			to = p.Max / 2
		}
		out["turned"]++
		if trace(trial.Settings{p.Key: to}) == same && trace(trial.Settings{p.Key: max(p.Min, x/3)}) == same {
			out["dead"]++
			out["dead "+p.Key] = 1
		}
	}
	return out
}

var (
	hopenhayn = say("Hopenhayn 1992; theory of free entry", "Hopenhayn 1992；自由进入理论")
	ruhnn     = say("H39; Ruhnn filings", "H39；如涵年报")
)

// betterOff is by how much the income of signed streamers exceeds that of the same ones unsigned.
func betterOff(tier string) trial.Statistic { return trial.Change("signed"+tier, "unsigned"+tier) }

var agencyChecks = []trial.Check{
	{Name: "founding-value", Row: "C37", Unit: "office-years", Experiment: "founding", Of: trial.Ratio("value", "founded"), Expected: between(-.5, .5),
		Whole: true, Source: hopenhayn,
		Claim: say("Discounted value of founding an agency, net of what owners put in: the interval is within half a year's office of 0",
			"创办机构的贴现净值：区间在零的半年办公成本以内")},
	{Name: "median-agency", Row: "C37", Unit: "office-years", Experiment: "founding", Of: trial.Mean("median"), Expected: between(0, 5),
		Source: hopenhayn,
		Claim:  say("Profit of the median agency in the market", "在营机构利润中位数")},
	{Name: "few-large", Row: "C37", Experiment: "founding", Of: difference("largest", "mean"), Expected: trial.AtLeast(.5), Source: hopenhayn,
		Claim: say("Largest agency's profit above the mean, office-years", "最大机构利润高出均值（办公成本年数）")},
	{Name: "signed-better", Unit: "%", Experiment: "signed-twins", Of: betterOff(""), Expected: trial.Rises, Whole: true, Source: ruhnn,
		Claim: say("Income of signed streamers, net of the split, above that of the same ones unsigned", "签约主播（扣除分成后）收入高出未签约孪生的比例")},
	{Name: "signed-large", Row: "C36", Unit: "%", Experiment: "signed-twins", Of: betterOff("0"), Expected: trial.Rises, Source: ruhnn,
		Claim: say("The same of the head", "同上：头部")},
	{Name: "signed-small", Row: "C36", Unit: "%", Experiment: "signed-twins", Of: betterOff("2"), Expected: between(-.1, .15), Source: ruhnn,
		Claim: say("The same of the tail: hardly", "同上：尾部（几乎没有）")},
	{Name: "signed-waist", Unit: "%", Experiment: "signed-twins", Source: ruhnn, Expected: trial.Rises,
		Of: of([]string{"signed1", "unsigned1", "signed0", "unsigned0", "signed2", "unsigned2"},
			func(x []float64) float64 { return x[0]/x[1] - max(x[2]/x[3], x[4]/x[5]) }),
		Claim: say("Gain of the waist above that of head and tail", "腰部增益高出头部与尾部")},
	{Name: "without-sales", Unit: "%", Experiment: "without-agencies", Of: trial.Change("without.gmv_net", "with.gmv_net"), Expected: trial.Falls,
		Source: ruhnn,
		Claim:  say("Net GMV of a market without agencies", "无机构市场的净成交额")},
	{Name: "without-training", Unit: "%", Experiment: "without-agencies", Of: trial.Change("without.power", "with.power"), Expected: trial.Falls,
		Source: ruhnn,
		Claim:  say("Content and product power of its streamers", "其主播的内容力与产品力")},
	{Name: "dead-settings", Experiment: "agency-settings", Of: trial.Mean("dead"), Expected: between(0, 0),
		Source: say("a setting is declared because it acts", "设定因其有作用而存在"),
		Claim:  say("Settings of agencies that change nothing when turned", "调整后毫无作用的机构设定数")},
}
