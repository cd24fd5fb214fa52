package supply

import (
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// BearSanctions carries out the verdicts on goods that were found guilty, one of a merchant at most. The merchant pays a fine,
// its sales are suspended, and it delivers what it claims until it thinks things over again.
func (w *Supply) BearSanctions(guilty []int32) {
	p := &w.p.Enforcement.Sanction
	for _, found := range guilty {
		good, m := int(found), int(found/state.GoodsPer)
		price := float64(w.deals.LivePrice(good, fixed.BasisPoints(w.Merchants.Commission[m])))
		fine := state.Truncated(p.FineFor(price, w.Goods.Demand[good]))
		w.Accounts.Move(state.MerchantAccount(m), ledger.Account{Class: ledger.Government}, ledger.Fine, fine)
		w.Merchants.Suspended[m] = int32(w.Day + p.Suspension)
		w.setHonesty(m, true)
	}
}
