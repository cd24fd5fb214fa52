package main

import (
	"os"
	"runtime/debug"
)

// collectRarely lets small markets leave more garbage between two collections: a tenth of the time for some hundred
// megabytes at most. Large markets keep the usual ratio, which bounds their memory. GOGC in the environment wins.
func collectRarely(consumers int64, markets int) {
	const small = 200_000
	if _, set := os.LookupEnv("GOGC"); !set && consumers*int64(markets) <= small {
		debug.SetGCPercent(400)
	}
}
