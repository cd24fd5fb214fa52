// Package report writes the page about a result folder: what was asked and answered, the predictions and what became of them, every table,
// and every figure. It reads what the figures were made of (plots.Study) and runs nothing.
package report
