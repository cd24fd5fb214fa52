package memory

import (
	"testing"
	"testing/fstest"
)

func TestSizesAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]int64{
		"8GB": 8e9, "512MiB": 512 << 20, "1.5 GiB": 3 << 29, "2g": 2 << 30, "64M": 64 << 20, "1TB": 1e12, "4096B": 4096, " 3 mb ": 3e6,
	} {
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("%q is %d (%v), not %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "8", "GB", "-1GB", "0GB", "1e300TB", "NaN GB", "Inf GB", "8 GigaB", "0.1B", "8,5GB"} {
		if got, err := Parse(text); err == nil {
			t.Errorf("%q is taken for %d bytes", text, got)
		}
	}
	for bytes, want := range map[int64]string{
		0: "0 MB", 12e6: "12 MB", 999e6: "999 MB", 1.5e9: "1.5 GB", 9.96e9: "10 GB", 133e9: "133 GB", 2e12: "2.0 TB",
	} {
		if got := Text(bytes); got != want {
			t.Errorf("%d bytes are written %s, not %s", bytes, got, want)
		}
	}
}

// The tightest bound counts. What the user gives replaces what was found, but not a limit that the system enforces.
func TestTightestBoundCounts(t *testing.T) {
	found := []Bound{{Kind: Machine, Bytes: 20}, {Kind: Group, Bytes: 10}, {Kind: Addresses, Bytes: 15}, {Kind: Data, Bytes: 40}}
	for given, want := range map[int64]Bound{0: found[1], 12: {Kind: Given, Bytes: 12}, 100: found[2]} {
		if got := least(found, given); got != want {
			t.Errorf("with %d given it is %v, not %v", given, got, want)
		}
	}
	if got := least(nil, 0); got.Kind != Unknown {
		t.Errorf("of nothing it is %v", got)
	}
	if got := least([]Bound{{Kind: Group, Bytes: -5}}, 0); got.Bytes != 0 || got.Kind != Group {
		t.Errorf("a group beyond its limit leaves %v", got)
	}
}

// A group's limit is the least of its own and of those it is in, less what is used there but for cached files.
func TestLimitsOfControlGroups(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	second := "30 22 0:27 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"
	for _, c := range []struct {
		what  string
		files fstest.MapFS
		want  []Bound
	}{
		{"no groups", fstest.MapFS{}, nil},
		{"version 2, nested", fstest.MapFS{
			"proc/self/cgroup": file("0::/user.slice/job\n"), "proc/self/mountinfo": file("22 1 0:1 / / rw - ext4 /dev/a rw\n" + second),
			"sys/fs/cgroup/user.slice/job/memory.max":     file("max\n"),
			"sys/fs/cgroup/user.slice/job/memory.current": file("100\n"),
			"sys/fs/cgroup/user.slice/memory.max":         file("5000\n"),
			"sys/fs/cgroup/user.slice/memory.current":     file("1500\n"),
			"sys/fs/cgroup/user.slice/memory.stat":        file("anon 900\ninactive_file 400\nactive_file 100\nfile 600\n"),
		}, []Bound{{Group, 4000, "/sys/fs/cgroup/user.slice"}}},
		{"version 2, throttled above", fstest.MapFS{
			"proc/self/cgroup": file("0::/a/b\n"), "proc/self/mountinfo": file(second),
			"sys/fs/cgroup/a/b/memory.max":     file("9000\n"),
			"sys/fs/cgroup/a/b/memory.high":    file("3000\n"),
			"sys/fs/cgroup/a/b/memory.current": file("1000\n"),
			"sys/fs/cgroup/a/memory.max":       file("8000\n"),
			"sys/fs/cgroup/a/memory.current":   file("1000\n"),
		}, []Bound{{Group, 2000, "/sys/fs/cgroup/a/b"}}},
		{"version 2 in a container", fstest.MapFS{
			"proc/self/cgroup": file("0::/\n"), "proc/self/mountinfo": file(second),
			"sys/fs/cgroup/memory.max": file("7000\n"), "sys/fs/cgroup/memory.current": file("2000\n"),
		}, []Bound{{Group, 5000, "/sys/fs/cgroup"}}},
		{"version 1 in a container that sees the outer name", fstest.MapFS{
			"proc/self/cgroup":                           file("9:cpu:/\n4:memory:/docker/abc\n0::/\n"),
			"proc/self/mountinfo":                        file("34 30 0:31 /docker/abc /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"),
			"sys/fs/cgroup/memory/memory.limit_in_bytes": file("6000\n"), "sys/fs/cgroup/memory/memory.usage_in_bytes": file("3000\n"),
			"sys/fs/cgroup/memory/memory.stat": file("cache 1\ninactive_file 5\ntotal_inactive_file 600\ntotal_active_file 400\n"),
		}, []Bound{{Group, 4000, "/sys/fs/cgroup/memory"}}},
		{"version 1 without a limit", fstest.MapFS{
			"proc/self/cgroup":                             file("4:memory:/x\n"),
			"proc/self/mountinfo":                          file("34 30 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"),
			"sys/fs/cgroup/memory/memory.limit_in_bytes":   file("9223372036854771712\n"),
			"sys/fs/cgroup/memory/x/memory.limit_in_bytes": file("9223372036854771712\n"), "sys/fs/cgroup/memory/x/memory.usage_in_bytes": file("3\n"),
		}, nil},
	} {
		got := groupBounds(c.files)
		if len(got) != len(c.want) || len(got) == 1 && got[0] != c.want[0] {
			t.Errorf("%s: %v, not %v", c.what, got, c.want)
		}
	}
}

// What this very machine says is believable.
func TestThisMachineHasABound(t *testing.T) {
	b := Least(0)
	t.Logf("%s %s", Text(b.Bytes), b)
	if b.Kind != Unknown && b.Bytes < 1<<20 {
		t.Errorf("%d bytes %s", b.Bytes, b)
	}
}
