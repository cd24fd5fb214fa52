package state

import (
	"fmt"
	"math/bits"

	"livebazaar/sim/ledger"
)

// Amounts are whole fen (and whole units of goods) in 64 bits, and settings can ask for more than those hold. Nothing may
// wrap without a word: what is reckoned in floating point or as a product and is too large becomes Beyond. Sums of what the ledger
// moves cannot wrap (see there), nor do small multiples of a few such amounts.

// Beyond stands for any amount too large for 64 bits: the ledger refuses it, and the day ends with an error.
const Beyond = 1 << 53

// Truncated returns the whole part of an amount, as int64 does, on every machine also where that does not hold it.
func Truncated(x float64) int64 {
	switch {
	case x > -Beyond && x < Beyond:
		return int64(x)
	case x < 0:
		return -Beyond
	}
	return Beyond // and what is not a number is no amount
}

// CostOf returns what so many units come to at a price; neither is negative.
func CostOf(units, fen int64) int64 {
	high, low := bits.Mul64(uint64(units), uint64(fen))
	if high != 0 || low > Beyond {
		return Beyond
	}
	return int64(low)
}

// PartOf returns amount·part/all, of which part is at most all and none is negative.
func PartOf(amount, part, all int64) int64 {
	high, low := bits.Mul64(uint64(amount), uint64(part))
	quotient, _ := bits.Div64(high, low, uint64(all))
	return int64(quotient)
}

// Faults turns a transfer that the ledger did not take into the error of what was being done.
func Faults(err *error) {
	switch cause := recover().(type) {
	case nil:
	case *ledger.Fault:
		*err = cause
	default:
		panic(cause)
	}
}

// TooMuch is the fault of what is counted before it is moved.
func TooMuch(from, to ledger.Account, why ledger.Purpose, fen int64) *ledger.Fault {
	return &ledger.Fault{From: from, To: to, Why: why, Amount: fen,
		What: fmt.Sprintf("is more than accounts can hold: %d fen in a day for one purpose", int64(ledger.MostADay))}
}

// Held checks what is counted in fen and not moved.
func Held(what string, fen int64) error {
	if fen < -ledger.MostADay || fen > ledger.MostADay {
		return fmt.Errorf("%s of the day: %d fen are more than the record can hold, %d in a day", what, fen, int64(ledger.MostADay))
	}
	return nil
}
