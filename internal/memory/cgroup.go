package memory

import (
	"bufio"
	"bytes"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// A control group may use no more than its own limit and that of every group it is in. Version 2 has one tree of groups,
// version 1 one for memory; a machine can have both. What a group caches of files is given back when memory is short, so it
// is not counted as used.

// groupBounds returns the tightest bound of each tree of groups that a process is in. Root is the system's root folder.
func groupBounds(root fs.FS) (found []Bound) {
	membership, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return nil
	}
	mounts, err := fs.ReadFile(root, "proc/self/mountinfo")
	if err != nil {
		return nil
	}
	lines := bufio.NewScanner(bytes.NewReader(membership))
	for lines.Scan() {
		number, rest, _ := strings.Cut(lines.Text(), ":")
		controllers, group, _ := strings.Cut(rest, ":")
		second := number == "0" && controllers == ""
		if !second && !has(controllers, "memory") {
			continue
		}
		folder, top, ok := groupFolder(string(mounts), group, second)
		if !ok {
			continue
		}
		if b := groupBound(root, folder, top, second); b.Kind != Unknown {
			found = append(found, b)
		}
	}
	return found
}

func has(list, word string) bool { return strings.Contains(","+list+",", ","+word+",") }

// groupFolder finds the folder of a group and that of the topmost group that can be seen. In a container the topmost one is
// often the container's own, whatever the group is called outside.
func groupFolder(mounts, group string, second bool) (folder, top string, ok bool) {
	for line := range strings.Lines(mounts) {
		left, right, _ := strings.Cut(strings.TrimSpace(line), " - ")
		fields, of := strings.Fields(left), strings.Fields(right)
		if len(fields) < 5 || len(of) < 3 {
			continue
		}
		if second && of[0] != "cgroup2" || !second && (of[0] != "cgroup" || !has(of[2], "memory")) {
			continue
		}
		top = strings.TrimPrefix(unescaped(fields[4]), "/")
		inside, is := strings.CutPrefix(group, strings.TrimSuffix(unescaped(fields[3]), "/"))
		if !is || strings.HasPrefix(inside, "/..") {
			inside = ""
		}
		return path.Join(top, inside), top, true
	}
	return "", "", false
}

// unescaped undoes what mountinfo does to blanks.
func unescaped(s string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\134`, `\`).Replace(s)
}

// groupBound returns the tightest bound of a group and of those it is in, up to the topmost.
func groupBound(root fs.FS, folder, top string, second bool) (tightest Bound) {
	limits, used, cached := []string{"memory.max", "memory.high"}, "memory.current", []string{"inactive_file", "active_file"}
	if !second {
		limits, used, cached = []string{"memory.limit_in_bytes"}, "memory.usage_in_bytes", []string{"total_inactive_file", "total_active_file"}
	}
	for at := folder; ; at = path.Dir(at) {
		for _, name := range limits {
			limit, limited := numberIn(root, path.Join(at, name))
			if !limited || limit >= 1<<60 {
				continue
			}
			now, _ := numberIn(root, path.Join(at, used))
			if left := limit - max(0, now-statOf(root, path.Join(at, "memory.stat"), cached)); tightest.Kind == Unknown || left < tightest.Bytes {
				tightest = Bound{Kind: Group, Bytes: left, Where: "/" + at}
			}
		}
		if at == top || !strings.HasPrefix(at, top) {
			return tightest
		}
	}
}

// numberIn reads a file that holds one number; "max" is none.
func numberIn(root fs.FS, name string) (int64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
	return int64(min(n, 1<<62)), err == nil
}

// statOf adds up lines of a file of names and numbers.
func statOf(root fs.FS, name string, lines []string) (sum int64) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		of, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, wanted := range lines {
			if of == wanted {
				n, _ := strconv.ParseInt(value, 10, 64)
				sum += n
			}
		}
	}
	return sum
}
