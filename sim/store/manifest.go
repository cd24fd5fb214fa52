package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"livebazaar/sim/filename"
	"livebazaar/sim/store/disk"
)

// Format is the version of the result folder this package writes. It reads every one from 1 on. Version 2 says complete
// only when figures and report are there, and tells its language and what is being put in place. Version 3 keeps with each contrast
// its family and the intervals of both levels.
const Format = 3

const manifestName = "manifest.json"

// Status says how far a run came. A folder that says Running and that no process holds locked was interrupted. One that
// does not say Complete may have its results all the same: see Manifest.Whole.
type Status string

// The states of a result folder.
const (
	Running  Status = "running"
	Complete Status = "complete"
	Stopped  Status = "stopped" // by the user
	Failed   Status = "failed"
)

// FileSum is the size in bytes and the sha256 (hex) of a file of the folder.
type FileSum = disk.FileSum

// Manifest describes a run. The first block is given to Create, the rest is filled in as the run goes.
type Manifest struct {
	Format       int           `json:"format"`        // version of the folder's layout
	Status       Status        `json:"status"`        // how far the run came
	Reason       string        `json:"reason"`        // why it stopped or failed, "" otherwise
	Command      []string      `json:"command"`       // the command line
	Version      string        `json:"version"`       // version of the program
	GitRevision  string        `json:"git_revision"`  // revision it was built from
	ModelVersion int           `json:"model_version"` // rises whenever the same input gives other results
	Study        string        `json:"study"`         // name of the study, "" for a single run
	Baseline     string        `json:"baseline"`      // scenario the others are compared with, "" for a single run
	Seed         int64         `json:"seed"`
	Replicates   int           `json:"replicates"`  // of each scenario
	Level        float64       `json:"level"`       // of the intervals, a fraction; 0 for a single run
	Branches     bool          `json:"branches"`    // head dependence is measured, by runs without the top streamers
	Twin         bool          `json:"twin"`        // unpredictability is measured, by runs with other market draws
	Metrics      []string      `json:"metrics"`     // ids that decide the study; empty: the headline metrics
	Language     string        `json:"language"`    // of figures and report: en or zh; "" (format 1): unknown
	Title        Label         `json:"title"`       // of the study or scenario
	Question     Label         `json:"question"`    // the study or scenario is to answer
	Predictions  []Label       `json:"predictions"` // written down before the study was run
	Workers      int           `json:"workers"`     // goroutines of the market; the results do not depend on it
	Warmup       Warmup        `json:"warmup"`
	Scale        []Scale       `json:"scale"` // real entities per simulated one
	Scenarios    []ScenarioSum `json:"scenarios"`

	Tables           []TableSum     `json:"tables"`              // rows and digest per table, by name
	Digest           string         `json:"digest"`              // sha256 over all tables; see Digest in the file formats
	WallS            float64        `json:"wall_s"`              // wall time of the market, seconds, over all resumptions
	ConsumerDays     int64          `json:"consumer_days"`       // registered consumers × simulated days
	ConsumerDaysPerS float64        `json:"consumer_days_per_s"` // ConsumerDays over WallS
	PeakRSSBytes     int64          `json:"peak_rss_bytes"`      // largest resident memory of a process of this run
	Sessions         int            `json:"sessions"`            // times the run was started or resumed
	Files            []disk.FileSum `json:"files"`               // every result file; these never change again
	Drawn            []disk.FileSum `json:"drawn"`               // figures and report; these may be drawn again
	Exported         []disk.FileSum `json:"exported"`            // tables for other programs, below csv/; these may be exported again
	Making           []string       `json:"making"`              // files being made or replaced right now; empty once they are listed
}

// Whole reports whether the results are all there, whatever is still to be drawn: tables, summary and contrasts.
func (m Manifest) Whole() bool { return m.Digest != "" }

// begins reports whether the run is still being set up: a scenario is not in place yet, or results of a former run are
// not removed. Nothing has been simulated then.
func (m Manifest) begins() bool {
	making := make(map[string]bool, len(m.Making))
	for _, name := range m.Making {
		making[name] = true
	}
	return slices.ContainsFunc(m.Scenarios, func(s ScenarioSum) bool { return making[scenarioPath(s.Name)] })
}

// reportName is the file without which no run is complete.
const reportName = "report.html"

// reported reports whether the report is among what was drawn.
func (m Manifest) reported() bool {
	return slices.ContainsFunc(m.Drawn, func(f disk.FileSum) bool { return f.Path == reportName })
}

// listed are all files of which the manifest has a sum.
func (m Manifest) listed() []disk.FileSum { return slices.Concat(m.Files, m.Drawn, m.Exported) }

// owned are the files of which the manifest says that the program made them, or is about to. Nothing else is ever
// replaced or removed, but for the manifest, the lock, and what is private to a run under parts/.
func (m Manifest) owned() map[string]bool {
	own := map[string]bool{}
	for _, s := range m.Scenarios {
		own[scenarioPath(s.Name)] = true
	}
	for _, f := range m.listed() {
		own[f.Path] = true
	}
	for _, name := range m.Making {
		own[name] = true
	}
	for name := range own {
		if !ours(name) {
			delete(own, name)
		}
	}
	return own
}

// ours reports whether the program writes files of this name at all, so that a manifest that names others is not
// followed.
func ours(name string) bool {
	switch name {
	case "summary.csv", "contrasts.csv", reportName:
		return true
	}
	sub, file, below := strings.Cut(name, "/")
	return below && (slices.Contains(subfolders, sub) || sub == exportFolder) && !strings.Contains(file, "/")
}

// subfolders are where results lie; parts/ is apart, since what is in it is no result, and so is csv/, which is there
// only when it was asked for.
var subfolders = []string{"scenarios", "tables", "plots"}

// Label is a text for the reader in English and Simplified Chinese.
type Label struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// ScenarioSum names a resolved scenario of the run, kept as scenarios/NAME.toml.
type ScenarioSum struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // of the file's bytes
}

// Warmup records under which rules the market warmed up before day 1. What acts only where a market is made cannot switch:
// scenarios that differ in it from the one whose rules these are have populations and warm-ups of their own, the same but for it.
type Warmup struct {
	Scenario string     `json:"scenario"` // whose rules
	Days     int        `json:"days"`
	Rules    []Setting  `json:"rules"`
	Own      []OwnStart `json:"own"` // of the scenarios that do not share it
}

// OwnStart says in what a scenario's own population and warm-up differ from those that the others share.
type OwnStart struct {
	Scenario string    `json:"scenario"`
	Settings []Setting `json:"settings"`
}

// Setting is a key with its value as written in a scenario file.
type Setting struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Scale is a factor between the simulated market and the real one, for instance W_c, real consumers per simulated one.
type Scale struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// TableSum is the number of rows of a table and the digest of its content, over all scenarios and replicates.
type TableSum struct {
	Table  string `json:"table"`
	Rows   int64  `json:"rows"`
	Digest string `json:"digest"`
}

// The last line of a manifest is the sum of all its bytes up to there, so that a change of the manifest itself shows.
const (
	sumLead = ",\n  \"manifest_sha256\": \""
	sumTail = "\"\n}\n"
)

// encode returns the bytes of the manifest: JSON with its fields in the order declared, ended by its own sum.
func (m Manifest) encode() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m.withEmptyLists()); err != nil {
		return nil, err
	}
	body := bytes.TrimSuffix(out.Bytes(), []byte("\n}\n"))
	sum := sha256.Sum256(body)
	return append(append(append(body, sumLead...), hex.EncodeToString(sum[:])...), sumTail...), nil
}

// withEmptyLists lets readers in other languages iterate without asking for null first.
func (m Manifest) withEmptyLists() Manifest {
	m.Command = append([]string{}, m.Command...)
	m.Metrics = append([]string{}, m.Metrics...)
	m.Predictions = append([]Label{}, m.Predictions...)
	m.Warmup.Rules = append([]Setting{}, m.Warmup.Rules...)
	m.Warmup.Own = append([]OwnStart{}, m.Warmup.Own...)
	m.Scale = append([]Scale{}, m.Scale...)
	m.Scenarios = append([]ScenarioSum{}, m.Scenarios...)
	m.Tables = append([]TableSum{}, m.Tables...)
	m.Files = append([]disk.FileSum{}, m.Files...)
	m.Drawn = append([]disk.FileSum{}, m.Drawn...)
	m.Exported = append([]disk.FileSum{}, m.Exported...)
	m.Making = append([]string{}, m.Making...)
	return m
}

// decodeManifest reads a manifest. It does not check its sum; intact does.
func decodeManifest(data []byte) (Manifest, error) {
	var head struct {
		Format *int   `json:"format"`
		Status Status `json:"status"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return Manifest{}, fmt.Errorf("%w: %s: %v", ErrNotResults, manifestName, err)
	}
	switch {
	case head.Format == nil || *head.Format < 1:
		return Manifest{}, fmt.Errorf("%w: %s has no format", ErrNotResults, manifestName)
	case *head.Format > Format:
		return Manifest{}, fmt.Errorf("%w: format %d, this version reads up to %d; update livebazaar", ErrNewerFormat, *head.Format, Format)
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return Manifest{}, fmt.Errorf("%w: %s: %v", ErrNotResults, manifestName, err)
	}
	switch m.Status {
	case Running, Complete, Stopped, Failed:
	default:
		return Manifest{}, fmt.Errorf("%w: %s has the unknown status %q", ErrNotResults, manifestName, m.Status)
	}
	if len(m.Scenarios) == 0 || m.Replicates < 1 {
		return Manifest{}, fmt.Errorf("%w: %s names %d scenarios and %d replicates", ErrNotResults, manifestName, len(m.Scenarios), m.Replicates)
	}
	for _, s := range m.Scenarios {
		if err := filename.CheckAll(s.Name); err != nil {
			return Manifest{}, fmt.Errorf("%w: %s: scenario %v", ErrNotResults, manifestName, err)
		}
	}
	names := slices.Clone(m.Making)
	for _, f := range m.listed() {
		names = append(names, f.Path)
	}
	for _, name := range names {
		if !fs.ValidPath(name) {
			return Manifest{}, fmt.Errorf("%w: %s names the file %q outside the folder", ErrNotResults, manifestName, name)
		}
	}
	return m, nil
}

// intact reports whether the bytes of a manifest are those that were written.
func intact(data []byte) bool {
	end := len(data) - len(sumTail) - 2*sha256.Size
	start := end - len(sumLead)
	if start < 0 || string(data[start:end]) != sumLead || string(data[end+2*sha256.Size:]) != sumTail {
		return false
	}
	sum := sha256.Sum256(data[:start])
	return string(data[end:end+2*sha256.Size]) == hex.EncodeToString(sum[:])
}

// ReadManifest reads the manifest of a folder in any state. The error wraps ErrNotResults or ErrNewerFormat where it
// applies.
func ReadManifest(dir string) (Manifest, error) {
	m, _, err := readManifest(dir)
	return m, err
}

func readManifest(dir string) (m Manifest, asWritten bool, err error) {
	data, err := disk.ReadRegular(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, false, fmt.Errorf("%s: %w (it has no %s)", dir, ErrNotResults, manifestName)
	}
	if err != nil {
		return Manifest{}, false, err
	}
	if m, err = decodeManifest(data); err != nil {
		return Manifest{}, false, fmt.Errorf("%s: %w", dir, err)
	}
	return m, intact(data), nil
}

func writeManifest(p *disk.Site, m Manifest) error {
	data, err := m.encode()
	if err != nil {
		return fmt.Errorf("writing %s: %w", p.Path(manifestName), err)
	}
	_, err = p.Replace(manifestName, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	return err
}

// identity names the input of a run: parts and checkpoints of another one are never mistaken for its own.
func (m Manifest) identity() string {
	h := sha256.New()
	text := func(s string) {
		binary.Write(h, binary.LittleEndian, int64(len(s)))
		io.WriteString(h, s)
	}
	text(m.Version)
	text(m.GitRevision)
	text(m.Study)
	text(m.Baseline) // whose rules the market warms up under
	text(m.Warmup.Scenario)
	binary.Write(h, binary.LittleEndian, []int64{int64(m.ModelVersion), m.Seed, int64(m.Replicates), int64(m.Warmup.Days)})
	binary.Write(h, binary.LittleEndian, []bool{m.Branches, m.Twin})
	settings := func(list []Setting) {
		binary.Write(h, binary.LittleEndian, int64(len(list)))
		for _, s := range list {
			text(s.Key)
			text(s.Value)
		}
	}
	settings(m.Warmup.Rules)
	binary.Write(h, binary.LittleEndian, int64(len(m.Warmup.Own)))
	for _, own := range m.Warmup.Own {
		text(own.Scenario)
		settings(own.Settings)
	}
	for _, s := range m.Scenarios {
		text(s.Name)
		text(s.SHA256)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// createdBy names the program that began the run, in the form that readers parse to know a writer's faults: application,
// semantic version, build (parquet-format, FileMetaData.created_by). Older readers demand the build, so an unknown one is
// empty and not left out. It is that of the run and not of the process: a run that is resumed has the bytes of one that is not.
func (m Manifest) createdBy() string {
	return "livebazaar version " + m.Version + " (build " + m.GitRevision + ")"
}
