// Package ledger holds the accounts of a market in whole fen. Every transfer names its two accounts and its purpose;
// the sum of all balances is exactly zero at all times, and the market reconciles the accounts daily against counters
// kept independently of them. Whole numbers wrap without a word where they grow too large, so no sum is left unchecked:
// a transfer that would take a flow or a balance beyond what is held stops the run with its accounts and its purpose.
package ledger

import (
	"fmt"
	"math"
	"math/bits"
)

// What amounts are held, fen. A run has fewer than 2^14 days, so that no sum of a flow over days, and no counter that is
// part of one, comes to more than MostHeld. Both are absurd: MostADay is 2.8 trillion yuan, about what live shopping
// sells in half a year in all of China.
const (
	MostADay = 1 << 48 // moved in a day between two classes for one purpose
	MostHeld = 1 << 62 // on an account, owed or owned
)

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

var classNames = [numClasses]string{"consumers", "merchants", "streamers", "mcns", "platforms",
	"logistics", "government", "shelf", "outside", "escrow"}

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

var purposeNames = [numPurposes]string{"payment", "refund", "sales", "commission", "platform fee", "slot fee", "split", "traffic", "shipping",
	"goods", "shelf sale", "shelf refund", "fine", "training", "operation", "tips", "capital", "opening", "service fee"}

func (p Purpose) String() string { return purposeNames[p] }

// Account names one account: its class and its index in the class (0 for classes with one account).
type Account struct {
	Class Class
	Index int
}

// String names the account: its class, and its number where the class has many.
func (a Account) String() string {
	switch a.Class {
	case Merchants, Streamers, MCNs, Platforms:
		return fmt.Sprintf("%s[%d]", a.Class, a.Index)
	}
	return a.Class.String()
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

// Fault is a transfer that no ledger takes; Move panics with it, and the day of the market returns it as its error.
type Fault struct {
	From, To Account
	Why      Purpose
	Amount   int64  // fen
	What     string // is wrong with it
}

func (f *Fault) Error() string {
	return fmt.Sprintf("a transfer of %d fen from %s to %s for %s %s", f.Amount, f.From, f.To, f.Why, f.What)
}

// Move transfers amount fen (not negative) from one account to another.
func (l *Ledger) Move(from, to Account, why Purpose, amount int64) {
	flow, payer, payee := &l.Flow[flowIndex(from.Class, to.Class, why)], &l.Balance[from.Class][from.Index], &l.Balance[to.Class][to.Index]
	moved, left, has := *flow+amount, *payer-amount, *payee+amount
	// A flow is between 0 and MostADay and a balance within ±MostHeld, so that none of the three can wrap unseen.
	if uint64(amount) > MostADay || moved > MostADay || left < -MostHeld || has > MostHeld {
		panic(l.fault(from, to, why, amount))
	}
	*flow, *payer = moved, left
	*payee += amount // the payer may be the payee
}

// fault says what is wrong with a transfer.
func (l *Ledger) fault(from, to Account, why Purpose, amount int64) *Fault {
	f := &Fault{From: from, To: to, Why: why, Amount: amount}
	switch moved := l.Moved(from.Class, to.Class, why); {
	case amount < 0:
		f.What = "is negative"
	case amount > MostADay-moved:
		f.What = fmt.Sprintf("is more than accounts can hold: %d fen in a day for one purpose, of which %d were moved before", int64(MostADay), moved)
	default:
		f.What = fmt.Sprintf("is more than accounts can hold: balances of ±%d fen, and these are %d and %d", int64(MostHeld),
			l.Of(from.Class, from.Index), l.Of(to.Class, to.Index))
	}
	return f
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

// Sum returns the sum of all balances, which is exactly 0 when every fen moved between named accounts. It is taken in 128
// bits, so that no number of wraps makes it 0; one beyond 64 bits is given as the nearest number that they hold.
func (l *Ledger) Sum() int64 {
	var high, low, carry uint64
	for _, balances := range l.Balance {
		for _, b := range balances {
			low, carry = bits.Add64(low, uint64(b), 0)
			high += uint64(b>>63) + carry
		}
	}
	switch sum := int64(low); {
	case high == uint64(sum>>63):
		return sum
	case int64(high) < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

// Total returns the sum of the balances of a class.
func (l *Ledger) Total(c Class) int64 {
	var sum int64
	for _, b := range l.Balance[c] {
		sum += b
	}
	return sum
}
