package store

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"livebazaar/sim/record"
	"livebazaar/sim/store/disk"
	"livebazaar/sim/store/tablefile"
)

func TestWhatIsCommittedIsRead(t *testing.T) {
	dir := toyFolder(t, 20, 1)
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Tables(); !slices.Equal(got, []string{"days", "flows", "removals"}) {
		t.Errorf("tables %v", got)
	}
	whole, err := r.Table("days")
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, s := range toyScenarios {
		for rep := range toyReplicates {
			want := toyPart(s.Name, rep, 20).Tables[0]
			if !slices.Equal(whole.Columns, want.Columns) || whole.Key != want.Key {
				t.Fatalf("columns %+v", whole.Columns)
			}
			for i := range want.Rows {
				x, y := want.Floats[4][i], whole.Floats[4][at]
				if canonicalBits(x) != canonicalBits(y) || math.Signbit(y) || want.Ints[3][i] != whole.Ints[3][at] ||
					whole.Texts[0][at] != s.Name || whole.Ints[1][at] != int64(rep) {
					t.Fatalf("row %d of %s %d differs", i, s.Name, rep)
				}
				at++
			}
		}
	}
	if at != whole.Rows {
		t.Errorf("%d rows, expected %d", whole.Rows, at)
	}
	some, err := r.Table("days", "gmv", "scenario")
	if err != nil {
		t.Fatal(err)
	}
	if len(some.Columns) != 2 || some.Columns[0].Name != "gmv" || some.Rows != at || some.Texts[1][at-1] != "GMV 排名" {
		t.Errorf("a choice of columns reads as %+v", some.Columns)
	}
	if _, err := r.Table("days", "gvm"); err == nil {
		t.Error("a column that is not there was read")
	}
	values, err := r.Summary()
	if err != nil {
		t.Fatal(err)
	}
	if len(values) != 12 || values[0].Scenario != "uniform" || !math.IsNaN(values[1].Value) || values[11].Replicate != 2 {
		t.Errorf("summary %v", values)
	}
	contrasts, err := r.Contrasts()
	if err != nil {
		t.Fatal(err)
	}
	if want := toyContrasts(values); fmt.Sprint(contrasts) != fmt.Sprint(want) {
		t.Errorf("contrasts %+v, expected %+v", contrasts, want)
	}
	if len(contrasts) != 2 || contrasts[1] != toyContrasts(values)[1] {
		t.Errorf("contrasts %+v", contrasts)
	}
	if toml, err := r.ScenarioTOML("GMV 排名"); err != nil || string(toml) != string(toyScenarios[1].TOML) {
		t.Errorf("scenario %q, %v", toml, err)
	}
	if toml, err := r.ScenarioTOML("nobody"); err == nil || !strings.Contains(err.Error(), "has no scenario nobody") {
		t.Errorf("a scenario that is not there: %q, %v", toml, err)
	}
	m := r.Manifest()
	if m.ConsumerDays != 6000 || m.WallS != 2 || m.ConsumerDaysPerS != 3000 || m.PeakRSSBytes != 1<<20 {
		t.Errorf("cost %+v", m)
	}
	if problems, err := Verify(dir); err != nil || len(problems) > 0 {
		t.Errorf("verify: %v %v", problems, err)
	}
	for _, gone := range []string{"parts", lockName} {
		if disk.Exists(filepath.Join(dir, gone)) {
			t.Errorf("%s is left in a complete folder", gone)
		}
	}
}

// The firm columns, and the firm spelling of numbers.
func TestCSVReadsAsDocumented(t *testing.T) {
	dir := toyFolder(t, 3, 1)
	for name, want := range map[string]string{
		"summary.csv": "scenario,replicate,metric,unit,value\nuniform,0,gmv,yuan,333340.3333333333\nuniform,0,conversion,share,\n",
		"contrasts.csv": "study,baseline,scenario,metric,unit,family,replicates,baseline_mean,baseline_lo,baseline_hi," +
			"scenario_mean,scenario_lo,scenario_hi,diff,diff_lo,diff_hi,rel_diff,rel_lo,rel_hi,level,p,p_holm\ntoy,uniform,GMV 排名,gmv,yuan,primary,3,",
		"tables/flows.csv": "scenario,replicate,from,to,purpose,amount\nuniform,0,consumers,logistics,\"return \"\"freight\"\"\",\n" +
			"uniform,0,consumers,merchants,\"order, paid\",0\n",
	} {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), want) {
			t.Errorf("%s begins\n%.300s\nexpected\n%s", name, data, want)
		}
	}
	if disk.Exists(filepath.Join(dir, "tables", "days.csv")) {
		t.Error("days is not one of the small tables")
	}
}

func TestWorkersAndOrderOfCommitsDoNotMatter(t *testing.T) {
	const rows = tablefile.GroupRows/2 + 77 // row groups that begin in one part and end in another
	want := resultBytes(t, toyFolder(t, rows, 1))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, workers := range []int{1, 2, 3, 7} {
		runtime.GOMAXPROCS(8 - workers) // nor do processors
		sameFolder(t, want, resultBytes(t, toyFolder(t, rows, workers)))
	}
	dir := filepath.Join(t.TempDir(), "backwards")
	f, err := Create(dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	for r := toyReplicates - 1; r >= 0; r-- {
		for _, s := range toyScenarios {
			if _, err := toyReplicate(f, s.Name, r, rows); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := toyRun(f, rows, 1); err != nil {
		t.Fatal(err)
	}
	sameFolder(t, want, resultBytes(t, dir))
}

func TestRowsOutOfOrderArePutInOrder(t *testing.T) {
	part := toyPart("uniform", 0, 50)
	shuffled := record.NewTable("days", 4, part.Tables[0].Columns...)
	for i := range 50 {
		r := i * 7 % 50
		shuffled.Append("uniform", 0, "main", part.Tables[0].Ints[3][r], part.Tables[0].Floats[4][r], part.Tables[0].Ints[5][r])
	}
	sorted, err := tablefile.KeyOrdered(shuffled, "uniform", 0)
	if err != nil {
		t.Fatal(err)
	}
	if digestOf(sorted) != digestOf(part.Tables[0]) || digestOf(shuffled) == digestOf(sorted) {
		t.Error("the digest depends on the order in which rows were appended")
	}
	shuffled.Append("uniform", 0, "main", 3, 1.0, 1)
	if _, err := tablefile.KeyOrdered(shuffled, "uniform", 0); err == nil {
		t.Error("two rows with one key were accepted")
	}
}

// The digest sees every cell, name and unit, but neither a label nor the sign of zero nor the kind of NaN.
func TestDigestSeesContentOnly(t *testing.T) {
	base := func() *record.Table { return toyPart("uniform", 1, 9).Tables[0] }
	want := digestOf(base())
	for name, change := range map[string]func(*record.Table){
		"a number":    func(t *record.Table) { t.Floats[4][0] = math.Nextafter(t.Floats[4][0], 9) },
		"a count":     func(t *record.Table) { t.Ints[5][8]++ },
		"a text":      func(t *record.Table) { t.Texts[2][4] = "other" },
		"a unit":      func(t *record.Table) { t.Columns[4].Unit = "fen" },
		"a column":    func(t *record.Table) { t.Columns[4].Name = "gmv_net" },
		"the table":   func(t *record.Table) { t.Name = "nights" },
		"a blank":     func(t *record.Table) { t.Floats[4][3] = 0 },
		"one row off": func(t *record.Table) { t.Rows-- },
	} {
		changed := base()
		change(changed)
		if digestOf(changed) == want {
			t.Errorf("%s changed, the digest did not", name)
		}
	}
	same := base()
	same.Columns[4].EN, same.Floats[4][5] = "another label", 0
	same.Floats[4][3] = math.Float64frombits(0xFFF8000000000001)
	if digestOf(same) != want {
		t.Error("the digest depends on a label, the sign of zero or the kind of NaN")
	}
	// Pinned, because runs are compared across versions by it.
	const pinned = "cf83603e21f4036dea50057762773066535ea2787eb089186dfecf42b5bd96e0"
	if want.String() != pinned {
		t.Errorf("the digest of the same rows is %s now, it was %s", want, pinned)
	}
}

func TestCommitRefusesWhatDoesNotBelong(t *testing.T) {
	f, err := Create(filepath.Join(t.TempDir(), "r"), toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Commit(toyPart("uniform", 0, 5)); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(toyPart("uniform", 0, 5)); !errors.Is(err, ErrDoubleCommit) {
		t.Errorf("twice: %v", err)
	}
	if err := f.Commit(toyPart("unheard", 0, 5)); !errors.Is(err, ErrUnknownPart) {
		t.Errorf("unknown scenario: %v", err)
	}
	for name, change := range map[string]func(*record.Part){
		"a table less":        func(p *record.Part) { p.Tables = p.Tables[:2] },
		"another column":      func(p *record.Part) { p.Tables[0].Columns[4].Unit = "fen" },
		"another's row":       func(p *record.Part) { p.Tables[0].Ints[1][2] = 9 },
		"another's value":     func(p *record.Part) { p.Summary[0].Replicate = 9 },
		"a short column":      func(p *record.Part) { p.Tables[0].Floats[4] = p.Tables[0].Floats[4][:2] },
		"scenario not first":  func(p *record.Part) { p.Tables[0].Columns[0].Name = "s" },
		"a float in the key":  func(p *record.Part) { p.Tables[0].Key = 5 },
		"a path as its table": func(p *record.Part) { p.Tables[0].Name = "../days" },
	} {
		part := toyPart("uniform", 1, 5)
		change(part)
		if err := f.Commit(part); err == nil || f.Finished("uniform", 1) {
			t.Errorf("%s: accepted", name)
		}
	}
	torn := errors.New("torn")
	if err := f.SaveState("job-0-0", func(w io.Writer) error { _, _ = w.Write([]byte("half")); return torn }); !errors.Is(err, torn) {
		t.Errorf("a state that cannot be written: %v", err)
	}
	if err := filepath.WalkDir(f.Dir(), func(path string, _ os.DirEntry, err error) error {
		if strings.HasSuffix(path, disk.Unfinished) {
			t.Errorf("what could not be written is left: %s", path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(nil, nil, RunStats{}); !errors.Is(err, ErrIncomplete) {
		t.Errorf("finished with one part of six: %v", err)
	}
	if _, err := Open(f.Dir()); !errors.Is(err, ErrLocked) || !errors.Is(err, ErrIncomplete) {
		t.Errorf("opened while being written: %v", err)
	}
}

func TestCostAddsUpOverResumptions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "r")
	f, err := Create(dir, toyManifest(), toyScenarios, false)
	if err != nil {
		t.Fatal(err)
	}
	f.began = f.began.Add(-10 * 1e9) // ten seconds of market before the stop
	if _, err := toyReplicate(f, "uniform", 0, 5); err != nil {
		t.Fatal(err)
	}
	if err := f.Stop(Stopped, "by the user"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "stopped (by the user) after 1 of 6 runs; go on with: livebazaar resume "+dir) {
		t.Errorf("%v", err)
	}
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	f.began = f.began.Add(-20 * 1e9) // twenty up to a commit, then killed
	if _, err := toyReplicate(f, "uniform", 1, 5); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	f.began = f.began.Add(-30 * 1e9) // thirty up to a checkpoint, then killed
	if err := f.SaveState("x", func(io.Writer) error { return nil }); err == nil {
		f.Close()
	} else {
		t.Fatal(err)
	}
	if f, err = Resume(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := toyRun(f, 5, 1); err != nil { // two
		t.Fatal(err)
	}
	if m, _ := ReadManifest(dir); math.Abs(m.WallS-62) > 1 || m.ConsumerDays != 6000 || m.Sessions != 4 {
		t.Errorf("wall %g s, %d consumer-days in %d sessions", m.WallS, m.ConsumerDays, m.Sessions)
	}
}
