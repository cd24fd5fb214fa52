// Package portable tests that the model gives the same bits on every machine: no function of package math that machines do
// otherwise, no clock, no other randomness, and no product and sum that a compiler may fuse.
package portable
