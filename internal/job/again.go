package job

import (
	"fmt"

	"livebazaar/scenarios"
	"livebazaar/sim"
	"livebazaar/sim/store"
)

// Again makes a stored job one of this program, to be run a second time in another folder.
func (j *Job) Again(by Program) {
	m := &j.Manifest
	m.Version, m.GitRevision, m.ModelVersion = by.Version, by.Revision, sim.ModelVersion
	for i, id := range m.Metrics {
		m.Metrics[i], _ = scenarios.PresentMetric(id)
	}
}

// Reproduction is what two runs of one job have in common.
type Reproduction struct {
	Same    bool     `json:"same"`
	Digest  string   `json:"digest"`
	Again   string   `json:"digest_again"`
	Differ  []string `json:"tables_that_differ"`
	Version []string `json:"versions_that_differ"`
}

// Reproduced compares two runs of one job.
func Reproduced(before, again store.Manifest) Reproduction {
	r := Reproduction{Same: before.Digest == again.Digest, Digest: before.Digest, Again: again.Digest, Differ: []string{}, Version: []string{}}
	for _, t := range before.Tables {
		same := false
		for _, u := range again.Tables {
			same = same || t == u
		}
		if !same {
			r.Differ = append(r.Differ, t.Table)
		}
	}
	for _, v := range []struct{ what, old, now string }{
		{"livebazaar", before.Version, again.Version},
		{"revision", before.GitRevision, again.GitRevision},
		{"model version", fmt.Sprint(before.ModelVersion), fmt.Sprint(again.ModelVersion)},
	} {
		if v.old != v.now {
			r.Version = append(r.Version, fmt.Sprintf("%s %q then, %q now", v.what, v.old, v.now))
		}
	}
	return r
}
