package climb

import "testing"

// The base is the accepted point's and nobody else's: after a trial that failed the accepted point is measured anew, and
// what the trial brought does not enter.
func TestDroppedTrialLeavesTheBaseClean(t *testing.T) {
	r := &Rule{Weeks: 8, Lag: 2, Caution: .5}
	var p Phase
	phase := func(result float64) (v Verdict) {
		for range r.Weeks + r.Lag {
			if v != Open {
				t.Fatal("a phase ended early")
			}
			v = r.Week(&p, result)
		}
		return v
	}
	if v := phase(10); v != Measured || p.Base != 10 || !p.Trying {
		t.Errorf("a first phase of 10 a week ends with verdict %v and base %v", v, p.Base)
	}
	if v := phase(-50); v != Dropped || p.Base != 10 || p.Trying {
		t.Errorf("a trial that lost 50 a week ends with verdict %v and base %v", v, p.Base)
	}
	if v := phase(12); v != Measured || p.Base != 12 || !p.Trying {
		t.Errorf("12 a week, measured anew, end with verdict %v and base %v", v, p.Base)
	}
	if v := phase(13); v != Kept || p.Base != 13 || !p.Trying {
		t.Errorf("a trial that earned 13 a week ends with verdict %v and base %v", v, p.Base)
	}
}

// What settles from before a change does not count for the point after it.
func TestWeeksAfterAChangeAreNotCounted(t *testing.T) {
	r := &Rule{Weeks: 8, Lag: 2}
	var p Phase
	for week := range r.Weeks + r.Lag {
		x := 1.0
		if week < r.Lag {
			x = 1e6
		}
		r.Week(&p, x)
	}
	if p.Base != 1 {
		t.Errorf("the base is %v, the weeks that count were 1", p.Base)
	}
}

// A difference within the noise is none.
func TestNoiseIsNoReason(t *testing.T) {
	r := &Rule{Weeks: 8, Caution: 1}
	var p Phase
	for week := range 2 * r.Weeks {
		x := float64(week%2) * 10
		if week >= r.Weeks {
			x += 1 // the trial's lead, a fraction of its standard error of 2.5
		}
		if v := r.Week(&p, x); v == Kept {
			t.Error("a trial was kept for a lead within its noise")
		}
	}
}
