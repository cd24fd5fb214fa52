package job

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/experiment"
	"livebazaar/sim/metric"
	"livebazaar/sim/store"
)

// Job is what a result folder holds: the scenarios and how they are run. A job made from the folder alone is equal to
// the one the folder was made for.
type Job struct {
	Manifest  store.Manifest
	Scenarios []*scenarios.Scenario // in the order of the manifest
	Workers   int                   // goroutines that simulate; the results do not depend on it
	Markets   experiment.Markets    // nil: the markets of package sim, untraced
}

// Setup is how a job is run, beyond what its scenarios say.
type Setup struct {
	Command  []string // the command line, for the record
	Program  Program
	Workers  int    // goroutines that simulate, at least 1
	Branches bool   // run again without the best sellers (head dependence)
	Twin     bool   // run again with other market draws (unpredictability)
	Language string // of figures and report: en or zh
}

// Program is what runs a job: its version and the revision of its sources, "" if that is not known.
type Program struct{ Version, Revision string }

// OfStudy describes a comparison.
func OfStudy(study *scenarios.Study, how Setup) *Job {
	base := study.Scenarios[study.Baseline]
	j := newJob(base, study.Scenarios, how)
	m := &j.Manifest
	m.Study, m.Level, m.Metrics = study.Name, study.Level, study.Metrics
	m.Replicates = study.Replicates
	m.Title = store.Label{EN: study.Title, ZH: study.TitleZH}
	m.Question = store.Label{EN: study.Question, ZH: study.QuestionZH}
	for i, p := range study.Predictions {
		label := store.Label{EN: p}
		if i < len(study.PredictionsZH) {
			label.ZH = study.PredictionsZH[i]
		}
		m.Predictions = append(m.Predictions, label)
	}
	return j
}

// OfScenario describes a run of one scenario.
func OfScenario(s *scenarios.Scenario, how Setup) *Job {
	j := newJob(s, []*scenarios.Scenario{s}, how)
	j.Manifest.Title = store.Label{EN: s.Title, ZH: s.TitleZH}
	j.Manifest.Question = store.Label{EN: s.Question, ZH: s.QuestionZH}
	return j
}

func newJob(base *scenarios.Scenario, list []*scenarios.Scenario, how Setup) *Job {
	run := base.Params.Run
	return &Job{Scenarios: list, Workers: how.Workers, Manifest: store.Manifest{
		Command: how.Command, Version: how.Program.Version, GitRevision: how.Program.Revision,
		ModelVersion: sim.ModelVersion, Baseline: base.Name, Seed: run.Seed, Replicates: int(run.Replicates),
		Branches: how.Branches, Twin: how.Twin, Workers: how.Workers, Language: how.Language,
		Warmup: store.Warmup{Scenario: base.Name, Days: int(run.WarmupDays), Rules: inForce(base), Own: ownStarts(base, list)},
		Scale:  scale(base.Params),
	}}
}

// inForce are the platform's settings in force during warm-up.
func inForce(s *scenarios.Scenario) []store.Setting {
	var out []store.Setting
	for _, p := range s.Set.Params() {
		if strings.HasPrefix(p.Key, "platform.") {
			out = append(out, setting(p))
		}
	}
	return out
}

// ownStarts is what the manifest says of the scenarios that begin from a population and a warm-up of their own.
func ownStarts(base *scenarios.Scenario, list []*scenarios.Scenario) []store.OwnStart {
	var out []store.OwnStart
	for _, s := range list {
		if start := scenarios.StartOf(base, s); len(start.Own) > 0 {
			own := store.OwnStart{Scenario: s.Name}
			for _, d := range start.Own {
				own.Settings = append(own.Settings, setting(d.Param))
			}
			out = append(out, own)
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

// Stored reads a job back from its folder, if its scenarios are as they were written.
func Stored(dir string, m store.Manifest, workers int) (*Job, error) {
	j := &Job{Manifest: m, Workers: workers}
	kept, err := store.Scenarios(dir, m)
	if err != nil {
		return nil, err
	}
	for _, file := range kept {
		s, err := scenarios.Load(filepath.Join(dir, "scenarios", file.Name+".toml"), nil)
		if err != nil {
			return nil, err
		}
		s.Name = file.Name
		j.Scenarios = append(j.Scenarios, s)
	}
	return j, nil
}

// Compares reports whether scenarios are compared.
func (j *Job) Compares() bool { return j.Manifest.Study != "" }

// Baseline is the scenario whose rules hold during warm-up; what acts only at the start is each scenario's own.
func (j *Job) Baseline() *scenarios.Scenario {
	for _, s := range j.Scenarios {
		if s.Name == j.Manifest.Baseline {
			return s
		}
	}
	return j.Scenarios[0]
}

// Level is that of all intervals, a fraction.
func (j *Job) Level() float64 {
	if j.Manifest.Level > 0 {
		return j.Manifest.Level
	}
	return metric.DefaultLevel
}

// Plan is the job for package experiment.
func (j *Job) Plan() experiment.Plan {
	base := j.Baseline()
	p := experiment.Plan{Study: j.Manifest.Study, Baseline: j.Manifest.Baseline, Warmup: base.Params,
		Replicates: j.Manifest.Replicates, Seed: uint64(j.Manifest.Seed), Level: j.Manifest.Level,
		Branches: j.Manifest.Branches, Twin: j.Manifest.Twin, Workers: j.Workers, Markets: j.Markets}
	for _, s := range j.Scenarios {
		p.Scenarios = append(p.Scenarios, experiment.Scenario{Name: s.Name, Params: s.Params, Warmup: scenarios.StartOf(base, s).Warmup})
	}
	return p
}

// Files are the resolved scenarios as they are kept.
func (j *Job) Files() []store.File {
	var out []store.File
	for _, s := range j.Scenarios {
		out = append(out, store.File{Name: s.Name, TOML: scenarios.Resolved(s)})
	}
	return out
}

// Titles are the scenarios' labels by name.
func (j *Job) Titles(lang string) map[string]string {
	out := map[string]string{}
	for _, s := range j.Scenarios {
		out[s.Name] = s.Label(lang)
	}
	return out
}

// Names are the scenarios' names in the order of the study.
func (j *Job) Names() []string {
	var out []string
	for _, s := range j.Scenarios {
		out = append(out, s.Name)
	}
	return out
}
