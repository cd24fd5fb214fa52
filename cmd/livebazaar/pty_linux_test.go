package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"livebazaar/internal/readback"
)

// pty is a terminal of that size: what the program writes to comes out of the other end.
func pty(t *testing.T, columns, rows int) (inner, outer *os.File) {
	t.Helper()
	outer, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { outer.Close() })
	if err := unix.IoctlSetPointerInt(int(outer.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skip(err)
	}
	n, err := unix.IoctlGetInt(int(outer.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skip(err)
	}
	inner, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { inner.Close() })
	if err := unix.IoctlSetWinsize(int(outer.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(rows), Col: uint16(columns)}); err != nil {
		t.Skip(err)
	}
	return inner, outer
}

// On a real terminal of 40 columns a comparison shows bars while it runs, and only its tables afterwards.
func TestOnATerminalOnlyTheTablesStay(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	inner, outer := pty(t, 40, 8)
	title := strings.Repeat("分层竞争与腰部主播扶持", 10)
	if err := os.WriteFile(dir+"/long.toml", []byte("extends = \"baseline\"\ntitle = \""+title+"\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := command(dir, "compare", "baseline", "./long.toml", "--consumers", "1000", "--days", "150", "--set", "run.warmup_days=14",
		"--replicates", "2", "--branches=false", "--twin=false", "--out", "r")
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "NO_COLOR=", "CLICOLOR=")
	cmd.Stdout, cmd.Stderr = inner, inner
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	inner.Close()
	s, raw := readback.NewScreen(40, 8), strings.Builder{}
	for buffer := make([]byte, 1<<16); ; {
		n, err := outer.Read(buffer)
		raw.Write(buffer[:n])
		if err != nil { // the program has closed its end
			break
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, raw.String())
	}
	_, _ = s.Write([]byte(raw.String()))
	if !strings.Contains(raw.String(), "░") || !strings.Contains(raw.String(), "…") {
		t.Errorf("no bars, or no shortened title: %q", raw.String())
	}
	if got := s.Text(0); strings.ContainsAny(got, "░█") || strings.Contains(got, " of 4 runs") || !strings.Contains(got, "r/report.html") {
		t.Errorf("the progress display has left something:\n%s", got)
	}
	if len(s.Unknown) > 0 || !strings.Contains(raw.String(), "\x1b[1m") {
		t.Errorf("unknown sequences %v, or no bold headings", s.Unknown)
	}
}
