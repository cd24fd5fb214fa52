package memory

import (
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func bounds() []Bound {
	root := os.DirFS("/")
	found := groupBounds(root)
	if free, known := kilobytes(root, "proc/meminfo", "MemAvailable:"); known {
		found = append(found, Bound{Kind: Machine, Bytes: free})
	}
	for _, own := range []struct {
		kind     Kind
		resource int
		used     string
	}{{Addresses, unix.RLIMIT_AS, "VmSize:"}, {Data, unix.RLIMIT_DATA, "VmData:"}} {
		var limit unix.Rlimit
		if unix.Getrlimit(own.resource, &limit) != nil || limit.Cur >= 1<<60 {
			continue
		}
		used, _ := kilobytes(root, "proc/self/status", own.used)
		found = append(found, Bound{Kind: own.kind, Bytes: int64(limit.Cur) - used - reserved(root, own.kind)})
	}
	return found
}

// reserved is what the process will still take of its limits without being asked for by name: the rounding of Go's heap,
// which takes addresses by 64 MB, and where the C library makes the threads, the stacks of those to come with its heaps.
func reserved(root fs.FS, kind Kind) int64 {
	const stack, arena = 8 << 20, 64 << 20
	bytes, thread := int64(2*stack), int64(stack)
	if kind == Addresses {
		bytes, thread = 2*arena, stack+arena
	}
	if usesC() {
		now, _ := field(root, "proc/self/status", "Threads:")
		bytes += max(0, int64(runtime.GOMAXPROCS(0))+8-now) * thread
	}
	return bytes
}

// usesC reports whether the program was linked with the C library.
func usesC() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return true
	}
	for _, s := range info.Settings {
		if s.Key == "CGO_ENABLED" {
			return s.Value != "0"
		}
	}
	return true
}

// field reads the number that follows a name in a file.
func field(root fs.FS, name, of string) (int64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(text)) {
		if rest, is := strings.CutPrefix(line, of); is {
			words := strings.Fields(rest)
			if len(words) == 0 {
				return 0, false
			}
			n, err := strconv.ParseInt(words[0], 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

func kilobytes(root fs.FS, name, of string) (int64, bool) {
	n, ok := field(root, name, of)
	return n << 10, ok
}
