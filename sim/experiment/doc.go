// Package experiment runs markets for comparison: replicates with common random numbers under one warm-up, branches
// without the best sellers, twins with other market draws, and paired contrasts with intervals. It knows no file; what
// must outlive the process goes through a Keeper.
package experiment
