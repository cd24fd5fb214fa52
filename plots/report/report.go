package report

import (
	"bytes"
	_ "embed" // the page
	"fmt"
	"html/template"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/plots"
	"livebazaar/plots/ink"
	"livebazaar/sim/character"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"

	"gonum.org/v1/plot/vg"
)

// Options say how results are shown.
type Options struct {
	Lang    string         // English (default) or Chinese
	Formats []string       // file formats of figures, "svg" and "png"; both when empty
	Params  []*param.Param // declarations of the scenario keys: labels, units and sources; may be nil
	Asked   *Asked         // nil where only the folder is known
	Warn    func(string)   // told what a reader should know (characters the font lacks); may be nil
}

// Name is the name of the report in a result folder.
const Name = "report.html"

// Draw makes every figure, as plots.Draw does, and the report: one page that holds everything it shows, opens without a
// network, and prints. The results are read once.
func Draw(results plots.Source, put store.Put, opt Options) error {
	s, err := plots.Read(results, plots.Options{Lang: opt.Lang, Formats: opt.Formats, Warn: opt.Warn})
	if err != nil {
		return err
	}
	if err := s.Draw(put); err != nil {
		return err
	}
	content, err := reportPage(&study{s}, opt)
	if err != nil {
		return err
	}
	return put(Name, content)
}

//go:embed report.html.tmpl
var pageText string

// study is a result folder, read: what the figures show, and the report beside them.
type study struct{ *plots.Study }

// page is what the template shows.
type page struct {
	*study
	names           []string // of the scenarios in sentences
	Title, Question string
	Answer          string
	Findings        []string
	Predictions     []judgedPrediction
	Judged          bool // some prediction makes a claim
	Scenarios       []scenarioCard
	Families        []contrastGroup
	Early           []contrastGroup
	Levels          []contrastGroup // of every scenario
	Figures         map[string]template.HTML
	LeftOut         []string
	Tiers           []tierTable
	Removals        []removalRow
	Assumptions     []assumption
	Sure            []sureRow // how sure, and how many replicates would be surer
	SureNote        string
	Shared          []sharedRow // what the contrasts have in common
	PairMetrics     []string    // over the columns of Pairs
	Pairs           []pairRow   // every two scenarios
	Precision       string
	Missing         string
}

type scenarioCard struct {
	Title, Name, Question string
	Short                 string // title over a column
	Color                 template.CSS
	Baseline              bool
	Differences           []keyDifference
	Start                 []string // what it begins from, where that is not what all share, and what acts only on entrants
}

// The room for the title of a scenario over a column of a table, and in a sentence. The card of the scenario has it whole.
const columnWidth, columnLines, nameWidth = vg.Length(60), 5, vg.Length(260)

type assumption struct{ Key, Label, Value, Range string }

// say returns the text in the language of the report.
func (s *study) say(en, zh string) string { return plots.Label{EN: en, ZH: zh}.In(s.Language) }

func reportPage(s *study, opt Options) ([]byte, error) {
	p := &page{study: s, Figures: map[string]template.HTML{}, names: s.Titles(plots.LabelSize, nameWidth, 1)}
	levels, err := s.AllLevels()
	if err != nil {
		return nil, err
	}
	p.askAndAnswer(levels, opt)
	short := s.Titles(plots.LabelSize, columnWidth, columnLines)
	for i, sc := range s.Rules {
		p.Scenarios = append(p.Scenarios, s.card(i, sc, opt.Params))
		p.Scenarios[i].Short = short[i]
	}
	if len(s.Rules) > 1 && len(s.Contrasts) > 0 {
		p.Families, p.Early = s.contrastTables("", levels), s.contrastTables(metric.First90, levels)
	}
	p.Levels = s.levelTables(levels)
	p.howSure(opt.Asked)
	known := ink.GlyphSet{} // a character is defined once for the whole page
	for _, f := range s.Figures() {
		if f.Missing.EN != "" {
			p.LeftOut = append(p.LeftOut, f.Title.In(s.Language)+s.say(": ", "：")+f.Missing.In(s.Language))
			continue
		}
		p.Figures[f.Name] = template.HTML(f.SVG(s.Language, known)) // made here; every text in it is escaped
	}
	p.Tiers = s.tierTables()
	p.Removals = s.removalTable(levels)
	for _, q := range opt.Params {
		if q.Source == param.Assumption {
			p.Assumptions = append(p.Assumptions, assumption{
				Key: q.Key, Label: plots.Label{EN: q.EN, ZH: q.ZH}.In(s.Language), Value: valueText(s.Rules[0].Keys[q.Key]), Range: q.AllowedIn(s.Language),
			})
		}
	}
	p.Precision = s.precision()
	p.Missing = s.Letters.Warning()

	t := template.New("report").Funcs(template.FuncMap{"say": s.say, "key": foldable, "value": unbroken, "table": newTableData,
		"count": func(n any, en, zh string) string {
			switch n := n.(type) {
			case int64:
				return s.count(int(n), en, zh)
			case int:
				return s.count(n, en, zh)
			}
			return fmt.Sprint(n)
		},
		"unit":   func(name string) string { return plots.UnitLabel(name).In(s.Language) },
		"amount": plots.Significant,
		"after":  func(i int) int { return i + 1 },
	})
	if t, err = t.Parse(pageText); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, p); err != nil {
		return nil, err
	}
	return bytes.Map(character.Allowed, out.Bytes()), nil
}

// joint is where a key may be broken: behind a point between two letters, not in a number.
var joint = regexp.MustCompile(`(\pL\.)(\pL)`)

// foldable is a text whose keys a narrow page breaks at their points.
func foldable(text string) template.HTML {
	return template.HTML(joint.ReplaceAllString(template.HTMLEscapeString(text), "$1<wbr>$2"))
}

// hyphened is a short word with hyphens, at which browsers would break it.
var hyphened = regexp.MustCompile(`(^|[\s\[,])([^\s\[\],&]{1,24}-[^\s\[\],&]{0,24})`)

// unbroken is a value whose words stay whole.
func unbroken(text string) template.HTML {
	return template.HTML(hyphened.ReplaceAllString(template.HTMLEscapeString(text), `$1<span class="whole">$2</span>`))
}

// The page's own words about the run.

// Lang is the language of the page for browsers.
func (p *page) Lang() string {
	return map[string]string{plots.English: "en", plots.Chinese: "zh-CN"}[p.Language]
}

// Command is the command line as typed.
func (p *page) Command() string {
	var words []string
	for _, w := range p.Manifest.Command {
		if w == "" || strings.ContainsAny(w, " \t\n\"'\\$*?;&|<>()") {
			w = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// Level is the level of intervals in per cent.
func (p *page) Level() string { return plots.LevelPercent(p.Confidence) }

// Window is how many days the metrics cover.
func (p *page) Window() int64 { return p.MetricWindow().Days() }

// Many reports whether the scenarios have no room beside each other on paper.
func (p *page) Many() bool { return len(p.Rules) > 8 }

// Several reports whether scenarios are compared.
func (p *page) Several() bool { return len(p.Rules) > 1 }

// BaselineTitle is the title of the scenario that the others are compared with.
func (p *page) BaselineTitle() string { return p.TitleOf(0) }

// PerYear names the unit of the tables by tier.
func (p *page) PerYear() string { return p.YearUnit().In(p.Language) }

// card describes a scenario: the baseline by what differs from the declared defaults, the others by what differs from
// the baseline.
func (s *study) card(i int, sc plots.Scenario, params []*param.Param) scenarioCard {
	c := plots.PenOf(i).Color
	card := scenarioCard{
		Title: sc.Title.In(s.Language), Name: sc.Name, Question: sc.Question.In(s.Language), Baseline: i == 0,
		Color: template.CSS(fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)),
	}
	if i > 0 {
		card.Differences = unlike(s.Rules[0], sc)
	} else if len(params) > 0 {
		defaults := plots.Scenario{Keys: map[string]any{}}
		known := plots.Scenario{Keys: map[string]any{}}
		for _, q := range params {
			defaults.Keys[q.Key] = q.Default
			if v, ok := sc.Keys[q.Key]; ok {
				known.Keys[q.Key] = v
			} else {
				known.Keys[q.Key] = q.Default
			}
		}
		card.Differences = unlike(defaults, known)
	}
	for j := range card.Differences {
		for _, q := range params {
			if d := &card.Differences[j]; q.Key == d.Key {
				d.Label, d.Unit, d.Acts = plots.Label{EN: q.EN, ZH: q.ZH}.In(s.Language), param.UnitIn(q.Unit, s.Language), q.Acts.LabelIn(s.Language)
			}
		}
	}
	if i > 0 {
		card.Start = s.startNotes(sc, card.Differences, params)
	}
	return card
}

// startNotes says of a scenario what it has its own population and warm-up for, and which differences act only on those who
// enter after day 0.
func (s *study) startNotes(sc plots.Scenario, differences []keyDifference, params []*param.Param) (notes []string) {
	var own, entry, partly, idle []string
	resized := false
	for _, o := range s.Manifest.Warmup.Own {
		if o.Scenario == sc.Name {
			for _, set := range o.Settings {
				own = append(own, set.Key)
				resized = resized || strings.HasSuffix(set.Key, ".count")
			}
		}
	}
	for _, d := range differences {
		for _, q := range params {
			unmet := func(c param.Condition) bool {
				v := sc.Keys[c.Key]
				return reflect.TypeOf(v) == reflect.TypeOf(c.Value) && !c.Holds(v)
			}
			if q.Key != d.Key {
				continue
			}
			if i := slices.IndexFunc(q.When, unmet); i >= 0 {
				idle = append(idle, fmt.Sprintf(s.say("%s (acts when %s)", "%s（%s 时生效）"), d.Key, q.When[i]))
				continue
			}
			if slices.Contains(own, d.Key) {
				continue
			}
			switch q.Acts {
			case param.Entry:
				entry = append(entry, d.Key)
			case param.Partly:
				partly = append(partly, d.Key)
			}
		}
	}
	if len(own) > 0 {
		note := fmt.Sprintf(s.say("It has a starting population and a warm-up of its own, by the same seeds and under the baseline's rules, "+
			"for what acts at the start, or as agencies enter: %s.",
			"该情景采用自己的初始主体与预热期，随机种子相同，规则同基准，因以下参数在初始或机构进入时起作用：%s。"), strings.Join(own, s.say(", ", "、")))
		if resized {
			note += s.say(" With other numbers of agents fewer people are the same as in the baseline, and pairs tell less.",
				"主体数量不同，与基准相同的主体较少，配对的作用减弱。")
		}
		notes = append(notes, note)
	}
	if len(entry) > 0 {
		notes = append(notes, fmt.Sprintf(s.say("This acts on those who enter after day 0, while those there at the start keep what they have: %s.",
			"以下参数只对第 0 天之后的进入者起作用，初始时已在场者不受影响：%s。"), strings.Join(entry, s.say(", ", "、"))))
	}
	if len(idle) > 0 {
		notes = append(notes, fmt.Sprintf(s.say("This changes nothing here: %s.", "以下参数在此不起作用：%s。"), strings.Join(idle, s.say(", ", "、"))))
	}
	if len(partly) > 0 {
		notes = append(notes, fmt.Sprintf(s.say("This acts in part only on those who enter after day 0: %s.", "以下参数有一部分只对第 0 天之后的进入者起作用：%s。"),
			strings.Join(partly, s.say(", ", "、"))))
	}
	return notes
}

// Apart reports whether some scenario has a population and a warm-up of its own.
func (p *page) Apart() bool { return len(p.Manifest.Warmup.Own) > 0 }
