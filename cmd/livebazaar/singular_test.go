package main

import (
	"fmt"
	"strconv"
	"testing"

	"livebazaar/internal/job"
	"livebazaar/internal/readback"
)

// The same of what whole commands print.
func TestCommandsCountInSingularAndPlural(t *testing.T) {
	dir := t.TempDir()
	for n := 1; n <= 2; n++ {
		readback.Grammatical(t, "a stop", stoppedError{Ended: job.Ended{Total: n, Dir: "r"}}.Error())
		readback.Grammatical(t, "a stop that keeps nothing", stoppedError{Ended: job.Ended{Total: n}}.Error())
		readback.Grammatical(t, "a failure", failedError{Ended: job.Ended{Err: errStopped, Total: n, Dir: "r"}}.Error())
		sizes := []string{"--days", strconv.Itoa(n), "--replicates", strconv.Itoa(n), "--consumers", "300",
			"--set", "run.warmup_days=7", "--set", "streamers.count=30"}
		o := here(t, exitDone, dir, append([]string{"run", "small", "--out", fmt.Sprint("r", n)}, sizes...)...)
		readback.Grammatical(t, "run", o.out+o.err)
		trial := []string{"try", "small", "platform.ranking.allocate=uniform", "--set", "run.replicates=2", "--set", "run.warmup_days=7"}
		o = here(t, exitDone, dir, append(trial, sizes[:2]...)...)
		readback.Grammatical(t, "try", o.out+o.err)
		o = here(t, exitDone, dir, "verify", fmt.Sprint("r", n))
		readback.Grammatical(t, "verify", o.out+o.err)
		o = here(t, exitUsage, dir, append([]string{"run", "small"}, []string{"--set", "run.days=0", "--set", "run.warmup_days=0"}[:2*n]...)...)
		readback.Grammatical(t, "mistakes", o.out+o.err)
	}
	o := here(t, exitDone, dir, append([]string{"check", "small", "r1/scenarios/small.toml"}, "tiered")...)
	readback.Grammatical(t, "check", o.out+o.err)
	o = here(t, exitDone, dir, "show", "ranking-rules")
	readback.Grammatical(t, "show", o.out+o.err)
}
