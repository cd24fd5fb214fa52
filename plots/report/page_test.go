package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"livebazaar/internal/readback"
	"livebazaar/plots"
)

// node is an element of a page or picture, or a piece of text (name "").
type node struct {
	name string
	attr map[string]string
	text string
	kids []*node
}

// parse reads a page or a picture as a browser does.
func parse(t testing.TB, content []byte) *node {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	decoder.AutoClose = append(slices.Clone(xml.HTMLAutoClose), "wbr")
	root := &node{name: "document"}
	open := []*node{root}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return root
		}
		if err != nil {
			t.Fatalf("the page cannot be parsed: %v", err)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				n.attr[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.kids = append(top.kids, &node{text: string(token)})
		}
	}
}

// each goes through a node and all below it; where do returns false, what is below is left out.
func (n *node) each(do func(*node) bool) {
	if do(n) {
		for _, k := range n.kids {
			k.each(do)
		}
	}
}

// find returns all elements of a name below the node.
func (n *node) find(name string) (out []*node) {
	n.each(func(k *node) bool {
		if k.name == name {
			out = append(out, k)
		}
		return true
	})
	return out
}

// words is the text of a node as it is read, without that of some elements below it.
func (n *node) words(without ...string) string {
	var b strings.Builder
	var put func(*node)
	put = func(k *node) {
		b.WriteString(k.text)
		for _, below := range k.kids {
			switch {
			case slices.Contains(without, below.name):
			case below.name == "small": // a line of its own
				b.WriteByte(' ')
				put(below)
			default:
				put(below)
			}
		}
	}
	put(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// block is a piece of a page that is read at once: a heading, a paragraph, an item of a list, a row of a table, a figure.
type block struct {
	kind  string // h1, h2, h3, p, li, pre, summary, tr, figure
	text  string
	cells []*node // of a row
	node  *node
}

// reader reads a page from its beginning to its end. Whatever it is not told to expect fails the test.
type reader struct {
	*testing.T
	what   string // which page
	lang   string
	blocks []block
	at     int
	lost   bool
}

// readPage takes the body of a page apart.
func readPage(t *testing.T, what, lang, page string) *reader {
	r := &reader{T: t, what: what, lang: lang}
	body := parse(t, []byte(page)).find("body")
	if len(body) != 1 {
		t.Fatalf("%s has %d bodies", what, len(body))
	}
	var take func(n *node, below string)
	take = func(n *node, below string) {
		switch n.name {
		case "":
			if words := n.words(); words != "" {
				r.Errorf("%s has words outside of any paragraph: %q", what, words)
			}
			return
		case "h1", "h2", "h3", "p", "pre", "summary":
			r.blocks = append(r.blocks, block{kind: n.name, text: n.words(), node: n})
			return
		case "li":
			r.blocks = append(r.blocks, block{kind: below + " li", text: n.words("ul"), node: n})
			for _, k := range n.kids {
				if k.name == "ul" {
					take(k, below+" li ")
				}
			}
			return
		case "tr":
			b := block{kind: "tr", text: n.words(), node: n}
			for _, k := range n.kids {
				if k.name == "td" || k.name == "th" {
					b.cells = append(b.cells, k)
				}
			}
			r.blocks = append(r.blocks, b)
			return
		case "figure":
			r.blocks = append(r.blocks, block{kind: "figure", text: n.find("title")[0].words(), node: n})
			return
		case "ul", "ol":
			below += n.name
		}
		for _, k := range n.kids {
			take(k, below)
		}
	}
	take(body[0], "")
	return r
}

// fail reports what is not as it should be, once for each page: what follows is shifted.
func (r *reader) fail(format string, args ...any) {
	r.Helper()
	if !r.lost {
		r.Errorf("%s, %s: %s", r.what, r.lang, fmt.Sprintf(format, args...))
	}
}

// next returns the next block, which must be of the kind.
func (r *reader) next(kind, wanted string) block {
	r.Helper()
	if r.lost {
		return block{node: &node{}}
	}
	if r.at >= len(r.blocks) {
		r.fail("ends before %s %q", kind, wanted)
		r.lost = true
		return block{node: &node{}}
	}
	b := r.blocks[r.at]
	if b.kind != kind {
		r.fail("here stands %s %q, expected was %s %q", b.kind, b.text, kind, wanted)
		r.lost = true
		return block{node: &node{}}
	}
	r.at++
	return b
}

// says demands that the next block is of the kind and says a text in the language of the page. {} in the text stands for the
// next of the numbers, {+} for one with a sign.
func (r *reader) says(kind, en, zh string, numbers ...float64) block {
	r.Helper()
	want := plots.Label{EN: en, ZH: zh}.In(r.lang)
	b := r.next(kind, want)
	if _, err := readback.Text(b.text, want, numbers...); err != nil && !r.lost {
		r.fail("%s %q: %v", kind, b.text, err)
		r.lost = !strings.HasPrefix(b.text, firstWord(want))
	}
	return b
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	word, _, _ = strings.Cut(word, "{")
	return word
}

// head demands a row of plain texts.
func (r *reader) head(texts ...string) block {
	r.Helper()
	b := r.next("tr", strings.Join(texts, " | "))
	if r.lost {
		return b
	}
	if len(b.cells) != len(texts) {
		r.fail("the row %q has %d cells, want %q", b.text, len(b.cells), texts)
		return b
	}
	for i, want := range texts {
		if got := b.cells[i].words(); got != want {
			r.fail("cell %d of row %q is %q, want %q", i, b.text, got, want)
		}
	}
	return b
}

// end demands that nothing is left unread.
func (r *reader) end() {
	r.Helper()
	if r.at < len(r.blocks) {
		r.fail("unread: %s %q", r.blocks[r.at].kind, r.blocks[r.at].text)
	}
}
