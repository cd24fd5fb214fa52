package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios"
	"livebazaar/sim/character"
	"livebazaar/sim/store"
)

// The exit codes. They are part of the contract with scripts.
const (
	exitDone    = 0
	exitFailed  = 1   // also: digests differ, a folder fails its check
	exitUsage   = 2   // wrong flags, wrong scenario files
	exitStopped = 130 // stopped by the user; resumable
	exitPipe    = 141 // whoever read standard output stopped reading, as shells say it of a SIGPIPE
)

// errStopped is the cause of a context that Ctrl-C, SIGTERM or SIGHUP cancelled.
var errStopped = errors.New("stopped")

// told is a failure whose reasons the command has already printed; only the exit code is left.
type told int

func (t told) Error() string { return fmt.Sprintf("exit code %d", int(t)) }

// usageError is a mistake in the command line or in what it names.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// notRun marks what kept a command from simulating.
type notRun struct{ error }

func (e notRun) Unwrap() error { return e.error }

// stoppedError says how far a run got before the user stopped it and how to go on.
type stoppedError struct {
	done, total int
	dir         string
	whole       bool // only figures and report were left
	zh          bool // said in Chinese
}

func (s stoppedError) Error() string {
	switch {
	case s.zh && s.dir == "":
		return fmt.Sprintf("已停止：完成 %d / %d 次运行；未用 --out，什么都不保留", s.done, s.total)
	case s.zh && s.whole:
		return "已停止：图表与报告尚未画完；继续请运行：livebazaar resume " + shellWord(s.dir)
	case s.zh:
		return fmt.Sprintf("已停止：完成 %d / %d 次运行；继续请运行：livebazaar resume %s", s.done, s.total, shellWord(s.dir))
	case s.dir == "":
		return fmt.Sprintf("stopped after %d of %s; nothing is kept without --out", s.done, param.Count(s.total, "run"))
	case s.whole:
		return fmt.Sprintf("stopped before figures and report were drawn; go on with: livebazaar resume %s", shellWord(s.dir))
	}
	return fmt.Sprintf("stopped after %d of %s; go on with: livebazaar resume %s", s.done, param.Count(s.total, "run"), shellWord(s.dir))
}

// failedError says how far a run got before it failed and how to go on.
type failedError struct {
	error
	done, total int
	dir         string
	whole       bool // only figures and report were left
	zh          bool // said in Chinese
}

func (f failedError) Unwrap() error { return f.error }

func (f failedError) Error() string {
	switch {
	case f.zh && f.whole:
		return fmt.Sprintf("%v\n结果完整，图表与报告不完整；继续请运行：livebazaar resume %s", f.error, shellWord(f.dir))
	case f.zh:
		return fmt.Sprintf("%v\n已完成 %d / %d 次运行，完成的部分已保留；继续请运行：livebazaar resume %s", f.error, f.done, f.total, shellWord(f.dir))
	case f.whole:
		return fmt.Sprintf("%v\nthe results are whole, figures and report are not; go on with: livebazaar resume %s", f.error, shellWord(f.dir))
	}
	return fmt.Sprintf("%v\nafter %d of %s; what is finished is kept, go on with: livebazaar resume %s", f.error, f.done,
		param.Count(f.total, "run"), shellWord(f.dir))
}

func (s stoppedError) Is(target error) bool { return target == errStopped }

// explain writes err for the user and returns the exit code. What an error quotes (names of files, flags) is printed without
// what would speak to the terminal.
func explain(err error, to io.Writer) int {
	var problems scenarios.Problems
	var usage usageError
	var silent told
	var idle notRun
	var lost lostOutput
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &lost):
		fmt.Fprintln(to, "livebazaar:", lost)
		return lost.code
	case errors.As(err, &silent):
		return int(silent)
	case errors.Is(err, errStopped), errors.Is(err, context.Canceled):
		fmt.Fprintln(to, character.Visible(err.Error()))
		return exitStopped
	case errors.As(err, &problems):
		fmt.Fprintln(to, problems)
		fmt.Fprintln(to, verdict(problems, errors.As(err, &idle)))
		return exitUsage
	case errors.As(err, &usage):
		fmt.Fprintln(to, "livebazaar:", character.Visible(err.Error()))
		return exitUsage
	}
	fmt.Fprintln(to, "livebazaar:", character.Visible(err.Error()))
	return exitFailed
}

// verdict counts the problems and names the command that explains the keys they are about.
func verdict(problems scenarios.Problems, idle bool) string {
	s := param.Count(len(problems), "problem")
	if idle {
		s += "; nothing was run"
	}
	s += "."
	var table []string
	for i, p := range problems {
		var parts []string
		if p.Key != "" {
			parts = strings.Split(p.Key, ".")
			parts = parts[:len(parts)-1]
		}
		if i == 0 {
			table = parts
		}
		for n := range table {
			if n >= len(parts) || parts[n] != table[n] {
				table = table[:n]
				break
			}
		}
	}
	for ; len(table) > 0; table = table[:len(table)-1] {
		key := strings.Join(table, ".")
		if _, err := scenarios.Under(key); err == nil {
			return s + " `livebazaar params " + key + "` explains these keys."
		}
	}
	if len(problems) > 0 && problems[0].Source == "params" {
		s += " `livebazaar params` lists all keys."
	}
	return s
}

// shellWord quotes a word for pasting into a shell where it needs quotes.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+=:,@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// shellWords quotes words for pasting into a shell.
func shellWords(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shellWord(w)
	}
	return strings.Join(quoted, " ")
}

// folderError makes a usage error of a folder that cannot be what the user meant.
func folderError(err error) error {
	for _, wrong := range []error{store.ErrNotResults, store.ErrNewerFormat, store.ErrIncomplete} {
		if errors.Is(err, wrong) {
			return usageError{err}
		}
	}
	return err
}
