package plots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// invented is a made-up result folder: smooth numbers of about the right size, with known differences between the
// scenarios, so that every figure can be drawn without running a market.
type invented struct {
	scenarios, replicates, days, streamers int
	manifest                               store.Manifest
	tables                                 map[string]*record.Table
	contrasts                              []record.Contrast
	summary                                []record.Value
	toml                                   map[string][]byte
}

func (v *invented) Manifest() store.Manifest              { return v.manifest }
func (v *invented) Contrasts() ([]record.Contrast, error) { return v.contrasts, nil }

func (v *invented) EachValue(each func(record.Value) error) error {
	for _, value := range v.summary {
		if err := each(value); err != nil {
			return err
		}
	}
	return nil
}

func (v *invented) ScenarioTOML(name string) ([]byte, error) {
	if text, ok := v.toml[name]; ok {
		return text, nil
	}
	return nil, fmt.Errorf("no scenario %s", name)
}

func (v *invented) EachRows(name string, each func(*record.Table) error, _ ...string) error {
	t, ok := v.tables[name]
	if !ok {
		return fmt.Errorf("no table %s", name)
	}
	return each(t)
}

var inventedNames = []string{"gmv-ranking", "engagement", "repurchase", "tiered", "uniform"}
var inventedTitles = []Label{{"GMV ranking", "成交额排序"}, {"Engagement ranking", "互动排序"}, {"Repurchase ranking", "复购排序"},
	{"Tiered competition", "分层竞争"}, {"Uniform exposure", "均等曝光"}}

// effect is what a scenario does to sales, concentration and repurchase, as a share of the baseline.
var effects = [][3]float64{{0, 0, 0}, {-0.02, -0.15, 0.01}, {-0.01, -0.05, 0.06}, {0.004, -0.25, 0.02}, {-0.12, -0.6, -0.03}}

// Further scenarios, for studies of many.
func init() {
	for i := len(inventedNames); i < 60; i++ {
		inventedNames = append(inventedNames, fmt.Sprintf("rule-%02d", i))
		inventedTitles = append(inventedTitles, Label{fmt.Sprintf("Rule of number %d", i), fmt.Sprintf("第 %d 号规则", i)})
		effects = append(effects, [3]float64{-0.003 * float64(i%9), -0.02 * float64(i%13), 0.01 * float64(i%5)})
	}
}

func columns(names ...string) []record.Column {
	out := []record.Column{{Name: "scenario", Kind: record.Text}, {Name: "replicate", Kind: record.Int}}
	for _, n := range names {
		name, kind, _ := strings.Cut(n, ":")
		out = append(out, record.Column{Name: name, Kind: map[string]record.Kind{"": record.Float, "i": record.Int, "t": record.Text}[kind]})
	}
	return out
}

// reserved is a table with room for so many rows of each market: growing it would be most of what inventing costs.
func (v *invented) reserved(t *record.Table, rows int) *record.Table {
	t.Reserve(rows * v.scenarios * v.replicates)
	return t
}

// invent makes the results. Its numbers depend on nothing but the sizes.
func invent(scenarios, replicates, days, streamers int) *invented {
	v := &invented{scenarios: scenarios, replicates: replicates, days: days, streamers: streamers, tables: map[string]*record.Table{}, toml: map[string][]byte{}}
	v.manifest = store.Manifest{
		Format: 1, Status: store.Complete, Command: []string{"livebazaar", "compare", "--seed", "7"}, Version: "0.1.0", GitRevision: "0123abcd",
		ModelVersion: 8, Study: "ranking-rules", Baseline: inventedNames[0], Seed: 7, Replicates: replicates, Digest: strings.Repeat("5e", 32),
		Warmup: store.Warmup{Scenario: inventedNames[0], Days: 90},
	}
	if scenarios == 1 {
		v.manifest.Study, v.manifest.Baseline = "", ""
	}
	for sc := range scenarios {
		name := inventedNames[sc]
		v.manifest.Scenarios = append(v.manifest.Scenarios, store.ScenarioSum{Name: name})
		rule := []string{"gmv", "engagement", "repurchase", "gmv", "gmv"}[sc%5]
		allocate := []string{"softmax", "softmax", "softmax", "tier-quota", "uniform"}[sc%5]
		v.toml[name] = fmt.Appendf(nil, "schema = 1\ntitle = %q\ntitle_zh = %q\nquestion = \"Which rule keeps GMV without a few stars holding it?\"\n"+
			"question_zh = \"哪种规则既保住成交额又不依赖少数头部？\"\n[run]\ndays = %d\nwarmup_days = 90\n[consumers]\ncount = 10000\n[platform.ranking]\nobjective = %q\nallocate = %q\n",
			inventedTitles[sc].EN, inventedTitles[sc].ZH, days, rule, allocate)
	}
	v.inventDays()
	v.inventStreamers()
	v.inventMonths()
	v.inventCohorts()
	v.inventFlows()
	v.inventMerchants()
	if scenarios > 1 {
		v.inventRemovals()
		v.inventContrasts()
	}
	return v
}

// noise is the same for every scenario of a replicate, as with common random numbers.
func noise(replicate, purpose, n int) []float64 {
	r := rand.New(rand.NewPCG(uint64(replicate), uint64(purpose)))
	out := make([]float64, n)
	for i := range out {
		out[i] = r.NormFloat64()
	}
	return out
}

func (v *invented) each(f func(sc, rep int, name string)) {
	for sc := range v.scenarios {
		for rep := range v.replicates {
			f(sc, rep, inventedNames[sc])
		}
	}
}

func (v *invented) inventDays() {
	t := v.reserved(record.NewTable("days", 4, columns("platform:i", "day:i", "gmv", "gmv_net")...), v.days+90)
	v.each(func(sc, rep int, name string) {
		z, own := noise(rep, 1, v.days+90), noise(rep, 100+sc, v.days+90)
		level := 1 + 0.02*noise(rep, 2, 1)[0]
		for i := range v.days + 90 {
			day := i - 89
			effect := 0.0
			if day > 0 {
				effect = effects[sc][0] * (1 - math.Exp(-float64(day)/60))
				level += 0.0005 * own[i] * math.Min(1, float64(sc))
			}
			gmv := 45000 * level * (1 + effect) * (1 + 0.1*math.Sin(2*math.Pi*float64(day)/365)) * (1 + 0.05*z[i])
			t.Append(name, rep, 0, day, gmv, gmv*0.66)
		}
	})
	v.tables["days"] = t
}

func (v *invented) months() (first, last int) { return -2, (v.days + 29) / 30 }

func (v *invented) inventStreamers() {
	first, last := v.months()
	t := v.reserved(record.NewTable("streamers", 4, columns("streamer:i", "month:i", "tier:t", "gmv_net", "income", "sessions:i")...),
		v.streamers*(last-first+1))
	v.each(func(sc, rep int, name string) {
		z := noise(rep, 3, v.streamers)
		for i := range v.streamers {
			strength := math.Exp(1.6 * (1 + effects[sc][1]/3) * z[i])
			tier := "tail"
			if z[i] > 1.6 {
				tier = "head"
			} else if z[i] > 0.5 {
				tier = "waist"
			}
			for m := first; m <= last; m++ {
				net := 3000 * strength
				t.Append(name, rep, i, m, tier, net, net*0.12, 12)
			}
		}
	})
	v.tables["streamers"] = t
}

func (v *invented) inventMerchants() {
	first, last := v.months()
	t := v.reserved(record.NewTable("merchants", 4, columns("merchant:i", "month:i", "tier:t", "gmv_net", "profit")...), 250*(last-first+1))
	v.each(func(sc, rep int, name string) {
		z := noise(rep, 5, 250)
		for i := range 250 {
			tier := merchantTiers[i%4].id
			for m := first; m <= last; m++ {
				net := 2000 * math.Exp(z[i]) * (1 + effects[sc][0])
				t.Append(name, rep, i, m, tier, net, net*0.1+50*effects[sc][1]*float64(i%4))
			}
		}
	})
	v.tables["merchants"] = t
}

func (v *invented) inventMonths() {
	t := record.NewTable("months", 3, columns("month:i", "top1_share", "top3_share", "top10_share", "gini", "active_streamers:i",
		"active_mcns:i", "active_merchants:i", "entrants:i", "exits:i", "rank_correlation")...)
	first, last := v.months()
	v.each(func(sc, rep int, name string) {
		z := noise(rep, 6, last-first+1)
		for m := first; m <= last; m++ {
			e := 1.0
			if m > 0 {
				e += effects[sc][1] * (1 - math.Exp(-float64(m)/3))
			}
			w := e * (1 + 0.08*z[m-first])
			corr := 0.8 + 0.03*z[m-first]
			if m == first {
				corr = math.NaN()
			}
			t.Append(name, rep, m, 0.11*w, 0.24*w, 0.45*w, 0.8*math.Sqrt(e)*(1+0.01*z[m-first]), 390+int(5*z[m-first]), 15, 240, 8+int(2*z[m-first]), 8, corr)
		}
	})
	v.tables["months"] = t
}

func (v *invented) inventCohorts() {
	t := v.reserved(record.NewTable("cohorts", 4, columns("cohort:i", "age:i", "at_risk:i", "repeat:i", "same_streamer:i", "censored:i")...),
		(v.days/30)*(v.days+1)/2)
	v.each(func(sc, rep int, name string) {
		z := noise(rep, 7, v.days/30+1)
		for c := 1; c*30 <= v.days; c++ {
			watched := 1500
			end := v.days - c*30 + 15
			for age := 1; age <= end; age++ {
				rate := (0.004 + 0.012*math.Exp(-float64(age)/40)) * (1 + effects[sc][2]) * (1 + 0.03*z[c]) * (1 + 0.01*float64(c))
				repeat, censored := int(math.Round(float64(watched)*rate)), 0
				if age > end-30 {
					censored = (watched - repeat) / (end - age + 1)
				}
				if age == end {
					censored = watched - repeat
				}
				same := int(math.Round(float64(repeat) * 0.4 * (1 + 2*effects[sc][2])))
				t.Append(name, rep, c, age, watched, repeat, same, censored)
				watched -= repeat + censored
			}
		}
	})
	v.tables["cohorts"] = t
}

func (v *invented) inventFlows() {
	t := record.NewTable("flows", 5, columns("from:t", "to:t", "purpose:t", "amount")...)
	yearly := []struct {
		from, to, purpose string
		perConsumer       float64
	}{
		{"consumers", "escrow", "payment", 2600}, {"consumers", "logistics", "shipping", 40}, {"consumers", "shelf", "shelf sale", 3200},
		{"consumers", "streamers", "tips", 15}, {"escrow", "consumers", "refund", 780}, {"escrow", "merchants", "sales", 1430},
		{"escrow", "platforms", "platform fee", 70}, {"escrow", "streamers", "commission", 300}, {"mcns", "outside", "training", 30},
		{"mcns", "platforms", "traffic", 22}, {"merchants", "consumers", "compensation", 9}, {"merchants", "government", "fine", 8}, {"merchants", "logistics", "shipping", 110},
		{"merchants", "outside", "goods", 900}, {"merchants", "streamers", "slot fee", 120}, {"outside", "consumers", "income", 30000},
		{"outside", "merchants", "capital", 50}, {"shelf", "consumers", "shelf refund", 300}, {"streamers", "mcns", "split", 130},
		{"streamers", "outside", "operation", 60}, {"streamers", "platforms", "traffic", 1.1}, // too little to be drawn
	}
	v.each(func(sc, rep int, name string) {
		z, own := noise(rep, 8, len(yearly)), noise(rep, 60+sc, len(yearly)) // what the scenarios share, and what they do not
		for i, f := range yearly {
			t.Append(name, rep, f.from, f.to, f.purpose, f.perConsumer*10000*math.Min(float64(v.days), 365)/365*(1+effects[sc][0]+0.004*z[i]+0.001*own[i]))
		}
	})
	v.tables["flows"] = t
}

// inventRemovals makes the losses of removals and the days of branches without the top 3, which lose as much as inventedLoss says.
func (v *invented) inventRemovals() {
	courses := v.reserved(record.NewTable("courses", 6, columns("date:i", "group:t", "k:i", "day:i", "gmv", "gmv_net")...), 2*(v.days+150))
	days := v.tables["days"]
	sold := map[string]float64{}
	for i := range days.Rows {
		sold[fmt.Sprint(days.Texts[0][i], days.Ints[1][i], days.Ints[3][i])] = days.Floats[4][i]
	}
	v.each(func(sc, rep int, name string) {
		z := noise(rep, 20+sc, 6)
		value := func(id string, x float64) {
			v.summary = append(v.summary, record.Value{Scenario: name, Replicate: rep, Metric: id, Unit: "share", Value: x})
		}
		for i, k := range []int{1, 3, 10} {
			loss, random := 0.05*math.Sqrt(float64(k))*(1+effects[sc][1])*(1+0.15*z[3+i]), 0.002*float64(k)*(1+z[i])
			value(fmt.Sprint("head_loss_", k), loss)
			value(fmt.Sprint("random_loss_", k), random)
			value(fmt.Sprint("head_dependence_", k), loss-0.002*float64(k))
			value(fmt.Sprint("head_own_", k), 2*loss)
			value(fmt.Sprint("head_taken_", k), loss)
			value(fmt.Sprint("head_substitution_", k), math.NaN())
			if k == 3 {
				value("head_first_loss_3", loss)
				value("head_dependence_long_3", loss/2)
				value("head_persistence_3", math.NaN())
			}
		}
		first := v.days / 3 / 30 * 30
		for nth, date := range []int{first, first + 60} {
			until := []int{v.days, min(first+150, v.days)}[nth]
			for _, group := range []string{"random", "top"} {
				for day := date + 1; day <= until; day++ {
					gmv := sold[fmt.Sprint(name, rep, day)]
					if group == "top" {
						gmv *= 1 - inventedLoss(sc, day-date) - 0.3*float64(nth) // the second date is not drawn
					}
					courses.Append(name, rep, date, group, 3, day, gmv, gmv*.66)
				}
			}
		}
	})
	v.tables["courses"] = courses
}

// inventedLoss is the share of a day's sales that is lost without the top 3, so many days after they went.
func inventedLoss(sc, since int) float64 {
	return 0.02*float64(sc+1) + 0.06*math.Exp(-float64(since)/50)
}

func (v *invented) inventContrasts() {
	r := rand.New(rand.NewPCG(9, 9))
	for _, m := range metric.All() {
		base := map[string]float64{"share": 0.3, "yuan": 3.3e7, "index": 0.7, "yuan/consumer/year": 800}[m.Unit]
		for sc := 1; sc < v.scenarios; sc++ {
			rel := effects[sc][map[string]int{"volume": 0, "concentration": 1, "dependence": 1, "repeat": 2}[m.Family]] + 0.01*r.NormFloat64()
			half := 0.012
			p := math.Exp(-math.Abs(rel/half) * 3)
			family := m.Family
			if m.Headline {
				family = record.Primary
			}
			v.contrasts = append(v.contrasts, record.Contrast{
				Study: "ranking-rules", Baseline: inventedNames[0], Scenario: inventedNames[sc], Metric: m.ID, Unit: m.Unit, Family: family, Replicates: v.replicates,
				BaselineMean: base, BaselineLo: base * (1 - half), BaselineHi: base * (1 + half), ScenarioMean: base * (1 + rel),
				ScenarioLo: base * (1 + rel - half), ScenarioHi: base * (1 + rel + half), Diff: base * rel, DiffLo: base * (rel - half), DiffHi: base * (rel + half),
				RelDiff: rel, RelLo: rel - half, RelHi: rel + half, Level: 0.95, P: p, PHolm: math.Min(1, 4*p),
			})
		}
	}
}
