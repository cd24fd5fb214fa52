package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"livebazaar/sim/store/disk"
)

// Problem is something Verify found: the file it is about (relative to the folder) and what is wrong with it.
type Problem struct {
	File string
	What string
	err  error // the kind of it
}

func (p Problem) String() string { return p.File + ": " + p.What }

// Verify checks a complete folder against its own sums: every byte of the manifest and of every file it names, no file
// missing, the report among them, none too many among tables, scenarios and figures, and the digest computed again from
// the tables. The error is for a folder that cannot be checked at all (absent, not complete, of a newer format).
func Verify(dir string) ([]Problem, error) {
	m, asWritten, err := readManifest(dir)
	switch {
	case errors.Is(err, ErrNotResults) && disk.Exists(filepath.Join(dir, manifestName)):
		return []Problem{{File: manifestName, What: "cannot be read: " + err.Error()}}, nil
	case err != nil:
		return nil, err
	case !asWritten:
		// What it says cannot be relied on; whether the files agree with it is still worth knowing.
		problems := []Problem{{File: manifestName, What: ErrChanged.Error()}}
		if m.Status == Complete {
			problems = append(problems, verifyFiles(dir, m)...)
		}
		return problems, nil
	case m.Status != Complete:
		return nil, incomplete(dir, m)
	}
	problems := verifyFiles(dir, m)
	if len(problems) == 0 {
		problems = verifyDigest(newResults(dir, m))
	}
	return problems, nil
}

var errMissing = fmt.Errorf("%w: it is missing", ErrChanged)

// changes lists the files that are not as they were written.
func changes(dir string, files []disk.FileSum) []Problem {
	var problems []Problem
	for _, want := range files {
		got, err := disk.SumFile(dir, want.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			problems = append(problems, Problem{want.Path, "missing", errMissing})
		case err != nil:
			problems = append(problems, Problem{want.Path, err.Error(), err})
		case got.Bytes != want.Bytes:
			problems = append(problems, Problem{want.Path, fmt.Sprintf("%s: %d bytes instead of %d", ErrChanged, got.Bytes, want.Bytes), ErrChanged})
		case got.SHA256 != want.SHA256:
			problems = append(problems, Problem{want.Path, ErrChanged.Error(), ErrChanged})
		}
	}
	return problems
}

func verifyFiles(dir string, m Manifest) []Problem {
	problems := changes(dir, slices.Concat(m.Files, m.Drawn))
	for _, p := range changes(dir, m.Exported) {
		p.What += "; livebazaar export " + dir + " --csv writes it again"
		problems = append(problems, p)
	}
	known := map[string]bool{}
	for _, want := range m.listed() {
		known[want.Path] = true
	}
	needed := []string{"summary.csv", "contrasts.csv"}
	for _, s := range m.Scenarios {
		needed = append(needed, scenarioPath(s.Name))
	}
	for _, t := range m.Tables {
		if t.Table != summaryName {
			needed = append(needed, tablePath(t.Table))
		}
	}
	for _, name := range needed {
		if !known[name] {
			problems = append(problems, Problem{File: name, What: "has no sum in the manifest"})
		}
	}
	if !m.reported() {
		problems = append(problems, Problem{File: reportName, What: "missing; livebazaar resume draws it"})
	}
	for _, sub := range append(slices.Clone(subfolders), exportFolder) {
		entries, err := os.ReadDir(filepath.Join(dir, sub))
		again := sub == "plots" || sub == exportFolder // a file of these that is missing is told above
		if err != nil && !(errors.Is(err, fs.ErrNotExist) && again) {
			problems = append(problems, Problem{File: sub, What: err.Error()})
		}
		for _, e := range entries {
			name := sub + "/" + e.Name()
			// What a stopped drawing left beside the figures is none of them, and an export that was stopped vouches for none of
			// its files; the next command that writes the folder removes them.
			left := e.Type().IsRegular() && (again && strings.HasSuffix(name, disk.Unfinished) || sub == exportFolder && slices.Contains(m.Making, name))
			if !known[name] && !left {
				problems = append(problems, Problem{File: name, What: "not a file of this run"})
			}
		}
	}
	return problems
}

// verifyDigest computes the digests again and names the tables that differ.
func verifyDigest(r *Results) []Problem {
	entries, err := r.Digests()
	if err != nil {
		return []Problem{{File: "tables", What: err.Error()}}
	}
	var problems []Problem
	for _, t := range r.manifest.Tables {
		own := slices.DeleteFunc(slices.Clone(entries), func(e DigestEntry) bool { return e.Table != t.Table })
		if joinDigests(own).String() != t.Digest {
			problems = append(problems, Problem{File: tableFile(t.Table), What: "its content does not have the digest in the manifest"})
		}
	}
	if joinDigests(entries).String() != r.manifest.Digest {
		problems = append(problems, Problem{File: manifestName, What: "its digest is not that of the tables"})
	}
	return problems
}

func tableFile(table string) string {
	if table == summaryName {
		return "summary.csv"
	}
	return tablePath(table)
}
