package sim

import (
	"fmt"

	"livebazaar/sim/ledger"
)

// reconcile checks, every day of every run, that nothing was made or lost: the balances add up to zero, escrow holds
// exactly the orders under way, what left it is what was settled, parcels and the shelf were paid for, stock moved by
// counted units, and the impressions delivered are those the slates had. The counters are kept apart from the accounts,
// so a posting left out is noticed.
func (w *World) reconcile() error {
	if sum := w.Accounts.Sum(); sum != 0 {
		return fmt.Errorf("the accounts add up to %d fen, not 0", sum)
	}
	var under int64
	for i := range w.Consumers.Chunks {
		for _, ring := range w.Consumers.Chunks[i].Due {
			for k := range ring {
				under += w.Offers.Price[ring[k].Offer&orderIndex]
			}
		}
	}
	if held := w.Accounts.Of(ledger.Escrow, 0); held != under {
		return fmt.Errorf("escrow holds %d fen, the orders under way are worth %d", held, under)
	}
	r, a := &w.run, &w.Accounts
	kept := a.Moved(ledger.Escrow, ledger.Merchants, ledger.Sales) + a.Moved(ledger.Escrow, ledger.Streamers, ledger.Commission) +
		a.Moved(ledger.Escrow, ledger.Platforms, ledger.PlatformFee)
	if kept != r.day.GMVNet {
		return fmt.Errorf("%d fen were paid out for orders kept, which were worth %d", kept, r.day.GMVNet)
	}
	if back := a.Moved(ledger.Escrow, ledger.Consumers, ledger.Refund); back+kept != r.escrowOut {
		return fmt.Errorf("%d fen left escrow for orders worth %d", back+kept, r.escrowOut)
	}
	var earned int64
	for _, fen := range w.Hosts.Today.Commission {
		earned += fen
	}
	if paid := a.Moved(ledger.Escrow, ledger.Streamers, ledger.Commission) + a.Moved(ledger.Merchants, ledger.Streamers, ledger.Commission) -
		a.Moved(ledger.Streamers, ledger.Platforms, ledger.ServiceFee); paid != earned {
		return fmt.Errorf("streamers received %d fen of commission after the service fee, and earned %d", paid, earned)
	}
	if paid := a.Moved(ledger.Consumers, ledger.Escrow, ledger.Payment); paid != r.day.GMVPaid {
		return fmt.Errorf("consumers paid %d fen for orders worth %d", paid, r.day.GMVPaid)
	}
	if err := w.checkServices(); err != nil {
		return err
	}
	if err := w.checkStock(); err != nil {
		return err
	}
	return w.checkImpressions()
}

// checkServices checks that every parcel was paid for, and that what was paid on the shelf is what was bought there.
func (w *World) checkServices() error {
	r, a, fees := &w.run, &w.Accounts, &w.p.Platform.Fees
	parcels := (r.day.OrdersKept+r.day.Returns)*fen(fees.Shipping) + r.day.Returns*fen(fees.ReturnShipping)
	if paid := a.Moved(ledger.Merchants, ledger.Logistics, ledger.Shipping); paid != parcels {
		return fmt.Errorf("merchants paid %d fen for parcels that cost %d", paid, parcels)
	}
	parcels = 0
	for i := range r.workers {
		day := &r.workers[i].day
		parcels += day.ShelfOrders*fen(fees.Shipping) + day.ShelfReturns*fen(fees.ReturnShipping)
	}
	if paid := a.Moved(ledger.Shelf, ledger.Logistics, ledger.Shipping); paid != parcels {
		return fmt.Errorf("the shelf paid %d fen for parcels that cost %d", paid, parcels)
	}
	net := a.Moved(ledger.Consumers, ledger.Shelf, ledger.ShelfSale) - a.Moved(ledger.Shelf, ledger.Consumers, ledger.ShelfRefund)
	if net != r.day.ShelfNet {
		return fmt.Errorf("the shelf received %d fen for goods worth %d", net, r.day.ShelfNet)
	}
	return nil
}

// fen returns an amount in yuan in whole fen.
func fen(yuan float64) int64 { return int64(float64(yuan*100) + 0.5) }

// checkImpressions checks that every slate was filled and that what rooms received is what the platform gave out.
func (w *World) checkImpressions() error {
	if got, given := w.run.day.Impressions, w.run.supplied; got != given {
		return fmt.Errorf("%d impressions were delivered of %d supplied", got, given)
	}
	var hosts int64
	for _, n := range w.Hosts.Today.Impressions {
		hosts += n
	}
	if hosts != w.run.supplied {
		return fmt.Errorf("hosts received %d impressions of %d supplied", hosts, w.run.supplied)
	}
	return nil
}
