package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"livebazaar/internal/job"
)

// Version of the program, as in CHANGELOG.md.
const Version = "0.1.0"

// revision returns the revision of the sources the program was built from, "" if the build did not record it, with
// "+changes" where files differed from it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var rev, changes string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			rev = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changes = "+changes"
		}
	}
	if rev == "" {
		return ""
	}
	return rev + changes
}

// thisProgram says which program runs a job.
func thisProgram() job.Program { return job.Program{Version: Version, Revision: revision()} }

// versionText says which program this is.
func versionText() string {
	s := "livebazaar " + Version
	if rev := revision(); rev != "" {
		s += " (" + rev + ")"
	}
	return fmt.Sprintf("%s, %s, %s/%s", s, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
