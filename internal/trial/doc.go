// Package trial puts the market on trial: an Experiment returns numbers for one replicate, a Check takes a Statistic of them over the
// replicates, with its interval, and holds it against a range. It knows no file, screen or clock, and not what is claimed: that is in
// package checks.
//
// What an experiment needs of the market it gets from a Bench, which grows each market once and copies it as often as experiments ask
// for it: treated and untreated copies are paired, with the same draws.
package trial
