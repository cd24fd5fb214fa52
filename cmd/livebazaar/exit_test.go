package main

import (
	"strings"
	"testing"
	"unicode"

	"livebazaar/internal/job"
)

// Where a run ended and how to go on is told in the language asked for.
func TestStopsAndFailuresAreToldInChinese(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		stoppedError{job.Ended{Done: 1, Total: 4, Dir: "r"}, true}, stoppedError{job.Ended{Done: 1, Total: 4, Dir: "r", Whole: true}, true},
		stoppedError{job.Ended{Done: 1, Total: 4}, true}, failedError{job.Ended{Err: told(1), Total: 4, Dir: "r"}, true},
		failedError{job.Ended{Err: told(1), Dir: "r", Whole: true}, true},
	} {
		text := strings.NewReplacer("exit code 1", "", "livebazaar resume r", "", "--out", "").Replace(err.Error())
		if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0 || !strings.Contains(text, "；") {
			t.Errorf("%q", err.Error())
		}
	}
	dir := withResults(t, aRun...)
	if o := must(t, exitDone, dir, "resume", "r", "--lang", "zh"); !strings.Contains(o.err, "已完成，无需继续") {
		t.Errorf("%s", o.err)
	}
}
