package plots

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"livebazaar/sim/character"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"

	"github.com/BurntSushi/toml"
)

// Label is a text for the reader in English and Simplified Chinese.
type Label struct{ EN, ZH string }

func (l Label) in(lang string) string {
	if lang == Chinese {
		return l.ZH
	}
	return l.EN
}

// plain is a Label that is the same in both languages.
func plain(s string) Label { return Label{s, s} }

// Source is a result folder as figures see it; *store.Results is one. Tables and the values of the summary may be larger
// than memory: they are handed over in pieces, scenarios as in the manifest, replicates by their number.
type Source interface {
	Manifest() store.Manifest
	EachValue(func(record.Value) error) error
	Contrasts() ([]record.Contrast, error)
	ScenarioTOML(name string) ([]byte, error)
	EachRows(name string, each func(*record.Table) error, columns ...string) error
}

// scenario is one set of rules under study.
type scenario struct {
	name     string
	place    int // in the manifest, and so in the tables
	title    Label
	question Label
	keys     map[string]any // flattened resolved file
}

// study is a result folder, read.
type study struct {
	markets
	source    Source
	manifest  store.Manifest
	contrasts []record.Contrast
	lang      string
	letters   *lettering
	scenarios []scenario     // the baseline first, then in the order of the manifest
	level     float64        // of intervals
	metrics   metric.Edition // as the folder measured them

	contrastAt map[cell]int        // where each contrast is
	levelAt    func() map[cell]int // where each level is in levelsOf

	// What is made of a table over all markets: read when first asked for, and kept, for other figures and the report.
	daysSpan, monthsSpan func() (span, error)
	sales                func() ([]sales, error)
	comebacks            func() (comebacks, error)
	money                func() (money, error)
	byTier               []func() (tierSums, error) // of tierAccounts
	levelsOf             func() ([]metric.Level, error)
	headCourse           func() (headCourse, error)
	figures              func() []figure
}

// cell is a metric under a scenario, by name.
type cell struct{ scenario, metric string }

// newStudy reads what every figure needs.
func newStudy(src Source, opt Options) (*study, error) {
	m := src.Manifest()
	s := &study{source: src, manifest: m, lang: opt.Lang, level: 0.95, metrics: metric.Of(m.ModelVersion)}
	if len(m.Scenarios) == 0 {
		return nil, fmt.Errorf("plots: the results name no scenario")
	}
	var err error
	if s.contrasts, err = src.Contrasts(); err != nil {
		return nil, err
	}
	if c := s.contrasts; len(c) > 0 && c[0].Level > 0 && c[0].Level < 1 {
		s.level = c[0].Level
	}
	s.contrastAt = make(map[cell]int, len(s.contrasts))
	for i, c := range slices.Backward(s.contrasts) {
		s.contrastAt[cell{c.Scenario, c.Metric}] = i
	}
	var sample strings.Builder
	for at, listed := range m.Scenarios {
		text, err := src.ScenarioTOML(listed.Name)
		if err != nil {
			return nil, err
		}
		sc, err := readScenario(listed.Name, text)
		if err != nil {
			return nil, err
		}
		sc.place = at
		if sc.name == m.Baseline {
			s.scenarios = slices.Insert(s.scenarios, 0, sc)
		} else {
			s.scenarios = append(s.scenarios, sc)
		}
		sample.WriteString(sc.title.in(opt.Lang))
	}
	s.markets = markets{tables: src, replicates: m.Replicates}
	for _, sc := range s.scenarios {
		s.markets.scenarios = append(s.markets.scenarios, listed{sc.name, sc.place})
	}
	s.letters = newLettering(opt.Lang == Chinese, sample.String())
	s.daysSpan = sync.OnceValues(func() (span, error) { return s.spanOf("days", "day") })
	s.monthsSpan = sync.OnceValues(func() (span, error) { return s.spanOf("months", "month") })
	s.sales = sync.OnceValues(s.readSales)
	s.comebacks = sync.OnceValues(s.readComebacks)
	s.money = sync.OnceValues(s.readMoney)
	for _, a := range tierAccounts {
		s.byTier = append(s.byTier, sync.OnceValues(func() (tierSums, error) { return s.readByTier(a) }))
	}
	s.levelsOf = sync.OnceValues(s.readLevels)
	s.levelAt = sync.OnceValue(s.placeLevels)
	s.headCourse = sync.OnceValues(s.readHeadCourse)
	s.figures = sync.OnceValue(func() []figure { return figures(s) })
	return s, nil
}

func readScenario(name string, text []byte) (scenario, error) {
	sc := scenario{name: name, keys: map[string]any{}}
	var tree map[string]any
	if _, err := toml.NewDecoder(bytes.NewReader(text)).Decode(&tree); err != nil {
		return sc, fmt.Errorf("plots: resolved scenario %s: %w", name, err)
	}
	flatten(sc.keys, "", tree)
	str := func(key string) string { v, _ := sc.keys[key].(string); return character.Legible(v) }
	sc.title = Label{str("title"), str("title_zh")}
	sc.question = Label{str("question"), str("question_zh")}
	if sc.title.EN == "" {
		sc.title.EN = name
	}
	if sc.title.ZH == "" {
		sc.title.ZH = sc.title.EN
	}
	if sc.question.ZH == "" {
		sc.question.ZH = sc.question.EN
	}
	return sc, nil
}

// flatten writes the leaves of a TOML tree under their full keys.
func flatten(dst map[string]any, prefix string, tree map[string]any) {
	for k, v := range tree {
		if sub, ok := v.(map[string]any); ok {
			flatten(dst, prefix+k+".", sub)
			continue
		}
		dst[prefix+k] = v
	}
}

// number returns a numeric key of the baseline's scenario, or the default where it is not written.
func (s *study) number(key string, absent float64) float64 {
	switch v := s.scenarios[0].keys[key].(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return absent
}

// consumers is the number of registered consumers, or 1 when the scenario does not say: amounts are then totals.
func (s *study) consumers() float64 { return s.number("consumers.count", 1) }

// title returns the title of scenario i for a reader.
func (s *study) title(i int) string { return s.scenarios[i].title.in(s.lang) }
