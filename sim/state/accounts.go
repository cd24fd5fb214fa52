package state

import (
	"livebazaar/sim/ledger"
)

// Accounts that are one for all.
var (
	Buyers          = ledger.Account{Class: ledger.Consumers}
	Escrow          = ledger.Account{Class: ledger.Escrow}
	Carriers        = ledger.Account{Class: ledger.Logistics}
	ShelfSellers    = ledger.Account{Class: ledger.Shelf}
	PlatformAccount = ledger.Account{Class: ledger.Platforms}
	Outside         = ledger.Account{Class: ledger.Outside}
)

// MerchantAccount returns the account of a merchant.
func MerchantAccount(m int) ledger.Account { return ledger.Account{Class: ledger.Merchants, Index: m} }

// AgencyAccount returns the account of an agency.
func AgencyAccount(a int) ledger.Account { return ledger.Account{Class: ledger.MCNs, Index: a} }

// StreamerAccount returns the account of a streamer.
func StreamerAccount(s int) ledger.Account { return ledger.Account{Class: ledger.Streamers, Index: s} }
