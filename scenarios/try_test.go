package scenarios

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// A trial is a study of two: the scenario, and the same with the changes, named after them in both languages.
func TestATrialIsAStudyOfTwo(t *testing.T) {
	trial, err := plainReader.NewTrial("small", []string{"consumers.trust.memory=0.9", "platform.ranking.allocate=uniform"}, []string{"run.days=30"})
	if err != nil {
		t.Fatal(err)
	}
	base, changed := trial.Study.Scenarios[0], trial.Study.Scenarios[1]
	if base.Name != "small" || changed.Name != "changed" || changed.Title != "consumers.trust.memory = 0.9, platform.ranking.allocate = uniform" ||
		changed.TitleZH != "consumers.trust.memory = 0.9、platform.ranking.allocate = uniform" || trial.Study.Replicates != TrialReplicates {
		t.Errorf("%s, %s: %s, %s, %d replicates", base.Name, changed.Name, changed.Title, changed.TitleZH, trial.Study.Replicates)
	}
	if base.Params.Run.Days != 30 || changed.Params.Run.Days != 30 || base.Params.Consumers.Count != 2000 {
		t.Error("the overrides do not hold on both sides")
	}
	var keys []string
	for _, d := range Differences(base, changed) {
		keys = append(keys, d.Param.Key)
	}
	if len(keys) != 2 || !slices.Contains(keys, "platform.ranking.allocate") || !slices.Contains(keys, "consumers.trust.memory") {
		t.Errorf("the sides differ in %v", keys)
	}
}

// Many changes are counted in the title, and a scenario called changed is told from its changed self.
func TestTheChangedScenarioHasANameOfItsOwn(t *testing.T) {
	path := t.TempDir() + "/changed.toml"
	if err := os.WriteFile(path, []byte("extends = \"small\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	trial, err := plainReader.NewTrial(path, []string{"platform.ranking.cap=0.1", "consumers.trust.memory=0.9", "consumers.trust.failure=0.9",
		"platform.fees.commission=0.03", "platform.fees.shipping=4"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if changed := trial.Study.Scenarios[1]; changed.Name != "changed-again" ||
		!strings.HasSuffix(changed.Title, " and 2 more") || !strings.HasSuffix(changed.TitleZH, "等 5 项") {
		t.Errorf("%s: %s, %s", changed.Name, changed.Title, changed.TitleZH)
	}
}
