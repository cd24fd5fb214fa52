package main

import (
	"strings"
	"testing"
	"unicode"
)

// Where a run ended and how to go on is told in the language asked for.
func TestStopsAndFailuresAreToldInChinese(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		stoppedError{done: 1, total: 4, dir: "r", zh: true}, stoppedError{done: 1, total: 4, dir: "r", whole: true, zh: true},
		stoppedError{done: 1, total: 4, zh: true}, failedError{error: told(1), total: 4, dir: "r", zh: true},
		failedError{error: told(1), dir: "r", whole: true, zh: true},
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
