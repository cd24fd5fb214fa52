package job_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/memory"
	"livebazaar/sim/design"
	"livebazaar/sim/experiment"
	"livebazaar/sim/store"
)

func wish(level float64) design.Wish {
	w := design.Usual(0.95)
	w.Level = level
	return w
}

// A hundred scenarios are compared, drawn and reported like three, and the folder is as it was written.
func TestAHundredScenariosAreCompared(t *testing.T) {
	t.Parallel()
	const many = 100
	dir := t.TempDir()
	var names []string
	for i := range many {
		path := filepath.Join(dir, fmt.Sprintf("cap%d.toml", i))
		if err := os.WriteFile(path, fmt.Appendf(nil, "extends = \"small\"\n[platform.ranking]\ncap = %.3f\n", 0.1+float64(i)/1000), 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, path)
	}
	j := job.OfStudy(tinyStudy(t, names, "run.days=1"), job.Setup{Workers: 2, Language: "en"})
	folder, err := j.Create(filepath.Join(dir, "r"), false)
	if err != nil {
		t.Fatal(err)
	}
	r, err := j.Run(t.Context(), folder, job.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Draw(t.Context(), job.Drawing{Language: "en", Formats: []string{"svg"}, Report: true}), r.Close()); err != nil {
		t.Fatal(err)
	}
	compared := map[string]bool{}
	for _, row := range r.Contrasts {
		compared[row.Scenario] = true
	}
	if len(compared) != many-1 {
		t.Errorf("%d scenarios are compared with the baseline", len(compared))
	}
	if problems, err := store.Verify(r.Dir()); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	page, err := os.ReadFile(job.ReportPath(r.Dir()))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cap1", "cap64", "cap99"} {
		if !bytes.Contains(page, []byte(name)) {
			t.Errorf("the report has no %s", name)
		}
	}
	if rows := experiment.Pairs(r.Values, "many", "cap0", 0.95, nil); rows != nil {
		t.Errorf("%d pairs are held", len(rows))
	}
}

// Many scenarios need memory in proportion: it is told before they are read, and how many fit.
func TestMemoryOfManyScenariosIsTold(t *testing.T) {
	t.Parallel()
	const given = 200 << 20
	bound := memory.Bound{Kind: memory.Given, Bytes: given}
	var large job.TooLarge
	if err := job.FitSettings(2000, bound); !errors.As(err, &large) || large.Advice.Scenarios < 100 || large.Needed < 1000<<20 {
		t.Errorf("two thousand scenarios in 200 MB: %v, %+v", err, large.Advice)
	}
	if err := job.FitSettings(int(large.Advice.Scenarios), bound); err != nil {
		t.Errorf("%d are said to fit: %v", large.Advice.Scenarios, err)
	}
	if err := job.FitSettings(64, memory.Bound{Kind: memory.Given, Bytes: 1}); err != nil {
		t.Errorf("the settings of few are judged by what they are run with: %v", err)
	}
	if err := job.FitDrawing(2000, bound); !errors.As(err, &large) || !large.Drawing {
		t.Errorf("the report of two thousand scenarios in 200 MB: %v", err)
	}
	few := job.OfStudy(tinyStudy(t, []string{"small", "uniform"}), job.Setup{Workers: 1}).Describe().Memory
	more := job.OfStudy(tinyStudy(t, []string{"small", "uniform", "engagement"}), job.Setup{Workers: 1}).Describe().Memory
	if more <= few {
		t.Errorf("three scenarios need %d bytes, two %d", more, few)
	}
}
