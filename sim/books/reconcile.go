package books

import (
	"fmt"

	"livebazaar/sim/fixed"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
	"livebazaar/sim/state"
)

// apart is what a worker counts apart from takings and accounts. These are held against it.
type apart struct {
	orders                  int64 // that consumers made, those refused included
	placed, paid, delivered int64 // what the orders placed today were worth, those paid for, and those delivered, fen
	under                   int64 // what the orders under way are worth, fen
}

// apart returns what all workers counted apart.
func (w *Books) apart() (sum apart) {
	for i := range w.run.clerks {
		a := &w.run.clerks[i].apart
		sum.orders += a.orders
		sum.placed += a.placed
		sum.paid += a.paid
		sum.under += a.under
	}
	sum.delivered = w.crowd.DeliveredFen()
	return sum
}

// Reconcile checks, every day of every run, that nothing was made or lost: the balances add up to zero, escrow holds exactly the orders
// under way, what left it is what was settled, offers took what consumers ordered and hosts what offers took, parcels and the shelf
// were paid for, and the impressions delivered are those supplied. What is checked is counted twice, apart from each other, so that a
// posting or an order left out is noticed. The error says what differs from what.
func (w *Books) Reconcile(supplied int64) error {
	if sum := w.Accounts.Sum(); sum != 0 {
		return fmt.Errorf("the accounts add up to %d fen, not 0", sum)
	}
	for i := range w.run.clerks {
		w.run.clerks[i].apart.under = 0
	}
	w.bookChunks(w.worthUnderWay)
	sum, day := w.apart(), w.counted()
	for _, check := range [...]func(*apart, *record.Day) error{w.checkEscrow, w.checkTakings, w.checkHosts} {
		if err := check(&sum, &day); err != nil {
			return err
		}
	}
	if err := w.checkServices(&day); err != nil {
		return err
	}
	return w.checkImpressions(&day, supplied)
}

// worthUnderWay adds up what a chunk's orders under way are worth.
func (w *Books) worthUnderWay(chunk int, acc *clerk) {
	var worth int64
	for _, ring := range w.Consumers.Chunks[chunk].Due {
		for k := range ring {
			worth += w.Offers.Price[ring[k].Offer&state.OrderIndex]
		}
	}
	acc.apart.under += worth
}

// checkEscrow checks that what was paid into escrow and out of it is what was ordered and delivered, and that the rest is
// there.
func (w *Books) checkEscrow(sum *apart, day *record.Day) error {
	a := &w.Accounts
	if held := a.Of(ledger.Escrow, 0); held != sum.under {
		return fmt.Errorf("escrow holds %d fen, the orders under way are worth %d", held, sum.under)
	}
	kept := a.Moved(ledger.Escrow, ledger.Merchants, ledger.Sales) + a.Moved(ledger.Escrow, ledger.Streamers, ledger.Commission) +
		a.Moved(ledger.Escrow, ledger.Platforms, ledger.PlatformFee)
	if kept != day.GMVNet {
		return fmt.Errorf("%d fen were paid out for orders kept, which were worth %d", kept, day.GMVNet)
	}
	if back := a.Moved(ledger.Escrow, ledger.Consumers, ledger.Refund); back+kept != sum.delivered {
		return fmt.Errorf("%d fen left escrow for orders worth %d", back+kept, sum.delivered)
	}
	if paid := a.Moved(ledger.Consumers, ledger.Escrow, ledger.Payment); paid != day.GMVPaid {
		return fmt.Errorf("consumers paid %d fen for orders worth %d", paid, day.GMVPaid)
	}
	return nil
}

// checkTakings checks that the offers took every order that consumers made and every one that was delivered.
func (w *Books) checkTakings(sum *apart, day *record.Day) error {
	if taken := day.Orders + day.Stockouts; taken != sum.orders {
		return fmt.Errorf("%d orders were placed or refused of %d", taken, sum.orders)
	}
	if day.GMV != sum.placed || day.GMVPaid != sum.paid {
		return fmt.Errorf("offers took orders worth %d fen, %d of them paid; placed were %d and %d",
			day.GMV, day.GMVPaid, sum.placed, sum.paid)
	}
	if settled := day.OrdersKept + day.Returns; settled != day.Delivered {
		return fmt.Errorf("%d orders were kept or returned of %d delivered", settled, day.Delivered)
	}
	return nil
}

// checkHosts checks that hosts sold what offers took, and that streamers received the commission they earned.
func (w *Books) checkHosts(_ *apart, day *record.Day) error {
	var placed, kept, earned int64
	h, a := &w.Hosts.Today, &w.Accounts
	for i := range h.GMV {
		placed += h.GMV[i]
		kept += h.KeptFen[i]
		earned += h.Commission[i]
	}
	if placed != day.GMV || kept != day.GMVNet {
		return fmt.Errorf("hosts sold for %d fen, %d of them kept; offers for %d and %d", placed, kept, day.GMV, day.GMVNet)
	}
	if paid := a.Moved(ledger.Escrow, ledger.Streamers, ledger.Commission) + a.Moved(ledger.Merchants, ledger.Streamers, ledger.Commission) -
		a.Moved(ledger.Streamers, ledger.Platforms, ledger.ServiceFee); paid != earned {
		return fmt.Errorf("streamers received %d fen of commission after the service fee, and earned %d", paid, earned)
	}
	return nil
}

// checkServices checks that every parcel was paid for, and that what was paid on the shelf is what was bought there.
func (w *Books) checkServices(day *record.Day) error {
	a, fees := &w.Accounts, &w.p.Platform.Fees
	parcels := (day.OrdersKept+day.Returns)*fixed.Fen(fees.Shipping) + day.Returns*fixed.Fen(fees.ReturnShipping)
	if paid := a.Moved(ledger.Merchants, ledger.Logistics, ledger.Shipping); paid != parcels {
		return fmt.Errorf("merchants paid %d fen for parcels that cost %d", paid, parcels)
	}
	parcels = day.ShelfOrders*fixed.Fen(fees.Shipping) + day.ShelfReturns*fixed.Fen(fees.ReturnShipping)
	if paid := a.Moved(ledger.Shelf, ledger.Logistics, ledger.Shipping); paid != parcels {
		return fmt.Errorf("the shelf paid %d fen for parcels that cost %d", paid, parcels)
	}
	net := a.Moved(ledger.Consumers, ledger.Shelf, ledger.ShelfSale) - a.Moved(ledger.Shelf, ledger.Consumers, ledger.ShelfRefund)
	if net != day.ShelfNet {
		return fmt.Errorf("the shelf received %d fen for goods worth %d", net, day.ShelfNet)
	}
	return nil
}

// checkImpressions checks that every slate was filled and that what rooms received is what the platform gave out.
func (w *Books) checkImpressions(day *record.Day, supplied int64) error {
	if got, given := day.Impressions, supplied; got != given {
		return fmt.Errorf("%d impressions were delivered of %d supplied", got, given)
	}
	var hosts int64
	for _, n := range w.Hosts.Today.Impressions {
		hosts += n
	}
	if hosts != supplied {
		return fmt.Errorf("hosts received %d impressions of %d supplied", hosts, supplied)
	}
	return nil
}
