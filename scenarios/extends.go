package scenarios

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"livebazaar/scenarios/written"
	"livebazaar/sim/character"
	"livebazaar/sim/filename"
)

const maxExtends = 32

// reference is a file named by a user or by another file.
type reference struct {
	name string            // as written
	from *written.Document // nil if named on the command line
	path []string          // key in from where it is written
}

// problem says what is wrong with a reference where it is written.
func (r reference) problem(reason string) Problem {
	if r.from == nil {
		return Problem{Source: r.name, Reason: reason}
	}
	return r.from.ValueProblem(r.path, reason)
}

// named refuses a scenario or study whose name cannot be that of a file: results are kept under it.
func (r reference) named() Problems {
	if err := filename.Check(baseName(r.name)); err != nil {
		return Problems{r.problem("results are kept under the name " + written.Shorten(baseName(r.name), 60) + ", which " + err.Error())}
	}
	return nil
}

// IsPath reports whether name means a file rather than an embedded scenario.
func IsPath(name string) bool {
	return strings.ContainsAny(name, `/\`) || strings.HasSuffix(strings.ToLower(name), ".toml")
}

// baseName is the name of a scenario or study that stands in a file.
func baseName(name string) string {
	if !IsPath(name) {
		return name
	}
	base := filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	if cut := len(base) - len(".toml"); cut > 0 && strings.EqualFold(base[cut:], ".toml") {
		base = base[:cut]
	}
	return base
}

// open reads and parses what a reference names. The document's source identifies it.
func (l *loader) open(r reference) (*written.Document, Problems) {
	if !utf8.ValidString(r.name) {
		return nil, Problems{{Source: written.Shorten(strings.ToValidUTF8(r.name, "?"), 80), Reason: "is not a name: it is not UTF-8"}}
	}
	if err := filename.CheckPath(r.name); err != nil {
		if r.from != nil {
			return nil, Problems{*r.from.Shown(r.path, r.name)}
		}
		return nil, Problems{{Source: written.Shorten(r.name, 80), Reason: err.Error()}}
	}
	if !IsPath(r.name) {
		if b := l.bundled(r.name); b != nil {
			return l.parse(r.name, "", b)
		}
		reason := "no bundled scenario or study has this name (a file is written with a separator or .toml: ./" + written.Shorten(r.name, 60) + ")"
		if r.name == "" {
			reason = "no name given"
		} else if r.from == nil {
			switch err := l.find("./" + r.name); {
			case err == nil:
				reason = "no bundled scenario or study has this name; the file is written ./" + written.Shorten(r.name, 60)
			case errors.Is(err, written.ErrDirectory):
				reason = written.ErrDirectory.Error()
			}
		}
		if first, n := utf8.DecodeRuneInString(r.name); n > 1 && character.Instead(first) == "-" && r.from == nil {
			word := strings.TrimLeft(written.Plain(r.name), "-")
			return nil, Problems{r.problem(character.Name(first) + " begins no flag: write two plain hyphens, --" + written.Shorten(word, 60))}
		}
		pr := r.problem(reason + written.Lookalike(r.name))
		file, bundled := besides(r, r.name), written.Nearest(r.name, l.names())
		if pr.Nearest = bundled; file != "" && (bundled == "" || filepath.Base(file) == r.name+".toml") {
			pr.Nearest = file
		}
		return nil, Problems{pr}
	}
	path := r.name
	if r.from != nil && !filepath.IsAbs(path) {
		if r.from.Path == "" {
			return nil, Problems{r.problem("a bundled file can only name bundled files")}
		}
		path = filepath.Join(filepath.Dir(r.from.Path), path)
	}
	b, err := l.read(path)
	if err != nil {
		pr := written.Unreadable(path, err)
		if r.from != nil {
			if pr = r.problem(pr.Reason); filepath.Clean(r.name) != path {
				pr.Reason += " (" + path + ")"
			}
			if strings.ContainsAny(r.name, "*?[") {
				pr.Reason += "; patterns stand for files on the command line only: name each"
			}
		}
		if base := baseName(path); l.bundled(base) != nil {
			pr.Nearest = "the bundled " + base
		}
		if near := besides(r, path); near != "" && errors.Is(err, fs.ErrNotExist) {
			pr.Nearest = near
		}
		return nil, Problems{pr}
	}
	return l.parse(path, path, b)
}

// besides returns the scenario file in the folder of a path that is not there, which its name means without the ending or
// nearly, or "". It looks only for what the command line names, in a folder that is not huge.
func besides(r reference, path string) string {
	if r.from != nil {
		return ""
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return ""
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(1000)
	names = slices.DeleteFunc(names, func(name string) bool { return !strings.HasSuffix(strings.ToLower(name), ".toml") })
	slices.Sort(names)
	base := filepath.Base(path)
	near := ""
	if slices.Contains(names, base+".toml") {
		near = base + ".toml"
	} else if near = written.Within(min(2, len(base)/3), base, names); near == "" {
		near = written.Within(min(2, len(base)/3), base+".toml", names)
	}
	if near == "" {
		return ""
	}
	if dir := filepath.Dir(path); dir != "." {
		return filepath.Join(dir, near)
	}
	return "./" + near
}

func (l *loader) find(path string) error {
	if l.found != nil {
		return l.found(path)
	}
	_, err := l.read(path)
	return err
}

// parse reads a document and says of its mistakes what the parameters know.
func (l *loader) parse(source, path string, src []byte) (*written.Document, Problems) {
	d, ps := written.Parse(source, path, src)
	return d, l.know(ps)
}

// chain opens a file and all it extends, the most basic one first.
func (l *loader) chain(r reference) ([]*written.Document, Problems) {
	var docs []*written.Document
	var ps Problems
	var trail []string
	for {
		d, wrong := l.open(r)
		ps = append(ps, wrong...)
		if d == nil {
			break
		}
		for i, earlier := range docs {
			if earlier.Path == d.Path && (d.Path != "" || earlier.Source == d.Source) {
				circle := append(trail[i:len(trail):len(trail)], d.Source)
				return nil, append(ps, r.problem("extends goes in a circle: "+strings.Join(circle, " → ")))
			}
		}
		if len(docs) == maxExtends {
			return nil, append(ps, r.problem("extends goes on for more than 32 files"))
		}
		docs = append(docs, d)
		trail = append(trail, d.Source)
		v, ok := d.Tree["extends"]
		if !ok {
			break
		}
		name, ok := v.(string)
		if !ok {
			pr := d.ValueProblem([]string{"extends"}, "must be a text in quotes")
			if _, isList := v.([]any); isList {
				pr.Reason = "must be one text in quotes, not a list: a scenario extends one other"
			}
			pr.Allowed = "the name of a bundled scenario or a path"
			ps = append(ps, pr)
			break
		}
		r = reference{name: name, from: d, path: []string{"extends"}}
	}
	slices.Reverse(docs)
	return docs, ps
}
