package invented

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"

	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

// Results is a made-up result folder: smooth numbers of about the right size, with known differences between the
// scenarios, so that every figure can be drawn without running a market.
type Results struct {
	Scenarios, Replicates, Days, streamers int            // Days are measured days
	Run                                    store.Manifest // what Manifest returns
	Tables                                 map[string]*record.Table
	Judged                                 []record.Contrast // what Contrasts returns
	Summary                                []record.Value
	TOML                                   map[string][]byte // resolved scenarios, by name
}

// Manifest says what was run.
func (v *Results) Manifest() store.Manifest { return v.Run }

// Contrasts are the differences from the baseline.
func (v *Results) Contrasts() ([]record.Contrast, error) { return v.Judged, nil }

// EachValue hands over the summary.
func (v *Results) EachValue(each func(record.Value) error) error {
	for _, value := range v.Summary {
		if err := each(value); err != nil {
			return err
		}
	}
	return nil
}

// ScenarioTOML is a scenario, resolved.
func (v *Results) ScenarioTOML(name string) ([]byte, error) {
	if text, ok := v.TOML[name]; ok {
		return text, nil
	}
	return nil, fmt.Errorf("no scenario %s", name)
}

// EachRows hands over a table in one piece.
func (v *Results) EachRows(name string, each func(*record.Table) error, _ ...string) error {
	t, ok := v.Tables[name]
	if !ok {
		return fmt.Errorf("no table %s", name)
	}
	return each(t)
}

// Title is a title in English and Chinese.
type Title struct{ EN, ZH string }

// Names and Titles are those of the scenarios, the baseline first.
var Names = []string{"gmv-ranking", "engagement", "repurchase", "tiered", "uniform"}
var Titles = []Title{{"GMV ranking", "成交额排序"}, {"Engagement ranking", "互动排序"}, {"Repurchase ranking", "复购排序"},
	{"Tiered competition", "分层竞争"}, {"Uniform exposure", "均等曝光"}}

// effect is what a scenario does to sales, concentration and repurchase, as a share of the baseline.
var effects = [][3]float64{{0, 0, 0}, {-0.02, -0.15, 0.01}, {-0.01, -0.05, 0.06}, {0.004, -0.25, 0.02}, {-0.12, -0.6, -0.03}}

// Further scenarios, for studies of many.
func init() {
	for i := len(Names); i < 60; i++ {
		Names = append(Names, fmt.Sprintf("rule-%02d", i))
		Titles = append(Titles, Title{fmt.Sprintf("Rule of number %d", i), fmt.Sprintf("第 %d 号规则", i)})
		effects = append(effects, [3]float64{-0.003 * float64(i%9), -0.02 * float64(i%13), 0.01 * float64(i%5)})
	}
}

// Columns are scenario, replicate, and those named: numbers, whole numbers with :i, texts with :t.
func Columns(names ...string) []record.Column {
	out := []record.Column{{Name: "scenario", Kind: record.Text}, {Name: "replicate", Kind: record.Int}}
	for _, n := range names {
		name, kind, _ := strings.Cut(n, ":")
		out = append(out, record.Column{Name: name, Kind: map[string]record.Kind{"": record.Float, "i": record.Int, "t": record.Text}[kind]})
	}
	return out
}

// reserved is a table with room for so many rows of each market: growing it would be most of what inventing costs.
func (v *Results) reserved(t *record.Table, rows int) *record.Table {
	t.Reserve(rows * v.Scenarios * v.Replicates)
	return t
}

// New makes the results. Its numbers depend on nothing but the sizes.
func New(scenarios, replicates, days, streamers int) *Results {
	v := &Results{Scenarios: scenarios, Replicates: replicates, Days: days, streamers: streamers, Tables: map[string]*record.Table{},
		TOML: map[string][]byte{}}
	v.Run = store.Manifest{
		Format: 1, Status: store.Complete, Command: []string{"livebazaar", "compare", "--seed", "7"}, Version: "0.1.0", GitRevision: "0123abcd",
		ModelVersion: 8, Study: "ranking-rules", Baseline: Names[0], Seed: 7, Replicates: replicates, Digest: strings.Repeat("5e", 32),
		Warmup: store.Warmup{Scenario: Names[0], Days: 90},
	}
	if scenarios == 1 {
		v.Run.Study, v.Run.Baseline = "", ""
	}
	for sc := range scenarios {
		name := Names[sc]
		v.Run.Scenarios = append(v.Run.Scenarios, store.ScenarioSum{Name: name})
		rule := []string{"gmv", "engagement", "repurchase", "gmv", "gmv"}[sc%5]
		allocate := []string{"softmax", "softmax", "softmax", "tier-quota", "uniform"}[sc%5]
		v.TOML[name] = fmt.Appendf(nil, "schema = 1\ntitle = %q\ntitle_zh = %q\nquestion = \"Which rule keeps GMV without a few stars holding it?\"\n"+
			"question_zh = \"哪种规则既保住成交额又不依赖少数头部？\"\n[run]\ndays = %d\nwarmup_days = 90\n"+
			"[consumers]\ncount = 10000\n[platform.ranking]\nobjective = %q\nallocate = %q\n",
			Titles[sc].EN, Titles[sc].ZH, days, rule, allocate)
	}
	v.inventDays()
	v.inventStreamers()
	v.inventMonths()
	v.inventCohorts()
	v.inventFlows()
	v.inventMerchants()
	if scenarios > 1 {
		v.InventRemovals()
		v.inventContrasts()
	}
	return v
}

// Noise is the same for every scenario of a replicate, as with common random numbers.
func Noise(replicate, purpose, n int) []float64 {
	r := rand.New(rand.NewPCG(uint64(replicate), uint64(purpose)))
	out := make([]float64, n)
	for i := range out {
		out[i] = r.NormFloat64()
	}
	return out
}

// Each calls f for every market, in the order of the tables.
func (v *Results) Each(f func(sc, rep int, name string)) {
	for sc := range v.Scenarios {
		for rep := range v.Replicates {
			f(sc, rep, Names[sc])
		}
	}
}

func (v *Results) inventDays() {
	t := v.reserved(record.NewTable("days", 4, Columns("platform:i", "day:i", "gmv", "gmv_net")...), v.Days+90)
	v.Each(func(sc, rep int, name string) {
		z, own := Noise(rep, 1, v.Days+90), Noise(rep, 100+sc, v.Days+90)
		level := 1 + 0.02*Noise(rep, 2, 1)[0]
		for i := range v.Days + 90 {
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
	v.Tables["days"] = t
}

func (v *Results) months() (first, last int) { return -2, (v.Days + 29) / 30 }

func (v *Results) inventStreamers() {
	first, last := v.months()
	t := v.reserved(record.NewTable("streamers", 4, Columns("streamer:i", "month:i", "tier:t", "gmv_net", "income", "sessions:i")...),
		v.streamers*(last-first+1))
	v.Each(func(sc, rep int, name string) {
		z := Noise(rep, 3, v.streamers)
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
	v.Tables["streamers"] = t
}

func (v *Results) inventMerchants() {
	first, last := v.months()
	t := v.reserved(record.NewTable("merchants", 4, Columns("merchant:i", "month:i", "tier:t", "gmv_net", "profit")...), 250*(last-first+1))
	v.Each(func(sc, rep int, name string) {
		z := Noise(rep, 5, 250)
		for i := range 250 {
			tier := []string{"high-end", "mature", "emerging", "micro"}[i%4]
			for m := first; m <= last; m++ {
				net := 2000 * math.Exp(z[i]) * (1 + effects[sc][0])
				t.Append(name, rep, i, m, tier, net, net*0.1+50*effects[sc][1]*float64(i%4))
			}
		}
	})
	v.Tables["merchants"] = t
}

func (v *Results) inventMonths() {
	t := record.NewTable("months", 3, Columns("month:i", "top1_share", "top3_share", "top10_share", "gini", "active_streamers:i",
		"active_mcns:i", "active_merchants:i", "entrants:i", "exits:i", "rank_correlation")...)
	first, last := v.months()
	v.Each(func(sc, rep int, name string) {
		z := Noise(rep, 6, last-first+1)
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
	v.Tables["months"] = t
}

func (v *Results) inventCohorts() {
	t := v.reserved(record.NewTable("cohorts", 4, Columns("cohort:i", "age:i", "at_risk:i", "repeat:i", "same_streamer:i", "censored:i")...),
		(v.Days/30)*(v.Days+1)/2)
	v.Each(func(sc, rep int, name string) {
		z := Noise(rep, 7, v.Days/30+1)
		for c := 1; c*30 <= v.Days; c++ {
			watched := 1500
			end := v.Days - c*30 + 15
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
	v.Tables["cohorts"] = t
}

func (v *Results) inventFlows() {
	t := record.NewTable("flows", 5, Columns("from:t", "to:t", "purpose:t", "amount")...)
	yearly := []struct {
		from, to, purpose string
		perConsumer       float64
	}{
		{"consumers", "escrow", "payment", 2600}, {"consumers", "logistics", "shipping", 40}, {"consumers", "shelf", "shelf sale", 3200},
		{"consumers", "streamers", "tips", 15}, {"escrow", "consumers", "refund", 780}, {"escrow", "merchants", "sales", 1430},
		{"escrow", "platforms", "platform fee", 70}, {"escrow", "streamers", "commission", 300}, {"mcns", "outside", "training", 30},
		{"mcns", "platforms", "traffic", 22}, {"merchants", "consumers", "compensation", 9}, {"merchants", "government", "fine", 8},
		{"merchants", "logistics", "shipping", 110}, {"merchants", "outside", "goods", 900}, {"merchants", "streamers", "slot fee", 120},
		{"outside", "consumers", "income", 30000}, {"outside", "merchants", "capital", 50}, {"shelf", "consumers", "shelf refund", 300},
		{"streamers", "mcns", "split", 130}, {"streamers", "outside", "operation", 60},
		{"streamers", "platforms", "traffic", 1.1}, // too little to be drawn
	}
	v.Each(func(sc, rep int, name string) {
		z, own := Noise(rep, 8, len(yearly)), Noise(rep, 60+sc, len(yearly)) // what the scenarios share, and what they do not
		for i, f := range yearly {
			t.Append(name, rep, f.from, f.to, f.purpose, f.perConsumer*10000*math.Min(float64(v.Days), 365)/365*(1+effects[sc][0]+0.004*z[i]+0.001*own[i]))
		}
	})
	v.Tables["flows"] = t
}

// InventRemovals makes the losses of removals and the days of branches without the top 3, which lose as much as Loss says.
func (v *Results) InventRemovals() {
	courses := v.reserved(record.NewTable("courses", 6, Columns("date:i", "group:t", "k:i", "day:i", "gmv", "gmv_net")...), 2*(v.Days+150))
	days := v.Tables["days"]
	sold := map[string]float64{}
	for i := range days.Rows {
		sold[fmt.Sprint(days.Texts[0][i], days.Ints[1][i], days.Ints[3][i])] = days.Floats[4][i]
	}
	v.Each(func(sc, rep int, name string) {
		z := Noise(rep, 20+sc, 6)
		value := func(id string, x float64) {
			v.Summary = append(v.Summary, record.Value{Scenario: name, Replicate: rep, Metric: id, Unit: "share", Value: x})
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
		first := v.Days / 3 / 30 * 30
		for nth, date := range []int{first, first + 60} {
			until := []int{v.Days, min(first+150, v.Days)}[nth]
			for _, group := range []string{"random", "top"} {
				for day := date + 1; day <= until; day++ {
					gmv := sold[fmt.Sprint(name, rep, day)]
					if group == "top" {
						gmv *= 1 - Loss(sc, day-date) - 0.3*float64(nth) // the second date is not drawn
					}
					courses.Append(name, rep, date, group, 3, day, gmv, gmv*.66)
				}
			}
		}
	})
	v.Tables["courses"] = courses
}

// Loss is the share of a day's sales that is lost without the top 3, so many days after they went.
func Loss(sc, since int) float64 {
	return 0.02*float64(sc+1) + 0.06*math.Exp(-float64(since)/50)
}

func (v *Results) inventContrasts() {
	for _, m := range metric.All() {
		key := fnv.New64a() // a metric keeps its numbers, whatever others there are
		key.Write([]byte(m.ID))
		r := rand.New(rand.NewPCG(9, key.Sum64()))
		base := map[string]float64{"share": 0.3, "yuan": 3.3e7, "index": 0.7, "yuan/consumer/year": 800}[m.Unit]
		for sc := 1; sc < v.Scenarios; sc++ {
			rel := effects[sc][map[string]int{"volume": 0, "concentration": 1, "dependence": 1, "repeat": 2}[m.Family]] + 0.01*r.NormFloat64()
			half := 0.012
			p := math.Exp(-math.Abs(rel/half) * 3)
			family := m.Family
			if m.Headline {
				family = record.Primary
			}
			v.Judged = append(v.Judged, record.Contrast{
				Study: "ranking-rules", Baseline: Names[0], Scenario: Names[sc], Metric: m.ID, Unit: m.Unit, Family: family, Replicates: v.Replicates,
				BaselineMean: base, BaselineLo: base * (1 - half), BaselineHi: base * (1 + half), ScenarioMean: base * (1 + rel),
				ScenarioLo: base * (1 + rel - half), ScenarioHi: base * (1 + rel + half),
				Diff: base * rel, DiffLo: base * (rel - half), DiffHi: base * (rel + half),
				RelDiff: rel, RelLo: rel - half, RelHi: rel + half, Level: 0.95, P: p, PHolm: math.Min(1, 4*p),
			})
		}
	}
}

// RowsOf are the rows of one market.
func RowsOf(t *record.Table, scenario string, replicate int64) *record.Table {
	out := record.NewTable(t.Name, t.Key, t.Columns...)
	for i := range t.Rows {
		if t.Texts[0][i] != scenario || t.Ints[1][i] != replicate {
			continue
		}
		cells := make([]any, len(t.Columns))
		for c, column := range t.Columns {
			switch column.Kind {
			case record.Int:
				cells[c] = t.Ints[c][i]
			case record.Float:
				cells[c] = t.Floats[c][i]
			case record.Text:
				cells[c] = t.Texts[c][i]
			}
		}
		out.Append(cells...)
	}
	return out
}

// Titled gives every scenario a title, and writes it as TOML.
func Titled(v *Results, title func(i int) Title) *Results {
	for i := range v.Scenarios {
		quote := func(s string) string {
			var b strings.Builder
			for _, r := range s {
				fmt.Fprintf(&b, "\\U%08X", r)
			}
			return `"` + b.String() + `"`
		}
		l := title(i)
		v.TOML[Names[i]] = fmt.Appendf(nil, "title = %s\ntitle_zh = %s\nquestion = %[1]s\n"+
			"[run]\ndays = %[3]d\nwarmup_days = 90\n[consumers]\ncount = 10000\n", quote(l.EN), quote(l.ZH), v.Days)
	}
	return v
}
