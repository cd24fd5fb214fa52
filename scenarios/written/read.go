package written

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// Limits of what is read: far above any real scenario (one with every default written out takes some 40 KiB), low
// enough that a wrong file is answered at once.
const (
	MaxFileBytes = 256 << 10 // of a file
	MaxDepth     = 16        // parts of a key, and lists or tables within each other
	MaxSetBytes  = 4096      // of an override, key=value
	maxBroken    = 20        // lines that cannot be read before the rest is given up
)

const errTooLarge = unfit("is larger than 256 KiB: not a scenario")

// Document is one file (or one --set) after reading: its values, and where each key and value stands.
type Document struct {
	Source string          // as messages name it
	Path   string          // "" if embedded or from --set
	Src    []byte          // without byte order mark
	Tree   map[string]any  // the values; no key where nothing could be read
	spans  map[string]Span // by the parts of the key joined with keyJoint
	Lines  []int           // offset of the start of each line
	Broken bool            // lines that no parser reads were left out

	counted, column int // where counting characters of a line last stopped: lines can be very long
}

// ReadFile reads a whole file of the operating system within the limits.
func ReadFile(path string) ([]byte, error) { return NewOpener(context.Background()).Read(path) }

// Parse turns bytes into a document. Syntax is judged by go-toml's parser, which knows positions; values come from
// BurntSushi's decoder, which also notices keys given twice.
func Parse(source, path string, src []byte) (*Document, Problems) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	d := &Document{Source: source, Path: path, Src: src, Tree: map[string]any{}, spans: map[string]Span{}}
	d.Lines, d.column = []int{0}, 1
	for i, c := range src {
		if c == '\n' {
			d.Lines = append(d.Lines, i+1)
		}
	}
	if len(src) > MaxFileBytes {
		return d, Problems{{Source: source, Reason: errTooLarge.Error()}}
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return d, Problems{{Source: source, Line: 1, Column: 1, Reason: "is UTF-16: save it as UTF-8"}}
	}
	if !utf8.Valid(src) {
		at := 0
		for at < len(src) {
			r, n := utf8.DecodeRune(src[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return d, Problems{d.Problem(at, "", "", fmt.Sprintf("byte 0x%02x is not UTF-8: save the file as UTF-8", src[at]))}
	}
	return d, d.readLines()
}

// readLines fills places and tree. A line with a key and its value that cannot be read is told of and left out, so that what
// is wrong elsewhere is told at the same time. After anything else that cannot be read, nothing that follows can be trusted.
func (d *Document) readLines() (all Problems) {
	text := d.Src
	for {
		ps := d.locate(text)
		if ps == nil {
			ps = d.decode(text)
		}
		if ps == nil {
			return all
		}
		all, d.Broken = append(all, ps...), true
		d.Tree, d.spans = map[string]any{}, map[string]Span{}
		line := ps[0].Line
		if line == 0 || len(all) == maxBroken || !standsAlone(text[d.Lines[line-1]:d.endOf(line)]) {
			return all
		}
		text = bytes.Clone(text)
		for i := d.Lines[line-1]; i < d.endOf(line); i++ {
			text[i] = ' '
		}
	}
}

// endOf returns the offset at which a line ends, its line feed left out.
func (d *Document) endOf(line int) int {
	if line < len(d.Lines) {
		return d.Lines[line] - 1
	}
	return len(d.Src)
}

var keyAndValue = regexp.MustCompile(`^[\pZ\t]*[\pL\pM\pN_."'“”‘’．。 \t-]+[=＝:：]`)

// standsAlone reports whether a line is a key and a value that reaches into no other line.
func standsAlone(line []byte) bool {
	return keyAndValue.Match(line) && !bytes.ContainsAny(line, "[]{}") &&
		!bytes.Contains(line, []byte(`"""`)) && !bytes.Contains(line, []byte("'''"))
}

// largest is the range of whole numbers; outOfRangeText is what the decoder says of a number beyond its kind's.
const largest = "-9223372036854775808 to 9223372036854775807"

var outOfRangeText = regexp.MustCompile(`^(\S+) is out of range for (int|float)64$`)

// decode fills the tree. A decoder that gives up on a file both parsers disagree about must not take the program down.
func (d *Document) decode(text []byte) (ps Problems) {
	defer func() {
		if r := recover(); r != nil {
			ps = Problems{{Source: d.Source, Reason: "cannot be read as TOML"}}
		}
	}()
	_, err := toml.Decode(string(text), &d.Tree)
	var pe toml.ParseError
	if errors.As(err, &pe) {
		at := min(max(pe.Position.Start, 0), len(d.Src))
		// The decoder's offset sometimes lies on another line than the one it names: then the line is right.
		if n := pe.Position.Line; n >= 1 && n <= len(d.Lines) && d.lineOf(at) != n {
			at = d.Lines[n-1]
		}
		if m := outOfRangeText.FindStringSubmatch(pe.Message); m != nil {
			pr := d.Problem(at, Shorten(pe.LastKey, 120), Shorten(m[1], 60), OutOfRange)
			if pr.Allowed = largest; m[2] == "float" {
				pr.Allowed = "-1.7e308 to 1.7e308"
			}
			return Problems{pr}
		}
		return Problems{d.Problem(at, Shorten(pe.LastKey, 120), "", "syntax: "+Shorten(pe.Message, 200))}
	} else if err != nil {
		return Problems{{Source: d.Source, Reason: "syntax: " + Shorten(err.Error(), 200)}}
	}
	return nil
}

// Unreadable says why a file could not be read.
func Unreadable(source string, err error) Problem {
	reason := "cannot be read"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		reason = "no such file"
	case errors.Is(err, fs.ErrPermission):
		reason = "may not be read (permission denied)"
	case errors.As(err, new(unfit)):
		reason = err.Error()
	default:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			reason += ": " + pe.Err.Error()
		}
	}
	return Problem{Source: source, Reason: reason}
}
