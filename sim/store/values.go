package store

import (
	"livebazaar/sim/record"
	"livebazaar/sim/store/tablefile"
)

// EachValue hands over summary.csv value by value, for runs whose summary is too large to hold; blanks are NaN.
func (r *Results) EachValue(each func(record.Value) error) error {
	return tablefile.EachValue(r.path("summary.csv"), each)
}
