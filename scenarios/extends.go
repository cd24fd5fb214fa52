package scenarios

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

const maxExtends = 32

// reference is a file named by a user or by another file.
type reference struct {
	name string    // as written
	from *document // nil if named on the command line
	path []string  // key in from where it is written
}

// problem says what is wrong with a reference where it is written.
func (r reference) problem(reason string) Problem {
	if r.from == nil {
		return Problem{Source: r.name, Reason: reason}
	}
	return r.from.valueProblem(r.path, reason)
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
func (l *loader) open(r reference) (*document, Problems) {
	if !utf8.ValidString(r.name) || strings.ContainsRune(r.name, 0) {
		pr := r.problem("is not a name")
		pr.Source = shorten(strings.ToValidUTF8(pr.Source, "?"), 80)
		return nil, Problems{pr}
	}
	if !IsPath(r.name) {
		if b := l.bundled(r.name); b != nil {
			return parse(r.name, "", b)
		}
		reason := "no bundled scenario or study has this name (a file is written with a separator or .toml: ./" + shorten(r.name, 60) + ")"
		if r.name == "" {
			reason = "no name given"
		} else if r.from == nil {
			switch _, err := l.read("./" + r.name); {
			case err == nil:
				reason = "no bundled scenario or study has this name; the file is written ./" + shorten(r.name, 60)
			case errors.Is(err, errDirectory):
				reason = errDirectory.Error()
			}
		}
		pr := r.problem(reason)
		pr.Nearest = Nearest(r.name, l.names())
		return nil, Problems{pr}
	}
	path := r.name
	if r.from != nil && !filepath.IsAbs(path) {
		if r.from.path == "" {
			return nil, Problems{r.problem("a bundled file can only name bundled files")}
		}
		path = filepath.Join(filepath.Dir(r.from.path), path)
	}
	b, err := l.read(path)
	if err != nil {
		pr := unreadable(path, err)
		if r.from != nil {
			if pr = r.problem(pr.Reason); filepath.Clean(r.name) != path {
				pr.Reason += " (" + path + ")"
			}
		}
		if base := baseName(path); l.bundled(base) != nil {
			pr.Nearest = "the bundled " + base
		}
		return nil, Problems{pr}
	}
	return parse(path, path, b)
}

// chain opens a file and all it extends, the most basic one first.
func (l *loader) chain(r reference) ([]*document, Problems) {
	var docs []*document
	var ps Problems
	var trail []string
	for {
		d, wrong := l.open(r)
		ps = append(ps, wrong...)
		if d == nil {
			break
		}
		for i, earlier := range docs {
			if earlier.path == d.path && (d.path != "" || earlier.source == d.source) {
				circle := append(trail[i:len(trail):len(trail)], d.source)
				return nil, append(ps, r.problem("extends goes in a circle: "+strings.Join(circle, " → ")))
			}
		}
		if len(docs) == maxExtends {
			return nil, append(ps, r.problem("extends goes on for more than 32 files"))
		}
		docs = append(docs, d)
		trail = append(trail, d.source)
		v, ok := d.tree["extends"]
		if !ok {
			break
		}
		name, ok := v.(string)
		if !ok {
			pr := d.valueProblem([]string{"extends"}, "must be a text in quotes")
			pr.Allowed = "the name of a bundled scenario or a path"
			ps = append(ps, pr)
			break
		}
		r = reference{name: name, from: d, path: []string{"extends"}}
	}
	slices.Reverse(docs)
	return docs, ps
}
