package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkName accepts a name that is a file name on every system.
func checkName(name string) error {
	switch {
	case name == "" || len(name) > 120:
		return fmt.Errorf("name %q: must have 1 to 120 bytes", name)
	case !utf8.ValidString(name):
		return fmt.Errorf("name %q: not UTF-8", name)
	case strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, unfinished):
		return fmt.Errorf("name %q: must not begin or end with a dot or end in %s", name, unfinished)
	case strings.TrimSpace(name) != name:
		return fmt.Errorf("name %q: must not begin or end with a space", name)
	}
	for _, r := range name {
		if strings.ContainsRune(`/\:*?"<>|`, r) || !unicode.IsPrint(r) {
			return fmt.Errorf("name %q: must not contain %q", name, r)
		}
	}
	return nil
}

// checkDistinct accepts names that stay apart on a file system that ignores case.
func checkDistinct(names []string) error {
	seen := map[string]bool{}
	for _, name := range names {
		if err := checkName(name); err != nil {
			return err
		}
		if folded := strings.ToLower(name); seen[folded] {
			return fmt.Errorf("name %q: used twice (upper and lower case do not count)", name)
		} else {
			seen[folded] = true
		}
	}
	return nil
}
