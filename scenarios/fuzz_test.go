package scenarios

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzLoad reads arbitrary bytes as a scenario and as a study, with an arbitrary override. Whatever comes in: no panic,
// no long wait, and either problems that name a source and a reason, or a scenario that survives being written out,
// read back and migrated.
func FuzzLoad(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*.toml")
	if err != nil {
		f.Fatal(err)
	}
	own, err := filepath.Glob("bundled/*.toml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range append(seeds, own...) {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, "run.days=3")
	}
	f.Add([]byte("a = 1"), "platform.ranking.tier_quota={head=nan}")
	f.Add([]byte("[population]\nconsumers = 3\n[platform]\nrule='uniform'"), "boost=1e400")
	f.Fuzz(func(t *testing.T, src []byte, set string) {
		l := files{"x.toml": string(src)}.loader()
		for _, sets := range [][]string{nil, {set}} {
			s, ps := l.scenario(reference{name: "x.toml"}, nil, sets)
			judge(t, ps)
			if s != nil {
				survives(t, l, s)
			}
			_, ps = l.study("x.toml", sets)
			judge(t, ps)
		}
		if _, _, ps := l.migrate("x.toml", src); ps != nil {
			judge(t, ps)
		}
	})
}

// FuzzStudy reads studies whose list, baseline and prediction are arbitrary words: names that do not fit each other are
// problems, never a panic, and a study that is read has a baseline among its scenarios.
func FuzzStudy(f *testing.F) {
	f.Add("baseline", "tiered", "tiered", "H1: less [tiered: gmv lower]", "")
	f.Add("baseline", "x.toml", "x", "[x: gmv lower than baseline] and more", "run.days=3")
	f.Add("baseline", "tiered", "nobody", "two【tiered：gmv lower】", "boost=1e400")
	f.Add("", "s.toml", "", "[", "note=\u202e")
	f.Fuzz(func(t *testing.T, first, second, baseline, prediction, set string) {
		src := "title = " + quoted(prediction) + "\n[study]\nscenarios = [" + quoted(first) + ", " + quoted(second) + "]\nbaseline = " +
			quoted(baseline) + "\npredictions = [" + quoted(prediction) + "]\n"
		l := files{"s.toml": src, "x.toml": "[run]\ndays = 3\n"}.loader()
		for _, sets := range [][]string{nil, {set}} {
			s, ps := l.study("s.toml", sets)
			judge(t, ps)
			if (s == nil) == (ps == nil) {
				t.Errorf("neither a study nor a problem, or both, in\n%s", src)
			}
			if s != nil && (s.Baseline < 0 || s.Baseline >= len(s.Scenarios)) {
				t.Errorf("baseline %d of %d", s.Baseline, len(s.Scenarios))
			}
		}
	})
}

func judge(t *testing.T, ps Problems) {
	t.Helper()
	err := ps.Err()
	if err == nil {
		return
	}
	var sorted Problems
	if !errors.As(err, &sorted) {
		t.Fatal("not Problems")
	}
	for _, p := range sorted {
		if p.Source == "" || p.Reason == "" || strings.ContainsAny(p.Error(), "\n\r") && !strings.Contains(p.Reason, "rename by hand") ||
			len(p.Error()) > 4000 {
			t.Errorf("a problem must be one line with a source and a reason: %q", p.Error())
		}
	}
}

func survives(t *testing.T, l *loader, s *Scenario) {
	t.Helper()
	again := *l
	again.read = func(string) ([]byte, error) { return Resolved(s), nil }
	back, ps := again.scenario(reference{name: "resolved.toml"}, nil, nil)
	if ps != nil {
		t.Fatalf("%v in\n%s", ps, Resolved(s))
	}
	if key := sameValues(s.Set, back.Set); key != "" {
		t.Errorf("%s differs in\n%s", key, Resolved(s))
	}
}
