// Package markets reads the tables of a result folder market by market, and makes sums of them over the replicates. There may be so many
// markets that nothing but sums can be kept: moments of a number, its mean with an interval, and a few numbers of each market of the
// baseline for the differences of the others to it.
package markets
