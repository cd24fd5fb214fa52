package store

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/store/disk"
)

// sameInput are the fields of a manifest that say how a run goes or what becomes of its parts, not what is in them.
var sameInput = []string{"Format", "Status", "Reason", "Command", "Level", "Metrics", "Language", "Title", "Question", "Predictions",
	"Workers", "Scale", "Tables", "Digest", "WallS", "ConsumerDays", "ConsumerDaysPerS", "PeakRSSBytes", "Sessions", "Files", "Drawn",
	"Exported", "Making"}

// others are manifests that differ from the toy run's in one thing each that parts may depend on, named after it. A field is
// changed through its type, so that a new one is among them unless it is listed above.
func others(t *testing.T) map[string]Manifest {
	found := map[string]Manifest{}
	var change func(name string, at func(*Manifest) reflect.Value)
	change = func(name string, at func(*Manifest) reflect.Value) {
		m := toyManifest()
		v := at(&m)
		switch v.Kind() {
		case reflect.Int, reflect.Int64:
			v.SetInt(v.Int() + 1)
		case reflect.Bool:
			v.SetBool(!v.Bool())
		case reflect.String:
			v.SetString(v.String() + "x")
		case reflect.Struct:
			for i := range v.NumField() {
				change(name+"."+v.Type().Field(i).Name, func(m *Manifest) reflect.Value { return at(m).Field(i) })
			}
			return
		case reflect.Slice:
			change(name+"[0]", func(m *Manifest) reflect.Value {
				own := at(m)
				own.Set(reflect.AppendSlice(reflect.MakeSlice(own.Type(), 0, 1), own)) // of its own
				if own.Len() == 0 {
					own.Set(reflect.Append(own, reflect.Zero(own.Type().Elem())))
				}
				return own.Index(0)
			})
			return
		default:
			t.Fatalf("%s is a %s", name, v.Kind())
		}
		found[name] = m
	}
	for i := range reflect.TypeFor[Manifest]().NumField() {
		name := reflect.TypeFor[Manifest]().Field(i).Name
		if name != "Scenarios" && !slices.Contains(sameInput, name) {
			change(name, func(m *Manifest) reflect.Value { return reflect.ValueOf(m).Elem().Field(i) })
		}
	}
	return found
}

// A part of another run under the name of one of the run's own, however little the runs differ, is never taken: resume names
// it, and what belongs there is done again.
func TestPartsOfAnotherRunAreNeverTaken(t *testing.T) {
	want := resultBytes(t, toyFolder(t, 5, 1))
	type other struct {
		m         Manifest
		scenarios []File
		replicate int
	}
	runs := map[string]other{
		"a scenario's content": {toyManifest(), []File{{Name: "uniform", TOML: []byte("schema = 1\ntitle = \"other\"\n")}, toyScenarios[1]}, 0},
		"a scenario's name":    {toyManifest(), []File{{Name: "uniform-2", TOML: toyScenarios[0].TOML}, toyScenarios[1]}, 0},
		"the order":            {toyManifest(), []File{toyScenarios[1], toyScenarios[0]}, 0},
		"a scenario less":      {toyManifest(), toyScenarios[:1], 0},
		"the replicate":        {toyManifest(), toyScenarios, 1}, // of the same run, under another's name
	}
	for name, m := range others(t) {
		runs[name] = other{m, toyScenarios, 0}
	}
	if len(runs) < 16 {
		t.Errorf("only %d runs differ", len(runs))
	}
	for name, run := range runs {
		made, err := create(calmDisk{}, filepath.Join(t.TempDir(), "other"), run.m, run.scenarios, false)
		if err != nil {
			t.Fatal(err)
		}
		foreign := toyPart(run.scenarios[0].Name, run.replicate, 5)
		foreign.Summary[0].Value, foreign.Tables[0].Floats[4][0] = 4711, 4711
		if err := made.Commit(foreign); err != nil {
			t.Fatal(err)
		}
		made.Close()

		dir := filepath.Join(t.TempDir(), "r")
		f, err := create(calmDisk{}, dir, toyManifest(), toyScenarios, false)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := toyReplicate(f, "GMV 排名", 2, 5); err != nil {
			t.Fatal(err)
		}
		f.Close()
		part := partKey{0, 0}.name()
		data, err := os.ReadFile(made.partPath(partKey{0, run.replicate}))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, filepath.FromSlash(part)), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		if f, err = resume(calmDisk{}, dir); err != nil {
			t.Fatalf("%s differs: %v", name, err)
		}
		if found := f.Discarded(); len(found) != 1 || found[0].File != part || !strings.Contains(found[0].What, "of another run") {
			t.Errorf("%s differs: discarded %v", name, found)
		}
		if f.Finished("uniform", 0) || disk.Exists(f.site.Path(part)) || !f.Finished("GMV 排名", 2) {
			t.Errorf("%s differs: the part of the other run is taken, or an own one is not", name)
		}
		if _, err := toyRun(f, 5, 1); err != nil {
			t.Fatal(err)
		}
		sameFolder(t, want, resultBytes(t, dir))
		if t.Failed() {
			t.Fatalf("%s differs", name)
		}
	}
}

// What a run says of itself while it goes, and what is only done with its results, does not make its own parts foreign.
func TestPartsOfTheSameRunAreTaken(t *testing.T) {
	m, want := toyManifest(), toyManifest().identity()
	m.Status, m.Reason, m.Language, m.Workers, m.Level, m.Sessions, m.Metrics = Stopped, "by the user", "zh", 7, .9, 3, []string{"gmv"}
	if m.identity() != want {
		t.Error("a run is another one after it was stopped")
	}
}
