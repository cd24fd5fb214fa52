package terminal

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"livebazaar/sim/metric"
)

// What a file, a name or an argument holds is shown on the terminal and never obeyed by it.
func TestControlCharactersAreShownNotObeyed(t *testing.T) {
	t.Parallel()
	const evil = "\x1b[2Jx\r\x07\x7f\u009b5m\u202egpj\u2066" + "\u2028"
	for _, color := range []bool{false, true} {
		var b bytes.Buffer
		c := New(&b, &b)
		c.printed.color, c.color = color, color
		_, _ = c.Out.Write([]byte(c.Bold("head") + " " + evil + "\n\tnext\n"))
		c.Say("%s", evil)
		if err := c.Grid([]string{evil, "b"}, [][]string{{evil, "two\nlines"}}); err != nil {
			t.Fatal(err)
		}
		left := strings.NewReplacer(markBold, "", markOff, "").Replace(b.String())
		if !color && left != b.String() {
			t.Error("marks without colour")
		}
		if strings.ContainsFunc(left, Controls) {
			t.Errorf("control characters are left: %q", left)
		}
		if !strings.Contains(left, "␛[2Jx␍␇␡�5m�gpj��\n\tnext\n") {
			t.Errorf("not shown as they are: %q", left)
		}
		b.Reset()
		if err := c.WriteJSON(map[string]string{"title": evil}); err != nil {
			t.Fatal(err)
		}
		var back map[string]string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || back["title"] != evil || strings.ContainsFunc(b.String(), Controls) {
			t.Errorf("--json does not keep the text, or does not escape it: %v %q", err, b.String())
		}
	}
}

func TestColoursFollowTheEnvironment(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		env      string
		terminal bool
		want     bool
	}{
		{"", true, true}, {"", false, false},
		{"NO_COLOR=", true, true}, {"NO_COLOR=1", true, false},
		{"TERM=dumb", true, false}, {"CLICOLOR=0", true, false},
		{"FORCE_COLOR=1", false, true}, {"CLICOLOR_FORCE=1", false, true}, {"FORCE_COLOR=1 TERM=dumb", false, true},
		{"FORCE_COLOR=", false, false}, {"FORCE_COLOR=0", true, false}, {"CLICOLOR_FORCE=0", false, false},
		{"FORCE_COLOR=1 NO_COLOR=1", true, false}, {"CLICOLOR_FORCE=1 NO_COLOR=", false, true},
	} {
		env := map[string]string{}
		for _, setting := range strings.Fields(test.env) {
			name, value, _ := strings.Cut(setting, "=")
			env[name] = value
		}
		if got := coloured(test.terminal, func(name string) string { return env[name] }); got != test.want {
			t.Errorf("%q, terminal %t: coloured %t", test.env, test.terminal, got)
		}
	}
}

func TestNumbersForPeople(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		x    float64
		unit string
		want string
	}{
		{0.2412, "share", "24.1 %"}, {3310.4, "yuan", "3,310"}, {-1234567, "yuan", "−1,234,567"}, {0.61234, "", "0.612"}, {12, "day", "12.0"},
	} {
		if got := levelText(metric.Level{Unit: c.unit, Mean: c.x, Lo: math.NaN(), Hi: math.NaN()}.Estimate()); got != c.want {
			t.Errorf("%g %s is shown as %s, want %s", c.x, c.unit, got, c.want)
		}
	}
}

func TestChineseAlignsInColumns(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	c := New(&b, &strings.Builder{})
	if err := c.Grid(nil, [][]string{{"成交总额", "1"}, {"GMV", "2"}}); err != nil {
		t.Fatal(err)
	}
	if want := "成交总额   1\nGMV        2\n"; b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
