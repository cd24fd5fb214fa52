package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copied is a copy of a result folder in a folder of its own, where the commands of a test run.
func copied(t *testing.T, folder string) (dir, results string) {
	t.Helper()
	dir = t.TempDir()
	results = filepath.Join(dir, "r")
	if err := os.CopyFS(results, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return dir, results
}

func overwrite(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, change(data), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What a user meets who changes, loses or adds files of a result folder.
func TestFoldersThatWereTouched(t *testing.T) {
	made := filepath.Join(withResults(t, append([]string{"run", "--lang", "zh"}, small...)...), "r")
	again := append([]string{"run", "--out", "r", "--force"}, small...)
	if m := manifest(t, made); m["language"] != "zh" {
		t.Errorf("the manifest says language %v", m["language"])
	}

	t.Run("changed results are not drawn", func(t *testing.T) {
		for _, name := range []string{"tables/days.parquet", "summary.csv", "scenarios/baseline.toml"} {
			dir, results := copied(t, made)
			overwrite(t, filepath.Join(results, filepath.FromSlash(name)), func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
			before := everything(t, results)
			for _, args := range [][]string{{"plot", "r"}, {"report", "r"}, {"reproduce", "r"}} {
				o := here(t, exitFailed, dir, args...)
				if !strings.Contains(o.err, filepath.Join("r", filepath.FromSlash(name))) || o.out != "" {
					t.Errorf("%s changed, %v says: %s%s", name, args, o.out, o.err)
				}
			}
			for file, data := range everything(t, results) {
				if before[file] != data {
					t.Errorf("%s changed, and then %s was", name, file)
				}
			}
		}
	})

	t.Run("what is lost is drawn again, in the language of the folder", func(t *testing.T) {
		dir, results := copied(t, made)
		was := everything(t, results)
		for _, lost := range []string{"report.html", "plots/lorenz.svg"} {
			if err := os.Remove(filepath.Join(results, filepath.FromSlash(lost))); err != nil {
				t.Fatal(err)
			}
			if o := here(t, exitFailed, dir, "verify", "r"); !strings.Contains(o.out, lost) {
				t.Errorf("%s is lost, verify says: %s", lost, o.out)
			}
			here(t, exitDone, dir, "resume", "r", "--quiet")
			here(t, exitDone, dir, "verify", "r")
		}
		for name, data := range everything(t, results) {
			if was[name] != data {
				t.Errorf("%s is another than before it was lost", name)
			}
		}
	})

	t.Run("a drawing that fails on the way says so, and is drawn again", func(t *testing.T) {
		dir, results := copied(t, made)
		path := filepath.Join(results, "plots", "lorenz.svg")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(path, "mine"), 0o777); err != nil { // a folder where a figure belongs
			t.Fatal(err)
		}
		if o := here(t, exitFailed, dir, "report", "r", "--lang", "en"); !strings.Contains(o.err, "lorenz.svg") {
			t.Errorf("report: %s", o.err)
		}
		if m := manifest(t, results); m["status"] != "complete" && (m["status"] != "failed" || !strings.Contains(m["reason"].(string), "lorenz.svg")) {
			t.Errorf("status %v, reason %v", m["status"], m["reason"])
		}
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		here(t, exitDone, dir, "resume", "r", "--quiet")
		here(t, exitDone, dir, "verify", "r")
	})

	t.Run("what lies in a result folder is no place for results", func(t *testing.T) {
		dir, _ := copied(t, made)
		if o := here(t, exitUsage, dir, append([]string{"run", "--out", "r/tables/sub"}, small...)...); !strings.Contains(o.err, "result folder") {
			t.Error(o.err)
		}
		here(t, exitDone, dir, "verify", "r")
	})

	t.Run("a manifest that names nothing is no result folder", func(t *testing.T) {
		dir := t.TempDir()
		for _, text := range []string{
			`{"format":2,"status":"running","model_version":7}`,
			`{"format":2,"status":"complete","model_version":7,"digest":"x"}`,
		} {
			if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"resume", "reproduce", "report", "plot"} {
				if o := here(t, exitUsage, dir, name, "."); strings.Contains(o.err, "goroutine") {
					t.Errorf("%s: %s", name, o.err)
				}
			}
		}
	})

	t.Run("the user's own files stay", func(t *testing.T) {
		dir, results := copied(t, made)
		mine := []string{"notes.txt", "tables/my.csv", "scenarios/mine.toml", "plots/poster.svg", "x.tmp", "tables/days.parquet.tmp"}
		for _, name := range mine {
			if err := os.WriteFile(filepath.Join(results, filepath.FromSlash(name)), []byte("mine"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		o := here(t, exitFailed, dir, "verify", "r")
		for _, name := range mine[1:4] {
			if !strings.Contains(o.out, name) {
				t.Errorf("verify does not name %s: %s", name, o.out)
			}
		}
		here(t, exitDone, dir, "report", "r")
		here(t, exitDone, dir, again...)
		for _, name := range mine {
			if data, err := os.ReadFile(filepath.Join(results, filepath.FromSlash(name))); err != nil || string(data) != "mine" {
				t.Errorf("%s has become %q, %v", name, data, err)
			}
		}
	})

	t.Run("what is in the way stops a run, and resume goes on when it is gone", func(t *testing.T) {
		dir, results := copied(t, made)
		overwrite(t, filepath.Join(results, "manifest.json"), func(b []byte) []byte { return b[:len(b)/2] })
		if o := here(t, exitUsage, dir, again...); !strings.Contains(o.err, "manifest") {
			t.Errorf("a damaged manifest: %s", o.err)
		}
		if err := os.RemoveAll(results); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"tables/days.parquet", "plots/lorenz.svg"} {
			if err := os.RemoveAll(results); err != nil {
				t.Fatal(err)
			}
			begin(t, results) // nothing depends on who is quicker, the run or the test
			path := filepath.Join(results, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
				t.Fatal(err)
			}
			here(t, exitFailed, dir, "resume", "r", "--quiet")
			if m := manifest(t, results); m["status"] != "failed" || !strings.Contains(m["reason"].(string), name) {
				t.Errorf("%s is in the way: status %v, reason %v", name, m["status"], m["reason"])
			}
			if data, _ := os.ReadFile(path); string(data) != "mine" {
				t.Errorf("%s was overwritten", name)
			}
			o := here(t, exitUsage, dir, "verify", "r")
			if !strings.Contains(o.err, "livebazaar resume r") || !strings.Contains(o.err, name) {
				t.Errorf("verify: %s", o.err)
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			here(t, exitDone, dir, "resume", "r", "--quiet")
			here(t, exitDone, dir, "verify", "r")
		}
	})
}
