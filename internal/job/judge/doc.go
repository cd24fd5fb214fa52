// Package judge says what the numbers of a finished job mean: how scenarios compare, what becomes of predictions, how sure that
// is, what moved in a trial, and how many replicates a study needs. It returns values; how they are shown is for others.
package judge
