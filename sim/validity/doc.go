// Package validity holds the market to what is known of real ones: claims about how the whole market behaves, each
// shown by running it twice with the same draws, once as it is and once with one thing changed. A claim prints its
// effect with a 95 % interval and fails when the interval does not bear it out. The tests take minutes and are built
// with the tag long:
//
//	go test -tags long -v ./sim/validity
//
// What theory does not decide is printed beside what it does.
package validity
