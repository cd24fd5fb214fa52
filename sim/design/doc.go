// Package design says how sure a comparison is and how many replicates would make it surer: for intervals of a given width, and to
// detect differences of a given size. What it returns is for the reader; no table of a result folder rests on it, so it may use
// library functions whose last bit depends on the build.
package design
