package plots

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"livebazaar/plots/ink"
	"livebazaar/plots/markets"
	"livebazaar/sim/character"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
	"livebazaar/sim/store"

	"github.com/BurntSushi/toml"
)

// Label is a text for the reader in English and Simplified Chinese.
type Label struct{ EN, ZH string }

// In is the text in a language, Chinese or else English.
func (l Label) In(lang string) string {
	if lang == Chinese {
		return l.ZH
	}
	return l.EN
}

// Plain is a Label that is the same in both languages.
func Plain(s string) Label { return Label{s, s} }

// Source is a result folder as figures see it; *store.Results is one. Tables and the values of the summary may be larger
// than memory: they are handed over in pieces, scenarios as in the manifest, replicates by their number.
type Source interface {
	Manifest() store.Manifest
	EachValue(func(record.Value) error) error
	Contrasts() ([]record.Contrast, error)
	ScenarioTOML(name string) ([]byte, error)
	EachRows(name string, each func(*record.Table) error, columns ...string) error
}

// Scenario is one set of rules under study.
type Scenario struct {
	Name     string
	place    int // in the manifest, and so in the tables
	Title    Label
	Question Label
	Keys     map[string]any // flattened resolved file
}

// Study is a result folder, read: what figures and report are made of. What is read of a table is kept.
type Study struct {
	markets.Folder
	source     Source
	Manifest   store.Manifest
	Contrasts  []record.Contrast
	Language   string         // English or Chinese
	formats    []string       // of figures
	warn       func(string)   // told what a reader should know
	Letters    *ink.Lettering // of every text in a figure
	Rules      []Scenario     // the baseline first, then in the order of the manifest
	Confidence float64        // level of intervals, between 0 and 1
	Metrics    metric.Edition // as the folder measured them

	contrastAt map[cell]int        // where each contrast is
	levelAt    func() map[cell]int // where each level is in AllLevels

	// What is made of a table over all markets: read when first asked for, and kept, for other figures and the report.
	daysSpan, monthsSpan func() (markets.Span, error)
	sales                func() ([]sales, error)
	comebacks            func() (comebacks, error)
	money                func() (money, error)
	ByTier               []func() (TierSums, error) // of TierAccounts
	AllLevels            func() ([]metric.Level, error)
	headCourse           func() (headCourse, error)
	Figures              func() []Figure // in the order of the report
}

// cell is a metric under a scenario, by name.
type cell struct{ scenario, metric string }

// newStudy reads what every figure needs.
func newStudy(src Source, opt Options) (*Study, error) {
	m := src.Manifest()
	s := &Study{source: src, Manifest: m, Language: opt.Lang, formats: opt.Formats, warn: opt.Warn, Confidence: 0.95, Metrics: metric.Of(m.ModelVersion)}
	if len(m.Scenarios) == 0 {
		return nil, fmt.Errorf("plots: the results name no scenario")
	}
	var err error
	if s.Contrasts, err = src.Contrasts(); err != nil {
		return nil, err
	}
	if c := s.Contrasts; len(c) > 0 && c[0].Level > 0 && c[0].Level < 1 {
		s.Confidence = c[0].Level
	}
	s.contrastAt = make(map[cell]int, len(s.Contrasts))
	for i, c := range slices.Backward(s.Contrasts) {
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
		if sc.Name == m.Baseline {
			s.Rules = slices.Insert(s.Rules, 0, sc)
		} else {
			s.Rules = append(s.Rules, sc)
		}
		sample.WriteString(sc.Title.In(opt.Lang))
	}
	s.Folder = markets.Folder{Tables: src, Replicates: m.Replicates}
	for _, sc := range s.Rules {
		s.Folder.Scenarios = append(s.Folder.Scenarios, markets.Listed{Name: sc.Name, Place: sc.place})
	}
	s.Letters = ink.NewLettering(opt.Lang == Chinese, sample.String())
	s.daysSpan = sync.OnceValues(func() (markets.Span, error) { return s.SpanOf("days", "day") })
	s.monthsSpan = sync.OnceValues(func() (markets.Span, error) { return s.SpanOf("months", "month") })
	s.sales = sync.OnceValues(s.readSales)
	s.comebacks = sync.OnceValues(s.readComebacks)
	s.money = sync.OnceValues(s.readMoney)
	for _, a := range TierAccounts {
		s.ByTier = append(s.ByTier, sync.OnceValues(func() (TierSums, error) { return s.readByTier(a) }))
	}
	s.AllLevels = sync.OnceValues(s.readLevels)
	s.levelAt = sync.OnceValue(s.placeLevels)
	s.headCourse = sync.OnceValues(s.readHeadCourse)
	s.Figures = sync.OnceValue(func() []Figure { return figures(s) })
	return s, nil
}

func readScenario(name string, text []byte) (Scenario, error) {
	sc := Scenario{Name: name, Keys: map[string]any{}}
	var tree map[string]any
	if _, err := toml.NewDecoder(bytes.NewReader(text)).Decode(&tree); err != nil {
		return sc, fmt.Errorf("plots: resolved scenario %s: %w", name, err)
	}
	flatten(sc.Keys, "", tree)
	str := func(key string) string { v, _ := sc.Keys[key].(string); return character.Legible(v) }
	sc.Title = Label{str("title"), str("title_zh")}
	sc.Question = Label{str("question"), str("question_zh")}
	if sc.Title.EN == "" {
		sc.Title.EN = name
	}
	if sc.Title.ZH == "" {
		sc.Title.ZH = sc.Title.EN
	}
	if sc.Question.ZH == "" {
		sc.Question.ZH = sc.Question.EN
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
func (s *Study) number(key string, absent float64) float64 {
	switch v := s.Rules[0].Keys[key].(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return absent
}

// Consumers is the number of registered consumers, or 1 when the scenario does not say: amounts are then totals.
func (s *Study) Consumers() float64 { return s.number("consumers.count", 1) }

// TitleOf returns the title of scenario i for a reader.
func (s *Study) TitleOf(i int) string { return s.Rules[i].Title.In(s.Language) }
