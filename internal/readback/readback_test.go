package readback

import (
	"slices"
	"testing"
)

// It notices what it is there for: a text too many, a wrong word, a wrong sign, a number in the wrong place.
func TestErrorsAreNoticed(t *testing.T) {
	good := "GMV is lower under A (−2.1 % [−3,000.0, −1.2]*)."
	pattern := "GMV is lower under A ({+} % [{+}, {+}]*)."
	if d, err := Text(good, pattern, -2.12, -3000, -1.2); err != nil || !slices.Equal(d, []int{1, 1, 1}) {
		t.Fatalf("%v decimals, %v", d, err)
	}
	for _, wrong := range []string{
		good + " More.",
		good[:20],
		"GMV is higher under A (−2.1 % [−3,000.0, −1.2]*).",
		"GMV is lower under A (2.1 % [−3,000.0, −1.2]*).",
		"GMV is lower under A (−2.2 % [−3,000.0, −1.2]*).",
		"GMV is lower under A (−2.1 % [−3000.0, −1.2]*).",
		"GMV is lower under A (-2.1 % [−3,000.0, −1.2]*).",
		"GMV is lower under A (−2.1 % [−1.2, −3,000.0]*).",
		"GMV is lower under A (−2.1 % [−3,000.0, −1.2]).",
		"GMV is lower under A (– % [−3,000.0, −1.2]*).",
	} {
		if _, err := Text(wrong, pattern, -2.12, -3000, -1.2); err == nil {
			t.Errorf("%q passes for %q", wrong, good)
		}
	}
	if _, err := Text("+5", "{}", 5); err == nil {
		t.Error("a sign passes where there is none")
	}
}
