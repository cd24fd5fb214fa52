// Package written reads a scenario or study file as it stands: the bytes, from wherever a name leads; the keys and values, and where each of
// them stands; and what is wrong, said so that it can be mended. It knows no parameter: what a key means is for package scenarios.
//
// Reading order: pipe.go (a name to bytes), read.go and position.go (bytes to a Document), syntax.go and text.go (what no parser reads, and
// what must not be shown), problem.go (how a Problem is said), nearest.go (what was probably meant), edit.go (a source with a change).
package written
