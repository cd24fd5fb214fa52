package plots

import (
	"livebazaar/agents/param"
)

// unitNames are the units of metrics and scales as English prose has them, where that is not how they are spelled.
var unitNames = map[string]string{
	"index":              "index points",
	"day":                "days",
	"slots/consumer/day": "slots per consumer and day",
	"yuan/consumer/year": "yuan per consumer and year",
}

// UnitLabel names a unit on axes and in sentences.
func UnitLabel(unit string) Label {
	l := Label{unit, param.UnitIn(unit, Chinese)}
	if name, ok := unitNames[unit]; ok {
		l.EN = name
	}
	return l
}
