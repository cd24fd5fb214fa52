package state

// Order is one paid order on its way, in 24 bytes.
type Order struct {
	Local    uint16 // consumer within the chunk
	Day      uint16 // day number of the order
	Offer    uint32 // offer index; the top bits are flags
	Seed     uint32 // draws of this order: fit seen and unseen, delivery
	Calm     int16  // u_calm without quality and unseen fit, the taste shock included, 1/256 util
	Joy      int16  // what buying added whatever becomes of the good, with the option to return, 1/256 util
	Match    int16  // how the host suits the consumer as far as it was not known, 1/256 util
	Hot      int16  // what arousal added, 1/256 util
	Expected uint16 // expected quality, 1/1024
	Forgone  uint16 // what the shelf was worth to the need that the order is to meet, 1/256 util; 0 without one
}

// Flags in Order.Offer above the index (at most 2·MaxChannels·LineUp < 2^24).
const (
	OrderPurposive = 1 << 31
	OrderPaid      = 1 << 30
	OrderPrivate   = 1 << 29
	OrderRepeat    = 1 << 28 // the consumer remembers a good purchase from this host
	OrderAgain     = 1 << 27 // the consumer has kept a live order in the last Month days
	OrderRefused   = 1 << 26 // there was no stock
	OrderIndex     = 1<<24 - 1
)

// Chunk is a group of consumers that are worked on together, with their orders under way.
type Chunk struct {
	Due [8][]Order `per:"due"` // paid orders by day of delivery, ring by day number mod 8
}
