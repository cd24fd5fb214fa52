package experiment

import (
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"livebazaar/sim"
)

// picky panics on states that begin with a mark, as a decoder with a fault may.
type picky struct{ toys }

func (f *picky) Decode(p *sim.Params, r io.Reader) (Market, error) {
	if in, ok := r.(io.ByteScanner); ok {
		if b, err := in.ReadByte(); err == nil {
			if b == '!' {
				panic("a fault of the decoder")
			}
			in.UnreadByte()
		}
	}
	return f.toys.Decode(p, r)
}

// kindOf is what kind of state a name stands for.
func kindOf(name string) string {
	kind, _, _ := strings.Cut(name, "-")
	return strings.TrimRight(kind, "0123456789")
}

// A saved state that is whole and says nothing is dropped, told of, and what it held is done again: whichever it is,
// alone or with others, the run ends with the same bytes. (One state of a kind for each way to spoil it; in the long tests three.)
func TestStatesThatCannotBeReadDoNotBlockARun(t *testing.T) {
	small := func(twin bool) Plan {
		plan := toyPlan(120, 2)
		plan.Scenarios, plan.Replicates, plan.Twin = plan.Scenarios[:2], 2, twin
		return plan
	}
	spoil := map[string]func([]byte) []byte{
		"cut short": func(b []byte) []byte { return b[:len(b)/2] },
		"noise":     func(b []byte) []byte { return []byte(strings.Repeat("livebazaar", 40)) },
		"panics":    func(b []byte) []byte { return append([]byte("!"), b...) },
	}
	most, told := 1, map[string]bool{}
	if os.Getenv("LIVEBAZAAR_LONG") != "" {
		most = 3
	}
	for _, twin := range []bool{true, false} {
		want := carryOut(t, small(twin), newKeeper())
		plan := small(twin)
		plan.Clock = ticking(9 * time.Second)
		keeper := newKeeper()
		keeper.every = 3
		tried := map[string]int{} // of each kind of state and way to spoil it
		carryOut(t, plan, keeper)
		for _, left := range keeper.copies {
			for how, change := range spoil {
				hit := append(slices.Sorted(maps.Keys(left.states)), "") // "": all of them
				for _, name := range hit {
					kind := kindOf(name)
					if tried[kind+how] >= most {
						continue
					}
					copied := newKeeper()
					copied.parts, copied.states = maps.Clone(left.parts), maps.Clone(left.states)
					for state, data := range left.states {
						if name == "" || state == name {
							copied.states[state] = change(data)
						}
					}
					var notices []string
					again := small(twin)
					again.Markets = &picky{}
					again.Notice = func(s string) { notices = append(notices, s) }
					mustEqual(t, name+" "+how, carryOut(t, again, copied), want)
					// The state in which a run waits may be there before the checkpoint that counts on it: then nobody needs it.
					if len(notices) == 0 && len(left.states) > 0 && kind != "origin" {
						t.Errorf("%s %s: nobody was told", name, how)
					}
					if len(notices) > 0 { // a state that somebody needed
						tried[kind+how]++
					}
					for _, s := range notices {
						told[kindOf(strings.TrimPrefix(s, "saved state "))] = true
					}
				}
			}
		}
	}
	for _, kind := range []string{"job", "origin", "warmup", "warming"} {
		if !told[kind] {
			t.Errorf("no state of the kind %s was ever spoiled: %v", kind, told)
		}
	}
}
