package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/experiment"
	"livebazaar/sim/store"
)

// job is what a result folder holds: the scenarios and how they are run. A job made from the folder alone is equal to
// the one the folder was made for.
type job struct {
	manifest  store.Manifest
	scenarios []*scenarios.Scenario // in the order of the manifest
	workers   int
	markets   experiment.Markets // nil: the markets of package sim, untraced
}

// studyJob describes a comparison.
func studyJob(study *scenarios.Study, m *marketFlags) *job {
	base := study.Scenarios[study.Baseline]
	j := newJob(base, study.Scenarios, m)
	j.manifest.Study, j.manifest.Level, j.manifest.Metrics = study.Name, study.Level, study.Metrics
	j.manifest.Replicates = study.Replicates
	j.manifest.Title = store.Label{EN: study.Title, ZH: study.TitleZH}
	j.manifest.Question = store.Label{EN: study.Question, ZH: study.QuestionZH}
	for i, p := range study.Predictions {
		label := store.Label{EN: p}
		if i < len(study.PredictionsZH) {
			label.ZH = study.PredictionsZH[i]
		}
		j.manifest.Predictions = append(j.manifest.Predictions, label)
	}
	return j
}

// scenarioJob describes a run of one scenario.
func scenarioJob(s *scenarios.Scenario, m *marketFlags) *job {
	j := newJob(s, []*scenarios.Scenario{s}, m)
	j.manifest.Title = store.Label{EN: s.Title, ZH: s.TitleZH}
	j.manifest.Question = store.Label{EN: s.Question, ZH: s.QuestionZH}
	return j
}

func newJob(base *scenarios.Scenario, list []*scenarios.Scenario, m *marketFlags) *job {
	run := base.Params.Run
	return &job{scenarios: list, workers: m.workers, manifest: store.Manifest{
		Command: append([]string{"livebazaar"}, os.Args[1:]...), Version: Version, GitRevision: revision(),
		ModelVersion: sim.ModelVersion, Baseline: base.Name, Seed: run.Seed, Replicates: int(run.Replicates),
		Branches: m.branches, Twin: m.twin, Workers: m.workers, Language: m.language(),
		Warmup: store.Warmup{Scenario: base.Name, Days: int(run.WarmupDays), Rules: rules(base), Own: ownStarts(base, list)},
		Scale:  scale(base.Params),
	}}
}

// rules are the platform's settings in force during warm-up.
func rules(s *scenarios.Scenario) []store.Setting {
	var out []store.Setting
	for _, p := range s.Set.Params() {
		if strings.HasPrefix(p.Key, "platform.") {
			out = append(out, setting(p))
		}
	}
	return out
}

// setting is a parameter with its value as a scenario file has it.
func setting(p *param.Param) store.Setting {
	value := fmt.Sprint(p.Value())
	if text, ok := p.Value().(string); ok {
		value = strconv.Quote(text)
	}
	return store.Setting{Key: p.Key, Value: value}
}

// scale says how many real entities one simulated one stands for.
func scale(p *sim.Params) []store.Scale {
	return []store.Scale{{Name: "real consumers per consumer", Value: p.Consumers.Real / float64(p.Consumers.Count)},
		{Name: "real streamers per streamer", Value: p.Streamers.Real / float64(p.Streamers.Count)}}
}

// storedJob reads a job back from its folder, if its scenarios are as they were written.
func storedJob(dir string, m store.Manifest, workers int) (*job, error) {
	j := &job{manifest: m, workers: workers}
	kept, err := store.Scenarios(dir, m)
	if err != nil {
		return nil, err
	}
	for _, file := range kept {
		s, err := scenarios.Load(asPath(filepath.Join(dir, "scenarios", file.Name+".toml")), nil)
		if err != nil {
			return nil, err
		}
		s.Name = file.Name
		j.scenarios = append(j.scenarios, s)
	}
	return j, nil
}

// study reports whether scenarios are compared.
func (j *job) study() bool { return j.manifest.Study != "" }

// baseline is the scenario whose rules hold during warm-up; what acts only at the start is each scenario's own.
func (j *job) baseline() *scenarios.Scenario {
	for _, s := range j.scenarios {
		if s.Name == j.manifest.Baseline {
			return s
		}
	}
	return j.scenarios[0]
}

// plan is the job for package experiment.
func (j *job) plan() experiment.Plan {
	base := j.baseline()
	p := experiment.Plan{Study: j.manifest.Study, Baseline: j.manifest.Baseline, Warmup: base.Params,
		Replicates: j.manifest.Replicates, Seed: uint64(j.manifest.Seed), Level: j.manifest.Level,
		Branches: j.manifest.Branches, Twin: j.manifest.Twin, Workers: j.workers, Markets: j.markets}
	for _, s := range j.scenarios {
		p.Scenarios = append(p.Scenarios, experiment.Scenario{Name: s.Name, Params: s.Params, Warmup: scenarios.StartOf(base, s).Warmup})
	}
	return p
}

// files are the resolved scenarios as they are kept.
func (j *job) files() []store.File {
	var out []store.File
	for _, s := range j.scenarios {
		out = append(out, store.File{Name: s.Name, TOML: scenarios.Resolved(s)})
	}
	return out
}

// titles are the scenarios' labels by name.
func (j *job) titles(lang string) map[string]string {
	out := map[string]string{}
	for _, s := range j.scenarios {
		out[s.Name] = s.Label(lang)
	}
	return out
}

// names are the scenarios' names in the order of the study.
func (j *job) names() []string {
	var out []string
	for _, s := range j.scenarios {
		out = append(out, s.Name)
	}
	return out
}
