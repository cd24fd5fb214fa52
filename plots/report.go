package plots

import (
	"bytes"
	_ "embed" // the page
	"fmt"
	"html/template"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"
)

//go:embed report.html.tmpl
var pageText string

// Report writes the report of the results in dir to dir/report.html and returns its path. The page holds everything it
// shows: it opens without a network, and prints.
func Report(dir string, opt Options) (string, error) {
	opt, err := opt.check()
	if err != nil {
		return "", err
	}
	s, err := openStudy(dir, opt)
	if err != nil {
		return "", err
	}
	content, err := reportPage(s, opt)
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "report.html")
	if err := replaceFile(name, content); err != nil {
		return "", err
	}
	if w := s.letters.warning(); w != "" {
		opt.Warn(w)
	}
	return name, nil
}

// page is what the template shows.
type page struct {
	*study
	Title, Question string
	Answer          string
	Findings        []string
	Predictions     []string
	Scenarios       []scenarioCard
	Families        []contrastGroup
	Early           []contrastGroup
	Levels          []contrastGroup // a single scenario: levels instead of differences
	Figures         map[string]template.HTML
	LeftOut         []string
	Tiers           []tierTable
	Removals        []removalRow
	Assumptions     []assumption
	Precision       string
	Missing         string
}

type scenarioCard struct {
	Title, Name, Question string
	Color                 template.CSS
	Baseline              bool
	Differences           []keyDifference
}

// tableData is what the table of contrasts shows.
type tableData struct {
	Page   *page
	Groups []contrastGroup
}

func newTableData(p *page, groups []contrastGroup) tableData { return tableData{p, groups} }

type contrastGroup struct {
	Title string
	Rows  []contrastRow
}

type contrastRow struct {
	ID, Name, Unit, Definition, Caveat string
	Level                              string
	Cells                              []contrastCell
}

type contrastCell struct {
	Text, Interval string
	Apart          bool
}

type tierTable struct {
	Title string
	Tiers []string
	Rows  []tierRow
}

type tierRow struct {
	Scenario string
	Cells    []string
}

type removalRow struct {
	Scenario       string
	K              string
	Top, Random    string
	HalfLife, Seen string
}

type assumption struct{ Key, Label, Value, Range string }

// say returns the text in the language of the report.
func (s *study) say(en, zh string) string { return Label{en, zh}.in(s.lang) }

func reportPage(s *study, opt Options) ([]byte, error) {
	p := &page{study: s, Figures: map[string]template.HTML{}}
	summary, err := s.source.Summary()
	if err != nil {
		return nil, err
	}
	p.askAndAnswer(summary, opt)
	for i, sc := range s.scenarios {
		p.Scenarios = append(p.Scenarios, s.card(i, sc, opt.Params))
	}
	if len(s.scenarios) > 1 && len(s.contrasts) > 0 {
		p.Families, p.Early = s.contrastTables("", summary), s.contrastTables(metric.First90, summary)
	} else {
		p.Levels = s.levelTables(summary)
	}
	known := glyphSet{} // a character is defined once for the whole page
	for _, f := range figures(s) {
		if f.missing.EN != "" {
			p.LeftOut = append(p.LeftOut, f.title.in(s.lang)+s.say(": ", "：")+f.missing.in(s.lang))
			continue
		}
		p.Figures[f.name] = template.HTML(f.svg(s, known)) // made here; every text in it is escaped
	}
	p.Tiers = s.tierTables()
	p.Removals = s.removalTable()
	for _, q := range opt.Params {
		if q.Source == param.Assumption {
			p.Assumptions = append(p.Assumptions, assumption{
				Key: q.Key, Label: Label{q.EN, q.ZH}.in(s.lang), Value: valueText(s.scenarios[0].keys[q.Key]), Range: q.Allowed(),
			})
		}
	}
	p.Precision = s.precision()
	p.Missing = s.letters.warning()

	t := template.New("report").Funcs(template.FuncMap{"say": s.say, "table": newTableData})
	if t, err = t.Parse(pageText); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, p); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// The page's own words about the run.

// Lang is the language of the page for browsers.
func (p *page) Lang() string { return map[string]string{English: "en", Chinese: "zh-CN"}[p.lang] }

// Manifest returns the manifest.
func (p *page) Manifest() store.Manifest { return p.manifest }

// Command is the command line as typed.
func (p *page) Command() string {
	var words []string
	for _, w := range p.manifest.Command {
		if w == "" || strings.ContainsAny(w, " \t\n\"'\\$*?;&|<>()") {
			w = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// Level is the level of intervals in per cent.
func (p *page) Level() string { return decimal(100*p.level, 0) }

// Window is how many days the metrics cover.
func (p *page) Window() int64 { return p.window().Days() }

// Several reports whether scenarios are compared.
func (p *page) Several() bool { return len(p.scenarios) > 1 }

// BaselineTitle is the title of the scenario that the others are compared with.
func (p *page) BaselineTitle() string { return p.title(0) }

// PerYear names the unit of the tables by tier.
func (p *page) PerYear() string { return p.perYear().in(p.lang) }

// askAndAnswer puts the question and one sentence with the answer and its intervals, then a sentence for each further
// deciding metric.
func (p *page) askAndAnswer(summary []record.Value, opt Options) {
	deciding := []string{"gmv", "top3_share", "head_dependence_3", "repurchase_90"}
	p.Title = p.say("Results of ", "模拟结果：") + p.title(0)
	p.Question = p.scenarios[0].question.in(p.lang)
	if p.Several() {
		p.Title = p.say("Comparison of scenarios", "情景比较")
		p.Question = fmt.Sprintf(p.say("What changes against “%s”?", "与“%s”相比，有何变化？"), p.title(0))
	}
	if opt.Study != nil {
		if t := opt.Study.Title.in(p.lang); t != "" {
			p.Title = t
		}
		if q := opt.Study.Question.in(p.lang); q != "" {
			p.Question = q
		}
		for _, prediction := range opt.Study.Predictions {
			p.Predictions = append(p.Predictions, prediction.in(p.lang))
		}
		if len(opt.Study.Deciding) > 0 {
			deciding = opt.Study.Deciding
		}
	}
	var sentences []string
	for _, id := range deciding {
		m, ok := metric.Find(id)
		if !ok {
			continue
		}
		sentence := p.levelSentence(summary, m)
		if p.Several() {
			sentence = p.contrastSentence(m)
		}
		if sentence != "" {
			sentences = append(sentences, sentence)
		}
	}
	if len(sentences) > 0 {
		p.Answer, p.Findings = sentences[0], sentences[1:]
	}
}

// contrastSentence says under which scenarios a metric is clearly lower or higher than under the baseline, after Holm's
// adjustment, and under which it is not, each with its difference and interval.
func (p *page) contrastSentence(m metric.Metric) string {
	relative := p.relativeReads(m)
	var lower, higher, alike []string
	for sc := 1; sc < len(p.scenarios); sc++ {
		c, ok := p.contrast(sc, m.ID)
		if !ok || math.IsNaN(c.Diff) {
			continue
		}
		text := differenceText(difference(c, relative), m, relative)
		switch far := apart(c, p.level); {
		case far && c.Diff < 0:
			lower = append(lower, p.bracketed(p.title(sc), text+"*"))
		case far:
			higher = append(higher, p.bracketed(p.title(sc), text+"*"))
		default:
			alike = append(alike, p.bracketed(p.title(sc), text))
		}
	}
	var parts []string
	for _, part := range []struct {
		scenarios []string
		words     Label
	}{
		{lower, Label{"is lower under %s", "%s较低"}}, {higher, Label{"is higher under %s", "%s较高"}},
		{alike, Label{"does not clearly differ under %s", "%s无明显差异"}},
	} {
		if len(part.scenarios) > 0 {
			parts = append(parts, fmt.Sprintf(part.words.in(p.lang), p.and(part.scenarios)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	name := m.EN
	if !relative && m.Unit != "share" {
		name += ", in " + unitLabel(m.Unit).EN + ","
	}
	nameZH := m.ZH
	if !relative && m.Unit != "share" {
		nameZH += "（" + unitLabel(m.Unit).ZH + "）"
	}
	return fmt.Sprintf(p.say("Against %s, %s %s.", "与%s相比，%s：%s。"), p.title(0), p.say(name, nameZH), strings.Join(parts, p.say("; it ", "；")))
}

func (p *page) bracketed(name, text string) string {
	return name + p.say(" (", "（") + text + p.say(")", "）")
}

// and joins names as in a sentence.
func (p *page) and(names []string) string {
	if p.lang == Chinese {
		return strings.Join(names, "、")
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

// levelSentence says how large a metric is in a single scenario.
func (p *page) levelSentence(summary []record.Value, m metric.Metric) string {
	b := p.summarise(summary, 0, m.ID)
	if math.IsNaN(b.mean) {
		return ""
	}
	text := levelText(b.mean, m.Unit)
	if !math.IsNaN(b.lo) {
		text += " [" + levelText(b.lo, m.Unit) + ", " + levelText(b.hi, m.Unit) + "]"
	}
	if m.Unit != "share" && m.Unit != "index" {
		text += p.say(" ", "") + unitLabel(m.Unit).in(p.lang)
	}
	if n := p.consumers(); m.Unit == "yuan" && m.Family == "volume" && n > 1 && m.ID != "order_value" {
		text += fmt.Sprintf(p.say(", %s yuan per consumer", "，人均 %s 元"), significant(b.mean/n))
	}
	return capital(Label{m.EN, m.ZH}).in(p.lang) + p.say(": ", "：") + text + p.say(".", "。")
}

// card describes a scenario: the baseline by what differs from the declared defaults, the others by what differs from
// the baseline.
func (s *study) card(i int, sc scenario, params []*param.Param) scenarioCard {
	c := penOf(i).color
	card := scenarioCard{
		Title: sc.title.in(s.lang), Name: sc.name, Question: sc.question.in(s.lang), Baseline: i == 0,
		Color: template.CSS(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)),
	}
	if i > 0 {
		card.Differences = unlike(s.scenarios[0], sc)
	} else if len(params) > 0 {
		defaults := scenario{keys: map[string]any{}}
		known := scenario{keys: map[string]any{}}
		for _, q := range params {
			defaults.keys[q.Key] = q.Default
			if v, ok := sc.keys[q.Key]; ok {
				known.keys[q.Key] = v
			} else {
				known.keys[q.Key] = q.Default
			}
		}
		card.Differences = unlike(defaults, known)
	}
	for j := range card.Differences {
		for _, q := range params {
			if d := &card.Differences[j]; q.Key == d.Key {
				d.Label, d.Unit = Label{q.EN, q.ZH}.in(s.lang), q.Unit
			}
		}
	}
	return card
}

// valueText writes a value of a scenario file; whole floats and integers look alike.
func valueText(v any) string {
	switch x := v.(type) {
	case nil:
		return "–"
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case string:
		return x
	}
	return fmt.Sprint(v)
}

// contrastTables lists every metric with a contrast, by family. The suffix chooses the period.
func (s *study) contrastTables(suffix string, summary []record.Value) []contrastGroup {
	var groups []contrastGroup
	for _, family := range metric.Families() {
		g := contrastGroup{Title: Label{family.EN, family.ZH}.in(s.lang)}
		for _, m := range metric.All() {
			if m.Family != family.ID || suffix != "" && !m.First90 {
				continue
			}
			m, _ := metric.Find(m.ID + suffix)
			row, relative, defined := s.row(m, summary), s.relativeReads(m), false
			for sc := 1; sc < len(s.scenarios); sc++ {
				c, ok := s.contrast(sc, m.ID)
				if !ok {
					c = record.Contrast{Diff: nan, RelDiff: nan, PHolm: nan}
				}
				defined = defined || !math.IsNaN(c.Diff)
				text, within, _ := strings.Cut(differenceText(difference(c, relative), m, relative), " [")
				if within != "" {
					within = "[" + within
				}
				row.Cells = append(row.Cells, contrastCell{Text: text, Interval: within, Apart: apart(c, s.level)})
			}
			if defined {
				g.Rows = append(g.Rows, row)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func (s *study) row(m metric.Metric, summary []record.Value) contrastRow {
	unit := ""
	if m.Unit != "share" && m.Unit != "index" {
		unit = unitLabel(m.Unit).in(s.lang)
	}
	return contrastRow{
		ID: m.ID, Name: Label{m.EN, m.ZH}.in(s.lang), Unit: unit, Definition: Label{m.Definition, m.DefinitionZH}.in(s.lang),
		Caveat: m.Caveat, Level: levelText(s.summarise(summary, 0, m.ID).mean, m.Unit),
	}
}

// levelTables lists every metric of each scenario that is defined, by family.
func (s *study) levelTables(summary []record.Value) []contrastGroup {
	var groups []contrastGroup
	for _, family := range metric.Families() {
		g := contrastGroup{Title: Label{family.EN, family.ZH}.in(s.lang)}
		for _, m := range metric.All() {
			if m.Family != family.ID {
				continue
			}
			row, defined := s.row(m, summary), false
			for sc := range s.scenarios {
				b := s.summarise(summary, sc, m.ID)
				cell := contrastCell{Text: levelText(b.mean, m.Unit)}
				if !math.IsNaN(b.lo) {
					cell.Interval = "[" + levelText(b.lo, m.Unit) + ", " + levelText(b.hi, m.Unit) + "]"
				}
				defined = defined || !math.IsNaN(b.mean)
				row.Cells = append(row.Cells, cell)
			}
			if defined {
				g.Rows = append(g.Rows, row)
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// tierTables gives what each tier sells and earns under each scenario.
func (s *study) tierTables() []tierTable {
	var out []tierTable
	for _, a := range tierAccounts {
		values, err := s.byTier(a)
		if err != nil {
			continue // the figure by tier says why
		}
		t := tierTable{Title: a.title.in(s.lang)}
		for _, tier := range a.tiers {
			t.Tiers = append(t.Tiers, tier.name.in(s.lang))
		}
		for sc := range values {
			row := tierRow{Scenario: s.title(sc)}
			for _, b := range bands(values[sc], s.level) {
				row.Cells = append(row.Cells, b.text(decimalsShown(b.mean, (b.hi-b.lo)/2)))
			}
			t.Rows = append(t.Rows, row)
		}
		out = append(out, t)
	}
	return out
}

// removalTable gives D(k), its control, and how fast the market recovers.
func (s *study) removalTable() []removalRow {
	ks, losses, err := s.removalLosses()
	if err != nil {
		return nil // the figure of D(k) says why
	}
	lives, seen := s.halfLives(ks)
	var out []removalRow
	for sc := range s.scenarios {
		for i, k := range ks {
			row := removalRow{K: decimal(k, 0), Top: percentText(losses["top"][sc][i]), Random: percentText(losses["random"][sc][i])}
			if i == 0 {
				row.Scenario = s.title(sc)
			}
			row.HalfLife = decimal(lives[sc][i], 0)
			row.Seen = fmt.Sprintf(s.say("%d of %d", "%d / %d"), seen[sc][i], losses["top"][sc][i].n)
			out = append(out, row)
		}
	}
	return out
}

func percentText(b band) string {
	b.mean, b.lo, b.hi = 100*b.mean, 100*b.lo, 100*b.hi
	return b.text(decimalsShown(b.mean, (b.hi-b.lo)/2))
}

// precision says how narrow the interval of the GMV contrast is.
func (s *study) precision() string {
	widest := 0.0
	for sc := 1; sc < len(s.scenarios); sc++ {
		if c, ok := s.contrast(sc, "gmv"); ok && !math.IsNaN(c.RelLo) {
			widest = math.Max(widest, (c.RelHi-c.RelLo)/2)
		}
	}
	if widest == 0 {
		return ""
	}
	return fmt.Sprintf(s.say("The widest interval of a GMV contrast is ± %s %% of the baseline.", "成交总额对比中最宽的区间为基准的 ±%s%%。"), decimal(100*widest, 2))
}
