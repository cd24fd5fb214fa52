// Package ledger holds the accounts of a market in whole fen. Every transfer names its two accounts and its purpose;
// the sum of all balances is exactly zero at all times, and the market reconciles the accounts daily against counters
// kept independently of them.
package ledger

import "fmt"

// Class is a kind of account.
type Class uint8

// The classes of accounts. Escrow holds what consumers paid for orders not yet settled.
const (
	Consumers Class = iota
	Merchants
	Streamers
	MCNs
	Platforms
	Logistics
	Government
	Shelf
	Outside
	Escrow
	numClasses
)

var classNames = [numClasses]string{"consumers", "merchants", "streamers", "mcns", "platforms", "logistics", "government", "shelf", "outside", "escrow"}

func (c Class) String() string { return classNames[c] }

// Purpose says what money is moved for.
type Purpose uint8

// The purposes of transfers.
const (
	Payment     Purpose = iota // consumers pay for live orders, into escrow
	Refund                     // escrow back to consumers
	Sales                      // escrow to merchants, net of fees and commission; shelf sellers to merchants, their part of the shelf
	Commission                 // escrow to streamers; merchants to streamers on returned orders where nothing is clawed back
	PlatformFee                // escrow to the platform
	SlotFee                    // merchants to streamers
	Split                      // streamers to MCNs
	Traffic                    // MCNs, merchants, streamers to the platform for paid impressions
	Shipping                   // merchants and shelf sellers to logistics; merchants to shelf sellers, for their part of the shelf
	Goods                      // merchants and shelf sellers to outside for production
	ShelfSale                  // consumers to shelf sellers
	ShelfRefund                // shelf sellers to consumers
	Fine                       // merchants or streamers to government
	Training                   // MCNs to outside
	Operation                  // running costs to outside
	Tips                       // consumers to streamers (outside income of a session)
	Capital                    // outside to new merchants and MCNs; and back: what owners take out, and what is left when an account closes
	Opening                    // new merchants to outside for opening a business
	ServiceFee                 // streamers to the platform, of their commission
	numPurposes
)

var purposeNames = [numPurposes]string{"payment", "refund", "sales", "commission", "platform fee", "slot fee", "split", "traffic", "shipping", "goods", "shelf sale", "shelf refund", "fine", "training", "operation", "tips", "capital", "opening", "service fee"}

func (p Purpose) String() string { return purposeNames[p] }

// Account names one account: its class and its index in the class (0 for classes with one account).
type Account struct {
	Class Class
	Index int
}

// Ledger is all accounts and the day's flows between classes.
type Ledger struct {
	Balance [numClasses][]int64                                         // fen, by class and index
	Flow    [int(numClasses) * int(numClasses) * int(numPurposes)]int64 // fen moved today, by from·classes·purposes + to·purposes + purpose
}

// New returns a ledger with n accounts of the classes given and one of every other.
func New(merchants, streamers, mcns, platforms int) Ledger {
	var l Ledger
	for c := range l.Balance {
		n := 1
		switch Class(c) {
		case Merchants:
			n = merchants
		case Streamers:
			n = streamers
		case MCNs:
			n = mcns
		case Platforms:
			n = platforms
		}
		l.Balance[c] = make([]int64, n)
	}
	return l
}

// Move transfers amount fen (not negative) from one account to another.
func (l *Ledger) Move(from, to Account, why Purpose, amount int64) {
	if amount < 0 {
		panic(fmt.Sprintf("ledger: negative transfer of %d fen from %s to %s for %s", amount, from.Class, to.Class, why))
	}
	l.Balance[from.Class][from.Index] -= amount
	l.Balance[to.Class][to.Index] += amount
	l.Flow[flowIndex(from.Class, to.Class, why)] += amount
}

func flowIndex(from, to Class, why Purpose) int {
	return (int(from)*int(numClasses)+int(to))*int(numPurposes) + int(why)
}

// Of returns the balance of an account in fen.
func (l *Ledger) Of(c Class, index int) int64 { return l.Balance[c][index] }

// Moved returns what was moved today between two classes for a purpose, in fen.
func (l *Ledger) Moved(from, to Class, why Purpose) int64 { return l.Flow[flowIndex(from, to, why)] }

// EachFlow calls f for every flow of today that is not zero, in a fixed order.
func (l *Ledger) EachFlow(f func(from, to Class, why Purpose, amount int64)) {
	for i, amount := range &l.Flow { // in place: the array is copied otherwise
		if amount != 0 {
			fc := i / int(numPurposes)
			f(Class(fc/int(numClasses)), Class(fc%int(numClasses)), Purpose(i%int(numPurposes)), amount)
		}
	}
}

// Morning clears the day's flows.
func (l *Ledger) Morning() { clear(l.Flow[:]) }

// Sum returns the sum of all balances, which is exactly 0 when every fen moved between named accounts.
func (l *Ledger) Sum() int64 {
	var sum int64
	for _, balances := range l.Balance {
		for _, b := range balances {
			sum += b
		}
	}
	return sum
}

// Total returns the sum of the balances of a class.
func (l *Ledger) Total(c Class) int64 {
	var sum int64
	for _, b := range l.Balance[c] {
		sum += b
	}
	return sum
}
