package sim

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"livebazaar/sim/talent"
)

var update = flag.Bool("update", false, "write docs/columns.md anew")

// unwritten are the columns that no event of a day, week or month writes, and who does.
var unwritten = map[string]string{
	"Market Keys":   "where the market is made; `Reseed` replaces that of its draws",
	"Market First":  "where the market is made",
	"Market Scale":  "where the market is made",
	"Market Origin": "where the market is made",
	"Hosts Barred":  "`Bar`, an experiment",
	"Venues Boost":  "`Boost`, an experiment",

	"Consumers Rec.Taste":   "where the market is made",
	"Consumers Rec.Budget":  "where the market is made",
	"Consumers Rec.Impulse": "where the market is made",
	"Consumers Rec.Profile": "where the market is made",
}

// walls are the tables that the events of one part alone may write. The street is frozen while consumers go about in it, and what
// they do is booked afterwards.
var walls = map[string][]string{
	"sim":    {"Market", "Hosts.Today", "Hosts.WeekOnShow", "Hosts.Month", "Hosts.WeekSettling", "Accounts"},
	"street": nil,
	"crowd":  {"Consumers"},
	"venue":  {"Venues", "Hosts", "Merchants", "Claims"},
	"deals":  {"Offers", "Streamers", "Merchants", "Merchants.Month", "Goods", "Accounts"},
	"supply": {"Merchants", "Merchants.Today", "Merchants.Month", "Goods", "Goods.Today", "Hosts", "Hosts.Today", "Offers", "Shelf", "Venues",
		"Market", "Accounts", "Rec"},
	"talent": {"Streamers", "MCNs", "Fortunes", "Hosts", "Hosts.Today", "Venues", "Market", "Accounts", "Rec"},
	"books": {"Rec", "Accounts", "Hosts.Today", "Hosts.WeekOnShow", "Hosts.Month", "Hosts.WeekSettling", "Merchants.Today", "Goods", "Goods.Today",
		"Offers", "Shelf", "Venues", "Consumers"},
}

// order is that of the parts.
var order = []string{"sim", "street", "crowd", "venue", "deals", "supply", "talent", "books"}

// A stage is a list of events that happen one after another, and when.
type stage struct {
	when   string
	events []string
}

// stages are all lists, in the order of the day.
func stages() []stage {
	names := func(list []event) (names []string) {
		for _, e := range list {
			names = append(names, e.name)
		}
		return names
	}
	var books []string
	for _, a := range byTheBooks {
		books = append(books, a.name)
	}
	return []stage{
		{"at dawn", names(atDawn)},
		{"on Mondays, in “adapt for the week”", names(inWeek)},
		{"in “streamers adapt”", names(streamersWeek)},
		{"in “agencies adapt”", names(agenciesWeek)},
		{fmt.Sprintf("every %d weeks, after them", talent.ReviewWeeks), names(agenciesReview)},
		{"in “merchants adapt”", names(merchantsWeek)},
		{"in each slot", names(inSlot)},
		{"at night", names(atNight)},
		{"by the books", books},
		{"on the last day of a month, in “month's end”", names(onMonthEnd)},
	}
}

// A caller finds which parts of the market an event calls, as the lists have it.
type caller struct {
	methods map[string]*ast.FuncDecl // of World
	events  map[string][]string      // parts by event; "sim" for what package sim does itself
}

// callers reads the lists of the day, the week and the month.
func callers(t testing.TB) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	c := caller{map[string]*ast.FuncDecl{}, map[string][]string{}}
	var trees []*ast.File
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
		for _, d := range tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				c.methods[f.Name.Name] = f
			}
		}
	}
	for _, tree := range trees {
		ast.Inspect(tree, func(n ast.Node) bool {
			row, ok := n.(*ast.CompositeLit)
			if !ok || row.Type != nil || len(row.Elts) != 2 {
				return true
			}
			if name, ok := row.Elts[0].(*ast.BasicLit); ok && name.Kind == token.STRING {
				event, err := strconv.Unquote(name.Value)
				if err != nil {
					t.Fatal(err)
				}
				parts := c.parts(row.Elts[1], nil)
				if slices.Contains(parts, "sim") { // which goes round among the parts, to wake them
					parts = []string{"sim"}
				}
				c.events[event] = parts
			}
			return true
		})
	}
	return c.events
}

// parts are those that are called in a piece of code, and in the methods of World that it calls in turn; "sim" where it does something
// itself.
func (c *caller) parts(n ast.Node, within []string) (all []string) {
	add := func(names ...string) {
		for _, name := range names {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	of := reflect.TypeFor[parts]()
	ast.Inspect(n, func(n ast.Node) bool {
		selected, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if from, ok := selected.X.(*ast.SelectorExpr); ok {
			if _, part := of.FieldByName(from.Sel.Name); part {
				add(from.Sel.Name)
				return true
			}
		}
		name := selected.Sel.Name
		if method := c.methods[name]; method != nil && !slices.Contains(within, name) && name != "happen" {
			add(c.parts(method.Body, append(within, name))...)
		} else if name == "Zero" || name == "CallRoll" || name == "Accounts" {
			add("sim")
		}
		return true
	})
	return all
}

// partsOfEvent names the parts that an event calls.
func partsOfEvent(parts []string) string {
	if len(parts) == len(order)-1 {
		return "all parts"
	}
	return strings.Join(parts, " and ")
}

// page is docs/columns.md.
func page(s *scribe, parts map[string][]string) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# Who writes which column, and when\n")
	line("Generated by `go generate ./cmd/livebazaar` from small markets of several kinds that were watched, event by event, for months.")
	line("A column is a list of the market's state (package `sim/state`); an event is a line of `sim/day.go`, `sim/week.go` or `sim/month.go`.")
	line("A writer is an event that was seen to change the column.\n")
	line("## The week\n")
	line("```")
	line("Monday at dawn, before the first room opens (sim/week.go)\n")
	for _, of := range stages()[1:6] {
		line("  %s:", of.when)
		at := 0
		for i, name := range of.events {
			arrow := ""
			if i > 0 {
				arrow = " → "
			}
			if at == 0 || at+len([]rune(arrow+name)) > 110 {
				if at > 0 {
					line("%s", strings.TrimRight(arrow, " "))
				}
				b.WriteString("      ")
				at, arrow = 6, ""
			}
			b.WriteString(arrow + name)
			at += len([]rune(arrow + name))
		}
		line("\n")
	}
	line("         the week before last       last week            this week")
	line("      ──────────────────────┬────────────────────┬──────────────────────▶")
	line("             settled        │      settling      │       on show")
	line("                            │                    Monday")
	line("```\n")
	line("A week's shows and their counters pass through three ages.\n")
	line("| age | of which week | hosts' counters | offers | |")
	line("|---|---|---|---|---|")
	line("| on show | this one | `Hosts.WeekOnShow` | the edition on show, `Market.Edition()` | rooms show them, and orders are counted |")
	line("| settling | the last one | `Hosts.WeekSettling` | the other edition | its orders still arrive, and are counted in their own week |")
	line("| settled | the one before it | `Hosts.WeekSettling` on Monday morning | the edition on show until “line up shows” | " +
		"all is delivered: what agents learn from on Monday morning |\n")
	line("On Monday morning, until “turn the week”, `Hosts.WeekOnShow` is the week that has just ended: half of its orders are still under way.\n")
	line("## Events\n")
	line("| event | when | part | writes |")
	line("|---|---|---|---|")
	for _, of := range stages() {
		for _, name := range of.events {
			var tables []string
			for _, column := range s.names {
				if table, _, _ := strings.Cut(column, " "); s.writers[column][name] && !slices.Contains(tables, table) {
					tables = append(tables, table)
				}
			}
			line("| %s | %s | %s | %s |", name, of.when, partsOfEvent(parts[name]), strings.Join(tables, ", "))
		}
	}
	line("\n## Parts\n")
	var several []string
	for _, of := range stages() {
		for _, name := range of.events {
			if len(parts[name]) > 1 {
				several = append(several, "“"+name+"” of "+partsOfEvent(parts[name]))
			}
		}
	}
	line("Tables that the events of one part alone write. Those of several parts are not counted:\n")
	for _, event := range several {
		line("- %s", event)
	}
	line("")
	line("| part | tables |\n|---|---|")
	for _, part := range order {
		line("| %s | %s |", part, strings.Join(walls[part], ", "))
	}
	line("\n## Columns\n")
	line("Columns with the same writers share a row. Newcomers get theirs in “streamers enter”, “merchants enter” and “found agencies”,")
	line("which also empty those of who was there before.")
	var table string
	var rows []string              // writers
	columns := map[string]string{} // by writers
	flush := func() {
		for _, writers := range rows {
			line("| %s | %s |", columns[writers], writers)
		}
		rows, columns = nil, map[string]string{}
	}
	for _, name := range s.names {
		of, column, _ := strings.Cut(name, " ")
		if of != table {
			flush()
			table = of
			line("\n### %s\n\n| columns | written by |\n|---|---|", table)
		}
		writers := s.writtenBy(name, parts)
		if columns[writers] == "" {
			rows = append(rows, writers)
		} else {
			columns[writers] += ", "
		}
		columns[writers] += column
	}
	flush()
	return b.String()
}

// writtenBy tells who writes a column: the events of each part in the order of the day.
func (s *scribe) writtenBy(column string, parts map[string][]string) string {
	if who := unwritten[column]; who != "" {
		return who
	}
	var by []string
	events := map[string][]string{}
	for _, of := range append([]stage{{events: []string{newDay}}}, stages()...) {
		for _, name := range of.events {
			if s.writers[column][name] {
				part := partsOfEvent(parts[name])
				if name == newDay {
					part = "sim"
				}
				if events[part] == nil {
					by = append(by, part)
				}
				events[part] = append(events[part], name)
			}
		}
	}
	var all []string
	for _, part := range by {
		all = append(all, "**"+part+"** "+strings.Join(events[part], ", "))
	}
	return strings.Join(all, "; ")
}

// Every column of the state has a writer among the events, or is named with whoever else writes it; every part writes what is within
// its walls, and all of that; and the page says so.
func TestPageSaysWhoWritesWhichColumn(t *testing.T) {
	if testing.Short() {
		t.Skip("watches for months")
	}
	t.Parallel()
	s := watched(t)
	for _, column := range s.names {
		_, named := unwritten[column]
		if written := len(s.writers[column]) > 0; written == named {
			t.Errorf("%s: written by events is %t, named as written by none is %t", column, written, named)
		}
	}
	for column := range unwritten {
		if !slices.Contains(s.names, column) {
			t.Errorf("there is no column %s", column)
		}
	}
	parts := callers(t)
	wrote := map[string]map[string]bool{}
	for _, column := range s.names {
		table, _, _ := strings.Cut(column, " ")
		for event := range s.writers[column] {
			if of := parts[event]; len(of) == 1 {
				if wrote[of[0]] == nil {
					wrote[of[0]] = map[string]bool{}
				}
				if wrote[of[0]][table] = true; !slices.Contains(walls[of[0]], table) {
					t.Errorf("%s is written by %s, in “%s”: beyond its walls", column, of[0], event)
				}
			} else if len(of) == 0 && event != newDay {
				t.Errorf("%s is written in “%s”, by nobody", column, event)
			}
		}
	}
	for part, tables := range walls {
		for _, table := range tables {
			if !wrote[part][table] && !(part == "sim" && table == "Market") {
				t.Errorf("%s does not write %s", part, table)
			}
		}
	}
	const file = "../docs/columns.md"
	got := page(s, parts)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is out of date: go generate ./cmd/livebazaar writes it anew; it should be\n%s", file, got)
	}
}
