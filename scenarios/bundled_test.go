package scenarios

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// aboutStatement is how a prediction begins that a statement of the sources is about (docs/model.md, section 10).
var aboutStatement = regexp.MustCompile(`^H[1-9][0-9]?(, H[1-9][0-9]?)*: `)

func TestEveryEmbeddedFileIsSoundAndLabelledInBothLanguages(t *testing.T) {
	listed := map[string]Entry{}
	for _, e := range List() {
		listed[e.Name] = e
		if e.Title == "" || e.TitleZH == "" || e.Question == "" || e.QuestionZH == "" {
			t.Errorf("%s lacks a title or question in a language", e.Name)
		}
		if e.Kind == "study" {
			s, err := LoadStudy(e.Name, nil)
			if err != nil {
				t.Errorf("%v", err)
				continue
			}
			if len(s.Predictions) == 0 || len(s.PredictionsZH) != len(s.Predictions) || !slices.ContainsFunc(s.Predictions, aboutStatement.MatchString) {
				t.Errorf("%s must predict something about a statement H…, in both languages", e.Name)
			}
			judged := 0
			for _, p := range s.Predictions {
				read, _ := ReadPrediction(p)
				judged += len(read.Claims)
			}
			if judged == 0 {
				t.Errorf("%s predicts nothing that a contrast could judge", e.Name)
			}
			if len(s.Notices) > 0 || s.Replicates < 8 || len(s.Metrics) == 0 || len(s.Scenarios) < 3 {
				t.Errorf("%s: notices %v, %d replicates, %d metrics, %d scenarios", e.Name, s.Notices, s.Replicates, len(s.Metrics), len(s.Scenarios))
			}
			continue
		}
		s, err := Load(e.Name, nil)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if e.Name == baselineName {
			if d := s.Differences(); len(d) > 0 {
				t.Errorf("the declared defaults are the baseline, but it sets %s", d[0].Param.Key)
			}
		} else if s.Sources[0].Name != baselineName {
			t.Errorf("%s does not rest on the baseline", e.Name)
		}
		if len(s.Notices) > 0 {
			t.Errorf("%s uses renamed keys: %v", e.Name, s.Notices)
		}
	}
	for _, name := range bundledNames() {
		if _, ok := listed[name]; !ok {
			t.Errorf("%s is embedded but not listed", name)
		}
	}
}

// Two scenarios of a study that come to the same parameters would be compared in vain.
func TestScenariosOfAStudyDiffer(t *testing.T) {
	for _, e := range List() {
		if e.Kind != "study" {
			continue
		}
		s, err := LoadStudy(e.Name, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range s.Scenarios {
			for _, b := range s.Scenarios[:i] {
				if len(Differences(a, b)) == 0 {
					t.Errorf("%s: %s and %s are the same", e.Name, a.Name, b.Name)
				}
			}
		}
	}
}

func TestTheStudiesThatWerePromisedAreThere(t *testing.T) {
	var studies []string
	for _, e := range List() {
		if e.Kind == "study" {
			studies = append(studies, e.Name)
		}
	}
	for _, name := range []string{
		"ranking-rules", "platform-kinds", "tier-quotas", "cold-start-and-support", "private-domain", "discount-depth", "hype-and-trust",
	} {
		if !slices.Contains(studies, name) {
			t.Errorf("no study %s", name)
		}
	}
	if len(studies) == 0 || studies[0] != DefaultStudy {
		t.Errorf("the default study does not lead the list: %v", studies)
	}
}

func TestCopiesRunAsTheyAreAndMeanTheSame(t *testing.T) {
	t.Parallel()
	for _, e := range List() {
		copies, err := Copies(e.Name)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		for _, f := range copies {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(f.Name, ".toml") && !strings.HasPrefix(string(f.Data), "#:schema ./"+SchemaFile+"\n") {
				t.Errorf("%s does not name its schema", f.Name)
			}
		}
		path := filepath.Join(dir, e.Name+".toml")
		if e.Kind == "scenario" {
			ours, err := Load(path, nil)
			theirs, _ := Load(e.Name, nil)
			if err != nil || sameValues(ours.Set, theirs.Set) != "" || ours.Title != theirs.Title {
				t.Errorf("the copy of %s means something else (%v)", e.Name, err)
			}
			continue
		}
		ours, err := LoadStudy(path, nil)
		theirs, _ := LoadStudy(e.Name, nil)
		if err != nil {
			t.Error(err)
			continue
		}
		for i, s := range ours.Scenarios {
			if other := theirs.Scenarios[i]; s.Name != other.Name || sameValues(s.Set, other.Set) != "" {
				t.Errorf("the copy of %s in %s means something else", s.Name, e.Name)
			}
			if s.Sources[len(s.Sources)-1].Path == "" && s.Name != baselineName {
				t.Errorf("%s in the copy of %s is not editable", s.Name, e.Name)
			}
		}
		if ours.Baseline != theirs.Baseline {
			t.Errorf("the copy of %s has another baseline", e.Name)
		}
	}
}
