package books

import (
	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/state"
)

// payOut moves the money of the orders that were settled.
func (w *Books) payOut() {
	r, a := &w.run, &w.Accounts
	shipping, back := fixed.Fen(w.p.Platform.Fees.Shipping), fixed.Fen(w.p.Platform.Fees.ReturnShipping)
	var refunds, fees, carried int64
	for i := range r.proceeds {
		refunds += r.proceeds[i].refunds
	}
	a.Move(state.Escrow, state.Buyers, ledger.Refund, refunds)
	w.payOwed()
	for h := range r.commission {
		if r.commission[h] > 0 {
			a.Move(state.Escrow, state.StreamerAccount(h), ledger.Commission, r.commission[h])
			r.commission[h] = 0
		}
		if r.service[h] > 0 {
			a.Move(state.StreamerAccount(h), state.PlatformAccount, ledger.ServiceFee, r.service[h])
			r.service[h] = 0
		}
	}
	for i := range r.proceeds {
		p := &r.proceeds[i]
		if p.delivered == 0 {
			continue
		}
		account := state.MerchantAccount(i)
		a.Move(state.Escrow, account, ledger.Sales, p.sales)
		parcels := p.delivered*shipping + p.returned*back
		a.Move(account, state.Carriers, ledger.Shipping, parcels)
		carried += parcels
		fees += p.fee
		*p = proceeds{}
	}
	a.Move(state.Carriers, state.Outside, ledger.Operation, carried) // carriers compete: carrying costs what they are paid
	a.Move(state.Escrow, state.PlatformAccount, ledger.PlatformFee, fees)
}

// proceeds is what a merchant has coming from today's settlements, and what is paid back to its buyers.
type proceeds struct{ delivered, returned, refunds, sales, fee int64 }

// payOwed moves the commission of returned orders from merchants to streamers where it is not clawed back.
func (w *Books) payOwed() {
	if w.p.Platform.Fees.Clawback {
		return
	}
	for i := range w.run.tills {
		for k := range w.run.tills[i].takings {
			if x := w.results(&w.run.tills[i].takings[k]); x.owed > 0 {
				w.Accounts.Move(state.MerchantAccount(x.merchant), state.StreamerAccount(x.host), ledger.Commission, x.owed)
			}
		}
	}
}
