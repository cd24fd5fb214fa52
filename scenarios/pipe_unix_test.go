//go:build unix

package scenarios

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// guard bounds what must not hang; it is no measurement.
const guard = 20 * time.Second

// pipe makes a named pipe in a folder of its own.
func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe.toml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	return path
}

// feed writes a text into a pipe as soon as somebody reads, in parts, with pauses.
func feed(t *testing.T, path string, pause time.Duration, parts ...string) {
	t.Helper()
	go func() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return
		}
		defer f.Close()
		for _, part := range parts {
			time.Sleep(pause)
			if _, err := f.WriteString(part); err != nil {
				return // the reader has had enough
			}
		}
	}()
}

// ends demands an end.
func ends(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(guard):
		t.Fatalf("%s hangs", what)
	}
}

func TestAPipeIsReadOnceHoweverOftenItIsAskedFor(t *testing.T) {
	path := pipe(t)
	feed(t, path, 50*time.Millisecond, "title = \"Piped\"\n", "[run]\n", "days = 33\n")
	r := NewReader(t.Context())
	ends(t, "a pipe with a slow writer", func() {
		if r.IsStudy(path) {
			t.Error("taken for a study")
		}
		for range 2 {
			s, err := r.Load(path, nil)
			if err != nil || s.Title != "Piped" || s.Params.Run.Days != 33 {
				t.Errorf("%+v %v", s, err)
			}
		}
	})
}

func TestAStudyAndWhatScenariosExtendMayBePipes(t *testing.T) {
	study, base := pipe(t), pipe(t)
	own := filepath.Join(filepath.Dir(study), "own.toml")
	if err := os.WriteFile(own, []byte("extends = "+quoted(base)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	feed(t, study, 0, "[study]\nscenarios = [\"own.toml\", \"small\"]\n[run]\nreplicates = 3\n[consumers]\ncount = 700\n")
	feed(t, base, 0, "extends = \"small\"\n[consumers.trust]\nmemory = 0.9\n")
	r := NewReader(t.Context())
	ends(t, "a study that is a pipe", func() {
		if !r.IsStudy(study) {
			t.Error("not taken for a study")
		}
		s, err := r.LoadStudy(study, nil)
		if err != nil || len(s.Scenarios) != 2 || s.Replicates != 3 {
			t.Errorf("%+v %v", s, err)
		}
	})
}

// Nobody writes: the answer comes soon, for all pipes of one command together. However many there are, they are waited for
// about as long as one.
func TestAPipeNobodyWritesToIsGivenUp(t *testing.T) {
	t.Parallel()
	a, b := pipe(t), pipe(t)
	r := NewReader(t.Context())
	ends(t, "a pipe without a writer", func() {
		if r.IsStudy(a) {
			t.Error("taken for a study")
		}
		_, err := r.NewStudy([]string{a, b}, nil)
		var ps Problems
		if !errors.As(err, &ps) || !strings.Contains(err.Error(), "nobody opened it for writing") || len(ps) < 2 {
			t.Errorf("got %v", err)
		}
	})
	_, err := NewReader(t.Context()).Load(filepath.Dir(a)+"/none.toml", nil)
	if err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Error(err)
	}
}

func TestAPipeThatGivesNothingIsNoScenario(t *testing.T) {
	path := pipe(t)
	feed(t, path, 0, "")
	ends(t, "an empty pipe", func() {
		if _, err := NewReader(t.Context()).Load(path, nil); err == nil || !strings.Contains(err.Error(), "gave nothing") {
			t.Errorf("got %v", err)
		}
	})
}

func TestAnEndlessPipeAndADeviceAreBoundedBySize(t *testing.T) {
	path := pipe(t)
	parts := make([]string, 600)
	for i := range parts {
		parts[i] = strings.Repeat("# filler\n", 100)
	}
	feed(t, path, 0, parts...)
	paths := []string{path}
	if _, err := os.Stat("/dev/zero"); err == nil {
		paths = append(paths, "/dev/zero")
	}
	for _, path := range paths {
		ends(t, path, func() {
			if _, err := NewReader(t.Context()).Load(path, nil); err == nil || !strings.Contains(err.Error(), "larger than 256 KiB") {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	silent, nobody := pipe(t), pipe(t)
	writer, err := os.OpenFile(silent, os.O_RDWR, 0) // opened by somebody who never writes
	if err != nil {
		t.Skip("a named pipe cannot be opened both ways here: ", err)
	}
	defer writer.Close()
	stopped := errors.New("stopped by the user")
	for _, path := range []string{silent, nobody} {
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(200*time.Millisecond, func() { cancel(stopped) })
		r := NewReader(ctx)
		ends(t, path, func() {
			r.IsStudy(path)
			if _, err := r.Load(path, nil); !errors.Is(err, stopped) {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
}

// A name without a path is no reason to read what a pipe holds, and what cannot be written again is not migrated.
func TestAPipeLosesNothingToAQuestionAboutIt(t *testing.T) {
	path := pipe(t)
	t.Chdir(filepath.Dir(path))
	if err := os.Rename(path, "pipe"); err != nil {
		t.Fatal(err)
	}
	ends(t, "a bare name", func() {
		if _, err := NewReader(t.Context()).Load("pipe", nil); err == nil || !strings.Contains(err.Error(), "the file is written ./pipe") {
			t.Error(err)
		}
		if _, err := NewReader(t.Context()).ReadFile("pipe"); err == nil || !strings.Contains(err.Error(), "is no file that can be written again") {
			t.Error(err)
		}
	})
	l, err := net.Listen("unix", "s.toml")
	if err != nil {
		t.Skip("no sockets here: ", err)
	}
	defer l.Close()
	if _, err := NewReader(t.Context()).Load("./s.toml", nil); err == nil || !strings.Contains(err.Error(), "is a socket") {
		t.Error(err)
	}
}
