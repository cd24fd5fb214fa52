// Package answer puts what a job found into the form that other programs read: values with names, units and families, undefined
// numbers as null. The names of the fields are a contract with those programs.
package answer

import "math"

// number is a value for other programs; undefined is nil.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
