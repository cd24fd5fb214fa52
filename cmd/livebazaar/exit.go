package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/internal/job"
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
	job.Ended
	zh bool // said in Chinese
}

func (s stoppedError) Error() string {
	switch {
	case s.zh && s.Dir == "":
		return fmt.Sprintf("已停止：完成 %d / %d 次运行；未用 --out，什么都不保留", s.Done, s.Total)
	case s.zh && s.Whole:
		return "已停止：图表与报告尚未画完；继续请运行：livebazaar resume " + shellWord(s.Dir)
	case s.zh:
		return fmt.Sprintf("已停止：完成 %d / %d 次运行；继续请运行：livebazaar resume %s", s.Done, s.Total, shellWord(s.Dir))
	case s.Dir == "":
		return fmt.Sprintf("stopped after %d of %s; nothing is kept without --out", s.Done, param.Count(s.Total, "run"))
	case s.Whole:
		return fmt.Sprintf("stopped before figures and report were drawn; go on with: livebazaar resume %s", shellWord(s.Dir))
	}
	return fmt.Sprintf("stopped after %d of %s; go on with: livebazaar resume %s", s.Done, param.Count(s.Total, "run"), shellWord(s.Dir))
}

// failedError says how far a run got before it failed and how to go on.
type failedError struct {
	job.Ended
	zh bool // said in Chinese
}

func (f failedError) Error() string {
	switch {
	case f.zh && f.Whole:
		return fmt.Sprintf("%v\n结果完整，图表与报告不完整；继续请运行：livebazaar resume %s", f.Err, shellWord(f.Dir))
	case f.zh:
		return fmt.Sprintf("%v\n已完成 %d / %d 次运行，完成的部分已保留；继续请运行：livebazaar resume %s", f.Err, f.Done, f.Total, shellWord(f.Dir))
	case f.Whole:
		return fmt.Sprintf("%v\nthe results are whole, figures and report are not; go on with: livebazaar resume %s", f.Err, shellWord(f.Dir))
	}
	return fmt.Sprintf("%v\nafter %d of %s; what is finished is kept, go on with: livebazaar resume %s", f.Err, f.Done,
		param.Count(f.Total, "run"), shellWord(f.Dir))
}

// ended puts into words how far a run got that ended early.
func (c *console) ended(err error) error {
	var e job.Ended
	switch {
	case !errors.As(err, &e):
		return err
	case e.Stopped:
		return stoppedError{e, c.Lang == "zh"}
	}
	return failedError{e, c.Lang == "zh"}
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

// refused makes a usage error of a job that may not begin as it is asked for.
func refused(err error) error {
	var large job.TooLarge
	var refusal job.Refusal
	var other job.OtherModel
	switch {
	case errors.As(err, &large):
		return usageError{tooLarge(large)}
	case errors.As(err, &refusal), errors.As(err, &other):
		return usageError{err}
	}
	return err
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
