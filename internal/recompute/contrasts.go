package recompute

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"
)

// Study is what a comparison says of itself.
type Study struct {
	Name     string   `json:"study"`
	Baseline string   `json:"baseline"`
	Level    float64  `json:"level"`
	Metrics  []string `json:"metrics"` // that it declares
}

// Value is a row of summary.csv; blank is NaN.
type Value struct {
	Scenario     string
	Replicate    int
	Metric, Unit string
	Value        float64
}

// Row is a row of contrasts.csv: numbers and texts by column, blank numbers NaN.
type Row struct {
	Texts   map[string]string
	Numbers map[string]float64
}

// ReadStudy reads the manifest, summary.csv and contrasts.csv of a folder.
func ReadStudy(dir string) (study Study, values []Value, rows []Row, err error) {
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return study, nil, nil, err
	}
	if err := json.Unmarshal(text, &study); err != nil {
		return study, nil, nil, err
	}
	summary, err := readCSV(filepath.Join(dir, "summary.csv"), "scenario", "metric", "unit")
	if err != nil {
		return study, nil, nil, err
	}
	for _, r := range summary {
		values = append(values, Value{r.Texts["scenario"], int(r.Numbers["replicate"]), r.Texts["metric"], r.Texts["unit"], r.Numbers["value"]})
	}
	rows, err = readCSV(filepath.Join(dir, "contrasts.csv"), "study", "baseline", "scenario", "metric", "unit", "family")
	return study, values, rows, err
}

func readCSV(path string, texts ...string) (rows []Row, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, fmt.Errorf("%s: no header (%w)", path, err)
	}
	for _, cells := range lines[1:] {
		r := Row{map[string]string{}, map[string]float64{}}
		for i, column := range lines[0] {
			switch {
			case slices.Contains(texts, column):
				r.Texts[column] = cells[i]
			case cells[i] == "":
				r.Numbers[column] = math.NaN()
			default:
				if r.Numbers[column], err = strconv.ParseFloat(cells[i], 64); err != nil {
					return nil, fmt.Errorf("%s: %s: %w", path, column, err)
				}
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// headlines are the metrics that a study asks for if it declares none.
var headlines = strings.Fields(`gmv gmv_net penetration top1_share top3_share gini head_dependence_3 repurchase_streamer_30 repurchase_streamer_90
	repurchase_merchant_90 reorder_wait_90 rank_mobility newcomer_survival return_rate satisfaction trust surplus_experienced
	profit_merchants profit_streamers profit_platforms welfare`)

// members are the metrics of each family.
var members = map[string][]string{
	"volume": strings.Fields(`active_slots active_consumers gmv gmv_paid gmv_net orders order_value conversion purposive_share private_share
		store_share penetration`),
	"concentration": strings.Fields(
		"top1_share top3_share top10_share top1pct_share hhi gini gini_null tail_exponent tail_exponent_hill"),
	"dependence": strings.Fields(`head_dependence_1 head_dependence_3 head_dependence_10 head_dependence_long_3 head_persistence_3
		head_substitution_1 head_substitution_3 head_substitution_10`),
	"repeat": strings.Fields(`repurchase_30 repurchase_90 repurchase_365 repurchase_streamer_30 repurchase_streamer_90 repurchase_merchant_90
		reorder_wait_90 repeat_order_share same_streamer_share same_merchant_share`),
	"mobility": strings.Fields("active_streamers rank_mobility newcomer_survival unpredictability"),
	"quality":  strings.Fields("return_rate complaint_rate stockout_rate below_standard_share satisfaction trust regret"),
	"welfare": strings.Fields("surplus_decision surplus_experienced surplus_shelf profit_merchants profit_streamers profit_mcns " +
		"profit_platforms welfare"),
}

// ratios are the metrics that are ratios of means: what is above the line and what below.
var ratios = map[string][2]string{
	"head_persistence_3":   {"head_dependence_long_3", "head_first_loss_3"},
	"head_substitution_1":  {"head_taken_1", "head_own_1"},
	"head_substitution_3":  {"head_taken_3", "head_own_3"},
	"head_substitution_10": {"head_taken_10", "head_own_10"},
}

// family is what a metric's contrasts are adjusted with; "" for a placebo, and for what other metrics are made of.
func (s Study) family(id string) string {
	primary := s.Metrics
	if len(primary) == 0 {
		primary = headlines
	}
	if slices.Contains(primary, id) && !strings.HasPrefix(id, "random_") {
		return "primary"
	}
	base, early := strings.CutSuffix(id, "_first90")
	for name, ids := range members {
		switch {
		case !slices.Contains(ids, base):
		case early:
			return name + "_first90"
		default:
			return name
		}
	}
	return ""
}

// table is the values by scenario, metric and replicate.
type table map[string]map[string]map[int]float64

func tabulate(values []Value) table {
	t := table{}
	for _, v := range values {
		if t[v.Scenario] == nil {
			t[v.Scenario] = map[string]map[int]float64{}
		}
		if t[v.Scenario][v.Metric] == nil {
			t[v.Scenario][v.Metric] = map[int]float64{}
		}
		t[v.Scenario][v.Metric][v.Replicate] = v.Value
	}
	return t
}

// columns returns the values of the replicates that have all of what is asked for, which is scenario and metric by turns.
func (t table) columns(of ...[2]string) [][]float64 {
	var replicates []int
	for r := range t[of[0][0]][of[0][1]] {
		replicates = append(replicates, r)
	}
	sort.Ints(replicates)
	out := make([][]float64, len(of))
	for _, r := range replicates {
		var row []float64
		for _, c := range of {
			if v, there := t[c[0]][c[1]][r]; there && !math.IsNaN(v) {
				row = append(row, v)
			}
		}
		for i := range row {
			if len(row) == len(of) {
				out[i] = append(out[i], row[i])
			}
		}
	}
	return out
}

// Contrasts computes every row of contrasts.csv from the values: all scenarios but the baseline by name, and the metrics as the
// summary lists them.
func Contrasts(study Study, values []Value) []Row {
	t := tabulate(values)
	var scenarios, ids []string
	units := map[string]string{}
	for _, v := range values {
		if v.Scenario != study.Baseline && !slices.Contains(scenarios, v.Scenario) {
			scenarios = append(scenarios, v.Scenario)
		}
		if _, known := units[v.Metric]; !known {
			ids = append(ids, v.Metric)
			units[v.Metric] = v.Unit
		}
	}
	sort.Strings(scenarios)
	var rows []Row
	for _, scenario := range scenarios {
		for _, id := range ids {
			var n map[string]float64
			if parts, isRatio := ratios[id]; isRatio {
				c := t.columns(
					[2]string{study.Baseline, parts[0]}, [2]string{study.Baseline, parts[1]},
					[2]string{scenario, parts[0]}, [2]string{scenario, parts[1]})
				n = ofRatios(c[0], c[1], c[2], c[3], study.Level)
			} else {
				c := t.columns([2]string{study.Baseline, id}, [2]string{scenario, id})
				n = ofPairs(c[0], c[1], study.Level)
			}
			n["level"] = study.Level
			rows = append(rows, Row{map[string]string{"study": study.Name, "baseline": study.Baseline, "scenario": scenario, "metric": id, "unit": units[id],
				"family": study.family(id)}, n})
		}
	}
	holm(rows)
	return rows
}

// holm adjusts p within families: of n tests the smallest p times n, the next times n − 1, …, and none below the one before.
func holm(rows []Row) {
	tests := map[string][]Row{}
	for _, r := range rows {
		r.Numbers["p_holm"] = math.NaN()
		if f := r.Texts["family"]; f != "" && !math.IsNaN(r.Numbers["p"]) {
			tests[f] = append(tests[f], r)
		}
	}
	for _, of := range tests {
		slices.SortStableFunc(of, func(a, b Row) int { return cmp.Compare(a.Numbers["p"], b.Numbers["p"]) })
		for i, r := range of {
			r.Numbers["p_holm"] = min(1, r.Numbers["p"]*float64(len(of)-i))
			if i > 0 {
				r.Numbers["p_holm"] = max(r.Numbers["p_holm"], of[i-1].Numbers["p_holm"])
			}
		}
	}
}

var numbers = strings.Fields(`baseline_mean baseline_lo baseline_hi scenario_mean scenario_lo scenario_hi
	diff diff_lo diff_hi rel_diff rel_lo rel_hi p`)

// none is a row without numbers.
func none(pairs int) map[string]float64 {
	n := map[string]float64{"replicates": float64(pairs)}
	for _, column := range numbers {
		n[column] = math.NaN()
	}
	return n
}

// student is the two-sided quantile of Student's t.
func student(level float64, df int) float64 {
	if df < 1 {
		return math.NaN()
	}
	return distuv.StudentsT{Sigma: 1, Nu: float64(df)}.Quantile((1 + level) / 2)
}

// product is the covariance of two means: the sum of products of deviations over n(n − 1).
func product(x, y []float64) (sum float64) {
	mx, my, n := mean(x), mean(y), float64(len(x))
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my) / n / (n - 1)
	}
	return sum
}

func mean(x []float64) float64 {
	total := 0.0
	for _, v := range x {
		total += v
	}
	return total / float64(len(x))
}

// put writes a mean with its t interval, or blanks.
func put(n map[string]float64, name, lo, hi string, x []float64, level float64) {
	half := student(level, len(x)-1) * math.Sqrt(product(x, x))
	n[name], n[lo], n[hi] = mean(x), mean(x)-half, mean(x)+half
}

// test writes a mean difference with its interval and p. Differences that are equal up to rounding are no sample of a normal
// distribution: what they can say is their sign.
func test(n map[string]float64, d []float64, size, level float64) {
	put(n, "diff", "diff_lo", "diff_hi", d, level)
	if len(d) < 2 {
		return
	}
	if slices.Max(d)-slices.Min(d) <= 1e-12*size {
		x := d[0]
		n["p"] = math.Pow(2, float64(1-len(d)))
		if math.Abs(x) <= 1e-12*size {
			x, n["p"] = 0, 1
		}
		n["diff"], n["diff_lo"], n["diff_hi"] = x, x, x
		return
	}
	t := mean(d) / math.Sqrt(product(d, d))
	n["p"] = 2 * distuv.StudentsT{Sigma: 1, Nu: float64(len(d) - 1)}.CDF(-math.Abs(t))
}

func ofPairs(b, s []float64, level float64) map[string]float64 {
	n := none(len(b))
	if len(b) == 0 {
		return n
	}
	put(n, "baseline_mean", "baseline_lo", "baseline_hi", b, level)
	put(n, "scenario_mean", "scenario_lo", "scenario_hi", s, level)
	var d []float64
	size := 0.0
	for i := range b {
		d = append(d, s[i]-b[i])
		size = max(size, math.Abs(b[i]), math.Abs(s[i]))
	}
	test(n, d, size, level)
	if n["baseline_mean"] > 0 {
		n["rel_diff"] = n["diff"] / n["baseline_mean"]
		_, lo, hi := fieller(s, b, level)
		n["rel_lo"], n["rel_hi"] = lo-1, hi-1
		if n["diff_lo"] == 0 && n["diff_hi"] == 0 {
			n["rel_lo"], n["rel_hi"] = 0, 0
		}
	}
	return n
}

// fieller is the ratio of two means with its interval: the ratios R with (ȳ − R·x̄)² ≤ t²·var(ȳ − R·x̄), the roots of a quadratic, if
// they are an interval.
func fieller(y, x []float64, level float64) (ratio, lo, hi float64) {
	t := student(level, len(x)-1)
	a := mean(x)*mean(x) - t*t*product(x, x)
	b := mean(x)*mean(y) - t*t*product(x, y)
	c := mean(y)*mean(y) - t*t*product(y, y)
	if ratio = mean(y) / mean(x); !(a > 0) {
		return ratio, math.NaN(), math.NaN()
	}
	root := math.Sqrt(max(0, b*b-a*c))
	return ratio, (b - root) / a, (b + root) / a
}

// clear reports whether a mean is above 0 at 99 %.
func clear(x []float64) bool { return mean(x) > student(.99, len(x)-1)*math.Sqrt(product(x, x)) }

// ofRatios compares two ratios of means. Of their difference, a mean of what each replicate moves it by stands for it (Cochran 1977,
// Sampling Techniques, §6.4).
func ofRatios(bTop, bBottom, sTop, sBottom []float64, level float64) map[string]float64 {
	n := none(len(bTop))
	if !clear(bBottom) || !clear(sBottom) {
		return n
	}
	n["baseline_mean"], n["baseline_lo"], n["baseline_hi"] = fieller(bTop, bBottom, level)
	n["scenario_mean"], n["scenario_lo"], n["scenario_hi"] = fieller(sTop, sBottom, level)
	b, s := n["baseline_mean"], n["scenario_mean"]
	var d, relative []float64
	for i := range bTop {
		moves := (sTop[i] - s*sBottom[i]) / mean(sBottom)
		base := (bTop[i] - b*bBottom[i]) / mean(bBottom)
		d = append(d, s-b+moves-base)
		relative = append(relative, s/b-1+moves/b-s*base/(b*b))
	}
	test(n, d, max(math.Abs(b), math.Abs(s)), level)
	if b > 0 {
		put(n, "rel_diff", "rel_lo", "rel_hi", relative, level)
	}
	return n
}

// Level is the level of a metric in a scenario with its interval, over the replicates in which it is measured.
func Level(study Study, values []Value, scenario, id string) (level, lo, hi float64) {
	t, n := tabulate(values), map[string]float64{}
	if parts, isRatio := ratios[id]; isRatio {
		c := t.columns([2]string{scenario, parts[0]}, [2]string{scenario, parts[1]})
		if !clear(c[1]) {
			return math.NaN(), math.NaN(), math.NaN()
		}
		return fieller(c[0], c[1], study.Level)
	}
	put(n, "level", "lo", "hi", t.columns([2]string{scenario, id})[0], study.Level)
	return n["level"], n["lo"], n["hi"]
}

// Compare says what of the rows is not as it was computed anew, to a billionth of the larger of the numbers in a row that are in
// the same unit: differences of large numbers are no better known.
func Compare(rows, anew []Row) (wrong []string) {
	if len(rows) != len(anew) {
		return []string{fmt.Sprintf("%d rows, want %d", len(rows), len(anew))}
	}
	for i, want := range anew {
		name := want.Texts["scenario"] + ", " + want.Texts["metric"]
		for column, text := range want.Texts {
			if got := rows[i].Texts[column]; got != text && column == "family" && text == "" && rows[i].Texts["metric"] == want.Texts["metric"] {
				wrong = append(wrong, fmt.Sprintf("%s is of the family %q, and on none of the lists in internal/recompute/contrasts.go", name, got))
			} else if got != text {
				wrong = append(wrong, fmt.Sprintf("row %d, %s: %s is %q, want %q", i, name, column, got, text))
			}
		}
		if got := len(rows[i].Numbers); got != len(want.Numbers) {
			wrong = append(wrong, fmt.Sprintf("%s: %d numbers, want %d", name, got, len(want.Numbers)))
		}
		for column, x := range want.Numbers {
			size := math.Abs(x)
			for _, other := range []string{"_mean", "_lo", "_hi"} { // numbers of one unit
				if strings.HasPrefix(column, "rel_") {
					size = max(size, 1, number(want.Numbers["rel_hi"]), number(want.Numbers["rel_lo"]))
				} else if column != "p" && column != "p_holm" && column != "replicates" && column != "level" {
					size = max(size, number(want.Numbers["baseline"+other]), number(want.Numbers["scenario"+other]))
				}
			}
			if got := rows[i].Numbers[column]; math.IsNaN(got) != math.IsNaN(x) || math.Abs(got-x) > 1e-9*size {
				wrong = append(wrong, fmt.Sprintf("%s: %s is %v, computed anew %v", name, column, got, x))
			}
		}
	}
	return wrong
}

// number is the size of a number, 0 of a blank.
func number(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return math.Abs(x)
}

// Alike reports whether two numbers are the same up to a part of them, or both blank.
func Alike(a, b, part float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= part*max(math.Abs(a), math.Abs(b))
}
