package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
)

// A toy run with the shape of a real one: two scenarios, three replicates, a checkpoint on the way of each replicate,
// tables with and without blanks, one of them empty for some replicates.

var toyScenarios = []File{
	{Name: "uniform", TOML: []byte("schema = 1\ntitle = \"uniform\"\n")},
	{Name: "GMV 排名", TOML: []byte("schema = 1\ntitle = \"GMV ranking\"\n")},
}

const toyReplicates = 3

func toyManifest() Manifest {
	return Manifest{Command: []string{"livebazaar", "compare", "toy"}, Version: "0.1.0", GitRevision: "abc123", ModelVersion: 1,
		Study: "toy", Baseline: "uniform", Seed: 7, Language: "en", Replicates: toyReplicates, Workers: 2,
		Warmup: Warmup{Scenario: "uniform", Days: 90, Rules: []Setting{{"platform.rank.score", "\"uniform\""}}},
		Scale:  []Scale{{"W_c", 1000}, {"W_s", 12.5}}}
}

func toyPart(scenario string, replicate, rows int) *record.Part {
	days := record.NewTable("days", 4,
		record.Column{Name: "scenario", Kind: record.Text, EN: "scenario", ZH: "情景"},
		record.Column{Name: "replicate", Kind: record.Int, EN: "replicate", ZH: "重复"},
		record.Column{Name: "platform", Kind: record.Text, EN: "platform", ZH: "平台"},
		record.Column{Name: "day", Kind: record.Int, Unit: "day", EN: "day", ZH: "日"},
		record.Column{Name: "gmv", Kind: record.Float, Unit: "yuan", EN: "value of orders", ZH: "成交总额"},
		record.Column{Name: "active", Kind: record.Int, Unit: "count", EN: "active consumers", ZH: "活跃消费者"})
	for r := range rows {
		gmv := float64(replicate+1) * math.Sqrt(float64(r*len(scenario)+3))
		switch r % 7 {
		case 3:
			gmv = math.NaN()
		case 5:
			gmv = math.Copysign(0, -1)
		}
		days.Append(scenario, replicate, "main", r-2, gmv, r*r+replicate)
	}
	flows := record.NewTable("flows", 5,
		record.Column{Name: "scenario", Kind: record.Text}, record.Column{Name: "replicate", Kind: record.Int},
		record.Column{Name: "from", Kind: record.Text}, record.Column{Name: "to", Kind: record.Text},
		record.Column{Name: "purpose", Kind: record.Text}, record.Column{Name: "amount", Kind: record.Float, Unit: "yuan"})
	flows.Append(scenario, replicate, "consumers", "merchants", "order, paid", 12.5*float64(replicate))
	flows.Append(scenario, replicate, "consumers", "logistics", "return \"freight\"", math.NaN())
	removals := record.NewTable("removals", 3,
		record.Column{Name: "scenario", Kind: record.Text}, record.Column{Name: "replicate", Kind: record.Int},
		record.Column{Name: "k", Kind: record.Int}, record.Column{Name: "loss", Kind: record.Float})
	if replicate != 1 {
		removals.Append(scenario, replicate, 1, 0.25)
	}
	return &record.Part{Scenario: scenario, Replicate: replicate, ConsumerDays: 1000, MarketNanos: 5e6,
		Tables: []*record.Table{days, flows, removals},
		Summary: []record.Value{
			{Scenario: scenario, Replicate: replicate, Metric: "gmv", Unit: "yuan", Value: 1e6 / float64(replicate+3)},
			{Scenario: scenario, Replicate: replicate, Metric: "conversion", Unit: "share", Value: math.NaN()}}}
}

func toyContrasts(values []record.Value) []record.Contrast {
	sum := 0.0
	for _, v := range values {
		if v.Metric == "gmv" {
			sum += v.Value
		}
	}
	return []record.Contrast{
		{Study: "toy", Baseline: "uniform", Scenario: "GMV 排名", Metric: "gmv", Unit: "yuan", Family: record.Primary,
			Replicates: toyReplicates, BaselineMean: sum, BaselineLo: sum / 2, BaselineHi: 1.5 * sum,
			ScenarioMean: 2 * sum, ScenarioLo: math.NaN(), ScenarioHi: 3 * sum,
			Diff: sum, DiffLo: math.NaN(), DiffHi: math.Inf(1), RelDiff: 1, RelLo: 1e-9, RelHi: 1e22,
			Level: .95, P: 0.01, PHolm: math.NaN()},
		{Study: "toy", Baseline: "uniform", Scenario: "GMV 排名", Metric: "conversion", Unit: "share", Family: "volume",
			Replicates: 2, BaselineMean: 1, BaselineLo: .5, BaselineHi: 1.5,
			ScenarioMean: 2, ScenarioLo: 1.5, ScenarioHi: 2.5,
			Diff: 3, DiffLo: 4, DiffHi: 5, RelDiff: 6, RelLo: 7, RelHi: 8,
			Level: .9, P: .1, PHolm: .2},
	}
}

// toyDrawing is what is drawn of a folder.
var toyDrawing = map[string]string{"plots/gmv.svg": "<svg/>", "plots/gmv.png": "PNG", "report.html": "<html></html>"}

// draws puts files, one after the other.
func draws(files map[string]string) func(*Results, Put) error {
	return func(_ *Results, put Put) error {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if err := put(name, []byte(files[name])); err != nil {
				return err
			}
		}
		return nil
	}
}

// toyRun does what is left of a run, finishes it and draws. A replicate has two halves with a checkpoint between them; the
// number of halves done is returned.
func toyRun(f *Folder, rows, workers int) (halves int, err error) {
	type job struct {
		scenario  string
		replicate int
	}
	if f.Manifest().Whole() {
		return 0, errors.Join(f.Draw("en", true, draws(toyDrawing)), f.Close())
	}
	jobs := make(chan job, 64)
	for r := range toyReplicates {
		for _, s := range toyScenarios {
			jobs <- job{s.Name, r}
		}
	}
	close(jobs)
	var mu sync.Mutex
	var group sync.WaitGroup
	for range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for j := range jobs {
				n, e := toyReplicate(f, j.scenario, j.replicate, rows)
				mu.Lock()
				halves += n
				if err == nil {
					err = e
				}
				mu.Unlock()
				if e != nil {
					return
				}
			}
		}()
	}
	group.Wait()
	if err != nil {
		return halves, err
	}
	values, err := f.PartValues()
	if err != nil {
		return halves, err
	}
	err = f.Finish(values, toyContrasts(values), RunStats{Wall: 2 * time.Second, Workers: workers, PeakRSSBytes: 1 << 20})
	if err != nil {
		return halves, err
	}
	if err := f.Draw("en", true, draws(toyDrawing)); err != nil {
		return halves, err
	}
	return halves, f.Close()
}

func toyReplicate(f *Folder, scenario string, replicate, rows int) (halves int, err error) {
	if f.Finished(scenario, replicate) {
		return 0, nil
	}
	name := fmt.Sprintf("%s/%d", scenario, replicate)
	state := make([]byte, 5000)
	saved, err := f.LoadState(name)
	if err != nil {
		return 0, err
	}
	if saved != nil {
		state, err = io.ReadAll(saved)
		saved.Close()
		if err != nil {
			return 0, err
		}
	} else {
		halves++
		binary.LittleEndian.PutUint64(state, uint64(replicate*100+len(scenario)))
		if err := f.SaveState(name, func(w io.Writer) error { _, err := w.Write(state); return err }); err != nil {
			return halves, err
		}
	}
	halves++
	part := toyPart(scenario, replicate, rows)
	part.Summary[0].Value += float64(binary.LittleEndian.Uint64(state)) // the second half goes on from the first
	if err := f.Commit(part); err != nil {
		return halves, err
	}
	return halves, f.DropState(name)
}

// calmDisk makes nothing durable: a test whose machine does not stop needs not wait for that.
type calmDisk struct{ disk.Real }

type calmFile struct{ disk.Sink }

func (calmFile) Sync() error { return nil }

func (d calmDisk) Create(root *os.Root, name string) (disk.Sink, error) {
	out, err := d.Real.Create(root, name)
	return calmFile{out}, err
}

func (calmDisk) SyncDir(*os.Root, string) error { return nil }

// toyFolder makes a complete folder in one go.
func toyFolder(t testing.TB, rows, workers int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "results")
	f, err := create(calmDisk{}, dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := toyRun(f, rows, workers); err != nil {
		t.Fatal(err)
	}
	return dir
}

// resultBytes are all files of a folder that must be equal between runs of the same input; the manifest, which tells
// wall times, is represented by its digest and sums.
func resultBytes(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		data, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	files[manifestName] = fmt.Sprint(m.Status, m.Digest, m.Tables, m.Files, m.Drawn, m.Making, m.Language, m.ConsumerDays)
	return files
}

func sameFolder(t testing.TB, want, got map[string]string) {
	t.Helper()
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	for name, data := range got {
		if was, ok := want[name]; !ok {
			t.Errorf("%s is too much", name)
		} else if !bytes.Equal([]byte(was), []byte(data)) {
			t.Errorf("%s differs", name)
		}
	}
}
