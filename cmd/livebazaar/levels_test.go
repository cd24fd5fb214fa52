package main

import (
	"strings"
	"testing"
)

// A market with few consumers to a streamer is biased in level: run and compare say so once, and how to shrink it whole.
func TestFewConsumersToAStreamerAreNoticed(t *testing.T) {
	dir := t.TempDir()
	few := []string{"--consumers", "200", "--days", "1", "--set", "run.warmup_days=7", "--force", "--out", "r"}
	o := must(t, exitDone, dir, append([]string{"run"}, few...)...)
	want := "notice: 0.5 consumers a streamer; levels are calibrated at 25"
	if strings.Count(o.err, want) != 1 || !strings.Contains(o.err, "--set streamers.count=8 --set merchants.count=5 --set mcns.count=1") {
		t.Errorf("run says\n%s", o.err)
	}
	few = append(few, "--memory", "1MB") // it is told before anything is run, and here nothing is
	if o := here(t, exitUsage, dir, append([]string{"run", "--lang", "zh"}, few...)...); !strings.Contains(o.err, "提示：每位主播仅 0.5 名消费者") {
		t.Errorf("in Chinese run says\n%s", o.err)
	}
	if o := here(t, exitUsage, dir, append([]string{"run", "--quiet"}, few...)...); strings.Contains(o.err, "notice") {
		t.Errorf("--quiet run says\n%s", o.err)
	}
	o = here(t, exitUsage, dir, append([]string{"compare", "engagement", "--replicates", "2", "--branches=false"}, few...)...)
	if strings.Count(o.err, want) != 1 {
		t.Errorf("compare says\n%s", o.err)
	}
	o = here(t, exitUsage, dir, "run", "small", "--days", "1", "--set", "run.warmup_days=7", "--out", "small", "--memory", "1MB")
	if strings.Contains(o.err, "notice") || !strings.Contains(o.err, "given with --memory") {
		t.Errorf("a small market of all sides: %s", o.err)
	}
}
