package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
	"livebazaar/sim"
)

// Schema is the version of the scenario format that this program writes.
const Schema = 1

// Scenario is one market to simulate: every parameter with its value, and where that came from.
type Scenario struct {
	Name                                 string
	Title, TitleZH, Question, QuestionZH string
	Params                               *sim.Params
	Set                                  *param.Set // bound to Params
	Sources                              []Source   // files read, the most basic one first
	Sets                                 []string   // overrides given as key=value
	Notices                              []string   // renamed keys that were used, settings that change nothing

	origin map[string]setting // keys that a file or override gives, with what gave them last
}

// Source is a file that a scenario was read from.
type Source struct {
	Name, Path, SHA256 string // Path is "" for an embedded file
}

// Label is the title in the language ("zh" or else English), the name if there is none.
func (s *Scenario) Label(lang string) string { return label(lang, s.Title, s.TitleZH, s.Name) }

func label(lang, en, zh, name string) string {
	if lang == "zh" && zh != "" {
		return zh
	}
	if en != "" {
		return en
	}
	return name
}

// loader reads scenarios from somewhere: the product from the operating system and the embedded files, tests from maps.
type loader struct {
	read    func(path string) ([]byte, error)
	found   func(path string) error  // whether there is a file, without reading it; nil: by reading
	bundled func(name string) []byte // nil if there is no such embedded file
	names   func() []string          // of all embedded files
	make    func() (*sim.Params, *param.Set)
	metrics func() []string // ids a study may name; nil accepts any
}

// metaKeys are the names at the top of a file that say something about the file.
var metaKeys = []string{"schema", "extends", "title", "title_zh", "question", "question_zh"}

// header is what the top of a file says about the file.
type header struct {
	title, titleZH, question, questionZH string
}

// headerOf reads the meta keys of a document.
func headerOf(d *written.Document) (h header, ps Problems) {
	for _, text := range []struct {
		key string
		dst *string
	}{{"title", &h.title}, {"title_zh", &h.titleZH}, {"question", &h.question}, {"question_zh", &h.questionZH}} {
		if v, ok := d.Tree[text.key]; ok {
			path := []string{text.key}
			if *text.dst, ok = v.(string); !ok {
				ps = append(ps, d.ValueProblem(path, "must be a text in quotes"))
			} else if pr := d.Shown(path, *text.dst); pr != nil {
				ps = append(ps, *pr)
			}
		}
	}
	if v, ok := d.Tree["schema"]; ok {
		n, isInt := v.(int64)
		pr := d.ValueProblem([]string{"schema"}, "must be the version of the scenario format")
		pr.Allowed = "1"
		if isInt && n > Schema {
			pr.Reason = "is a newer format than this program knows: get a newer livebazaar"
		}
		if !isInt || n < 1 || n > Schema {
			ps = append(ps, pr)
		}
	}
	return h, ps
}

// scenario loads a reference, lays common (the settings of a study, or nil) and sets over it, and checks the whole.
func (l *loader) scenario(r reference, common *written.Document, sets []string) (*Scenario, Problems) {
	docs, ps := l.chain(r)
	s := &Scenario{Name: baseName(r.name)}
	if len(docs) > 0 {
		ps = append(ps, r.named()...)
	}
	s.Params, s.Set = l.make()
	k := keysOf(s.Set)
	for i, d := range docs {
		h, wrong := headerOf(d)
		ps = append(ps, wrong...)
		if _, isStudy := d.Tree["study"]; isStudy {
			by := r
			if i < len(docs)-1 {
				by = reference{from: docs[i+1], path: []string{"extends"}}
			}
			if by.from != nil {
				return nil, append(ps, by.problem("is a study, not a scenario"))
			}
			return nil, append(ps, d.KeyProblem([]string{"study"}, "this is a study, not a scenario: `livebazaar compare "+
				written.Shorten(d.Source, 60)+"` runs it"))
		}
		if i == len(docs)-1 {
			s.Title, s.TitleZH, s.Question, s.QuestionZH = h.title, h.titleZH, h.question, h.questionZH
		}
		sum := sha256.Sum256(d.Src)
		s.Sources = append(s.Sources, Source{Name: d.Source, Path: d.Path, SHA256: hex.EncodeToString(sum[:])})
	}
	s.origin = map[string]setting{}
	bad := map[string]bool{}
	lay := func(d *written.Document, reserved []string) {
		found, notices, wrong := settingsOf(d, k, reserved)
		ps = append(ps, wrong...)
		s.Notices = append(s.Notices, notices...)
		for _, f := range found {
			delete(bad, f.param.Key)
			if pr := f.apply(); pr != nil {
				ps = append(ps, *pr)
				bad[f.param.Key] = true
			}
			s.origin[f.param.Key] = f
		}
	}
	for _, d := range docs {
		lay(d, metaKeys)
	}
	if common != nil {
		lay(common, append([]string{"study"}, metaKeys...))
	}
	for _, set := range sets {
		d, wrong := parseSet(set, s.Set)
		ps = append(ps, wrong...)
		if d != nil {
			lay(d, nil)
			s.Sets = append(s.Sets, set)
		}
	}
	if !slices.ContainsFunc(docs, func(d *written.Document) bool { return d.Broken }) {
		ps = append(ps, contradictions(s, bad)...)
	}
	if len(ps) > 0 {
		return nil, ps
	}
	s.Notices = append(s.Notices, s.idle(docs, common)...)
	return s, nil
}

// idle tells of the settings that change nothing because another setting switches them off. Not told of is what a bundled
// scenario says, and what a file says that this one extends where a later file or override switches it off: that is known
// to whoever wrote it. What a study says to all of its scenarios may be meant for some of them: the study tells.
func (s *Scenario) idle(docs []*written.Document, common *written.Document) (notices []string) {
	for _, p := range s.Set.Params() {
		f, ok := s.origin[p.Key]
		if !ok || !p.Changed() || f.from == common {
			continue
		}
		c, unmet := s.Set.Unmet(p)
		at := slices.Index(docs[:len(docs)-1], f.from)
		if !unmet || at >= 0 && (f.from.Path == "" || s.setAfter(c.Key, docs[:at+1])) {
			continue
		}
		notices = append(notices, f.idle(c, s))
	}
	return notices
}

// setAfter reports whether a key got its value from something else than the given files.
func (s *Scenario) setAfter(key string, docs []*written.Document) bool {
	f, ok := s.origin[key]
	return ok && !slices.Contains(docs, f.from)
}

// idle says that a setting changes nothing in a scenario that does not meet the condition.
func (f setting) idle(c param.Condition, s *Scenario) string {
	is := param.Condition{Key: c.Key, Value: s.Set.Lookup(c.Key).Value()}
	return f.from.KeyProblem(f.path, "changes nothing in "+s.Name+", since "+is.String()+": it acts when "+c.String()).Error()
}

// idleInAll tells of the settings that a study gives to all of its scenarios and that change nothing in any of them.
func (s *Study) idleInAll(common *written.Document) (notices []string) {
	if common == nil || len(s.Scenarios) == 0 {
		return nil
	}
	first := s.Scenarios[0]
	for _, p := range first.Set.Params() {
		f := first.origin[p.Key]
		c, unmet := first.Set.Unmet(p)
		if f.from != common || !p.Changed() || !unmet {
			continue
		}
		if !slices.ContainsFunc(s.Scenarios, func(sc *Scenario) bool {
			_, unmet := sc.Set.Unmet(sc.Set.Lookup(p.Key))
			return !unmet
		}) {
			notices = append(notices, f.idle(c, first))
		}
	}
	return notices
}

// contradictions tests the conditions over several parameters. A condition over a value that was already refused is
// skipped; what is shown is the first of the condition's keys that a file or override gives a value.
func contradictions(s *Scenario, bad map[string]bool) (ps Problems) {
	for _, c := range s.Set.Checks() {
		if slices.ContainsFunc(c.Keys, func(key string) bool { return bad[key] }) {
			continue
		}
		reason := c.Test()
		if reason == "" {
			continue
		}
		pr := Problem{Source: s.Name, Reason: reason}
		if len(c.Keys) > 0 {
			pr.Key = c.Keys[0]
		}
		for i := len(c.Keys) - 1; i >= 0; i-- {
			if f, ok := s.origin[c.Keys[i]]; ok {
				pr = f.from.ValueProblem(f.path, reason)
				pr.Key = f.param.Key
			}
		}
		ps = append(ps, pr)
	}
	return ps
}
