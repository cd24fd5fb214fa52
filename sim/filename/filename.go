// Package filename has the one rule for names that become files: those of scenarios and studies. What it accepts can be
// written, copied and unpacked on Linux, macOS and Windows.
package filename

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"livebazaar/sim/character"
)

// Names stand in scenarios/NAME.toml and results/NAME-date-time, and are written under another name first: some 30 bytes
// more. File systems hold 255 bytes (Linux) or 255 UTF-16 units (Windows, macOS) a name, so that 220 bytes of UTF-8 fit
// everywhere: 120 plain letters, or 73 Chinese characters.
const (
	MaxCharacters = 120
	maxBytes      = 220
)

// Unfinished ends the name under which a file is written until it is whole.
const Unfinished = ".tmp"

// Check accepts a name that is a file name on every system. The error says what is wrong, without the name.
func Check(name string) error {
	n := utf8.RuneCountInString(name)
	switch {
	case name == "":
		return fmt.Errorf("a name needs a character")
	case !utf8.ValidString(name):
		return fmt.Errorf("is not UTF-8")
	case n > MaxCharacters:
		return fmt.Errorf("has %d characters, too many for a file name: allowed %d", n, MaxCharacters)
	case len(name) > maxBytes:
		return fmt.Errorf("has %d characters of %d bytes, too many for a file name: allowed %d such characters",
			n, (len(name)+n-1)/n, maxBytes*n/len(name))
	}
	for _, r := range name {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return fmt.Errorf("holds %c, which no file name can have on every system: leave it out or write -", r)
		case !unicode.IsPrint(r):
			return fmt.Errorf("holds %s, which no file name should have: leave it out or write -", character.Name(r))
		}
	}
	switch {
	case strings.HasPrefix(name, ".") || strings.HasSuffix(name, "."):
		return fmt.Errorf("begins or ends with a point, which hides a file or is lost on some systems")
	case strings.TrimSpace(name) != name:
		return fmt.Errorf("begins or ends with a space, which is lost on some systems")
	case strings.HasSuffix(strings.ToLower(name), Unfinished):
		return fmt.Errorf("ends in %s, as files do that are not yet whole", Unfinished)
	case Reserved(name):
		return fmt.Errorf("is the name of a device on Windows, with any ending: choose another")
	}
	return nil
}

// Reserved reports whether Windows takes a name, with any ending, for a device.
func Reserved(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToLower(strings.TrimRight(stem, " "))
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	number := strings.TrimPrefix(strings.TrimPrefix(stem, "com"), "lpt")
	return len(stem) > len(number) && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number) &&
		(stem == "com"+number || stem == "lpt"+number)
}

// CheckPath accepts the path of a folder or file that a user names to be made: it may hold whatever the system takes, but
// nothing that nobody sees or that speaks to a terminal, where the path will be printed.
func CheckPath(path string) error {
	if !utf8.ValidString(path) {
		return fmt.Errorf("is not UTF-8")
	}
	at := 0
	for _, r := range path {
		at++
		if character.Hidden(r) {
			return fmt.Errorf("character %d is %s, which no file or folder should have in its name", at, character.Name(r))
		}
	}
	return nil
}

// Cut shortens a name that was put together from others to what Check accepts.
func Cut(name string) string {
	for n := utf8.RuneCountInString(name); n > MaxCharacters || len(name) > maxBytes; n-- {
		_, size := utf8.DecodeLastRuneInString(name)
		name = strings.TrimRight(name[:len(name)-size], " .")
		n = min(n, utf8.RuneCountInString(name)+1)
	}
	return name
}

// CheckAll accepts names that Check accepts and that stay apart on a file system that ignores case. The error quotes the name.
func CheckAll(names ...string) error {
	seen := map[string]bool{}
	for _, name := range names {
		if err := Check(name); err != nil {
			return fmt.Errorf("name %q: %w", name, err)
		}
		folded := strings.ToLower(name)
		if seen[folded] {
			return fmt.Errorf("name %q: used twice (upper and lower case do not count)", name)
		}
		seen[folded] = true
	}
	return nil
}
