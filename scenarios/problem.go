package scenarios

import "livebazaar/scenarios/written"

// A Problem is one thing that is wrong in a scenario or study, Problems all that was found wrong at once: what they say and how is
// for package written.
type (
	Problem  = written.Problem
	Problems = written.Problems
)
