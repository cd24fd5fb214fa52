package store

import (
	"fmt"
	"strings"

	"livebazaar/sim/filename"
)

// checkName accepts a name that is a file name on every system.
func checkName(name string) error {
	if err := filename.Check(name); err != nil {
		return fmt.Errorf("name %q: %w", name, err)
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
