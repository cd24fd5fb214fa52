package plots

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"livebazaar/internal/invented"
)

// The course is that of the branches without the top 3 from the first date, set beside the run itself day by day, over four
// weeks: as much is lost as was invented, at every point and under every rule, with nothing of the placebo or of the second date.
func TestTheCourseOfTheLossIsThatOfTheBranches(t *testing.T) {
	const days = 545
	s := open(t, invented.New(3, 9, days, 40), English)
	found, err := s.headCourse()
	if err != nil {
		t.Fatal(err)
	}
	first := days / 3 / 30 * 30
	if found.date != first || found.length != days-first || found.x[0] != 28 || found.x[1] != 35 || found.x[len(found.x)-1] != 364 {
		t.Errorf("from day %d on for %d days, points %v", found.date, found.length, found.x)
	}
	for sc := range found.losses {
		for i, x := range found.x {
			lost := 0.0
			for since := int(x) - 27; since <= int(x); since++ {
				lost += 100 * invented.Loss(sc, since) / 28
			}
			m := found.losses[sc][i]
			if m.N != 8 || math.Abs(m.Mean-lost) > 0.03 { // weekdays' weights differ
				t.Fatalf("scenario %d, %v days after: %v %% lost in %d markets, want %v in 8", sc, x, m.Mean, m.N, lost)
			}
		}
	}
	if f := headCourseFigure(s); f.Missing.EN != "" || !strings.Contains(f.Caption.EN, fmt.Sprintf("at the end of day %d", first)) ||
		!strings.Contains(f.Caption.EN, "means of 8 replicates") {
		t.Errorf("%s%s", f.Missing.EN, f.Caption.EN)
	}
}
