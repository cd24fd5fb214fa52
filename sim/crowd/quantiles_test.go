package crowd

import (
	"testing"

	"livebazaar/sim/rules"
)

// The tables that hang on no parameter are made once, and every set of rules has them.
func TestTablesOfNoParameterAreMadeOnce(t *testing.T) {
	t.Parallel()
	if once, again := quantiles(), quantiles(); once != again {
		t.Error("they are made anew")
	}
	for range 2 {
		p, _ := rules.NewParams()
		if compiled := Compile(p); compiled.unconditional != *quantiles() || compiled.Gumbel != quantiles().gumbel {
			t.Error("compiled rules have others")
		}
	}
}
