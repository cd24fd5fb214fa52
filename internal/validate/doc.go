// Package validate runs the checks of package trial in a folder, goes on where it was stopped, and writes down what was found: records for
// programs, a page to read with figures, and the page of the documentation. It knows no command line and no screen.
package validate

//go:generate go run livebazaar/cmd/livebazaar validate --out ../../results/validate --calibration ../../docs/calibration.md
