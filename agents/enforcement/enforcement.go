// Package enforcement holds how platform and government supervise merchants and hosts: sampling inspections with
// errors, audits after complaints, fines, suspension, the credit score, and real-name rules. One mechanism a file.
package enforcement

import "livebazaar/agents/param"

// Params are all parameters of enforcement.
type Params struct {
	Inspection Inspection
	Sanction   Sanction
	Credit     Credit
	Identity   Identity
}

// Declare binds all parameters of enforcement.
func (p *Params) Declare(set *param.Set) {
	p.Inspection.declare(set)
	p.Sanction.declare(set)
	p.Credit.declare(set.Under("credit"))
	p.Identity.declare(set)
}
