package sim

import "runtime/debug"

// Tests make hundreds of small markets: the collector comes as rarely as in a run of one (internal/job/need.go).
func init() { debug.SetGCPercent(400) }
