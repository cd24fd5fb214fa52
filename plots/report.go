package plots

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
	"livebazaar/sim/character"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"

	"gonum.org/v1/plot/vg"
)

//go:embed report.html.tmpl
var pageText string

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
func (s *study) say(en, zh string) string { return Label{en, zh}.in(s.lang) }

func reportPage(s *study, opt Options) ([]byte, error) {
	p := &page{study: s, Figures: map[string]template.HTML{}, names: s.titles(labelSize, nameWidth, 1)}
	levels, err := s.levelsOf()
	if err != nil {
		return nil, err
	}
	p.askAndAnswer(levels, opt)
	short := s.titles(labelSize, columnWidth, columnLines)
	for i, sc := range s.scenarios {
		p.Scenarios = append(p.Scenarios, s.card(i, sc, opt.Params))
		p.Scenarios[i].Short = short[i]
	}
	if len(s.scenarios) > 1 && len(s.contrasts) > 0 {
		p.Families, p.Early = s.contrastTables("", levels), s.contrastTables(metric.First90, levels)
	}
	p.Levels = s.levelTables(levels)
	p.howSure(opt.Asked)
	known := glyphSet{} // a character is defined once for the whole page
	for _, f := range s.figures() {
		if f.missing.EN != "" {
			p.LeftOut = append(p.LeftOut, f.title.in(s.lang)+s.say(": ", "：")+f.missing.in(s.lang))
			continue
		}
		p.Figures[f.name] = template.HTML(f.svg(s, known)) // made here; every text in it is escaped
	}
	p.Tiers = s.tierTables()
	p.Removals = s.removalTable(levels)
	for _, q := range opt.Params {
		if q.Source == param.Assumption {
			p.Assumptions = append(p.Assumptions, assumption{
				Key: q.Key, Label: Label{q.EN, q.ZH}.in(s.lang), Value: valueText(s.scenarios[0].keys[q.Key]), Range: q.AllowedIn(s.lang),
			})
		}
	}
	p.Precision = s.precision()
	p.Missing = s.letters.warning()

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
		"unit": func(name string) string { return unitLabel(name).in(s.lang) }, "amount": significant, "after": func(i int) int { return i + 1 }})
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
func (p *page) Level() string { return levelPercent(p.level) }

// Window is how many days the metrics cover.
func (p *page) Window() int64 { return p.window().Days() }

// Many reports whether the scenarios have no room beside each other on paper.
func (p *page) Many() bool { return len(p.scenarios) > 8 }

// Several reports whether scenarios are compared.
func (p *page) Several() bool { return len(p.scenarios) > 1 }

// BaselineTitle is the title of the scenario that the others are compared with.
func (p *page) BaselineTitle() string { return p.title(0) }

// PerYear names the unit of the tables by tier.
func (p *page) PerYear() string { return p.perYear().in(p.lang) }

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
				d.Label, d.Unit, d.Acts = Label{q.EN, q.ZH}.in(s.lang), param.UnitIn(q.Unit, s.lang), q.Acts.LabelIn(s.lang)
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
func (s *study) startNotes(sc scenario, differences []keyDifference, params []*param.Param) (notes []string) {
	var own, entry, partly, idle []string
	resized := false
	for _, o := range s.manifest.Warmup.Own {
		if o.Scenario == sc.name {
			for _, set := range o.Settings {
				own = append(own, set.Key)
				resized = resized || strings.HasSuffix(set.Key, ".count")
			}
		}
	}
	for _, d := range differences {
		for _, q := range params {
			unmet := func(c param.Condition) bool {
				v := sc.keys[c.Key]
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
		note := fmt.Sprintf(s.say("It has a starting population and a warm-up of its own, by the same seeds and under the baseline's rules, for what acts at the start, or as agencies enter: %s.",
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
func (p *page) Apart() bool { return len(p.manifest.Warmup.Own) > 0 }
