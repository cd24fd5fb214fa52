package state

// Relation is a remembered host in 64 bits: its channel (20), positive and negative evidence in eighths of an order (8 + 8),
// fan bond in 1/127 (7), visits (6), followed (1), day number of the last update (14). 0 is empty.
type Relation uint64

const (
	relChannel           = 1<<20 - 1
	relPositive          = 20
	relNegative          = 28
	relBond              = 36
	relVisits            = 43
	RelFollowed Relation = 1 << 49
	relDay               = 50
)

// MaxChannels is the largest number of channels (venues × streamers and stores) that the packed state can address.
const MaxChannels = 1 << 20

// Channel is the channel of the host that is remembered.
func (r Relation) Channel() int32 { return int32(r & relChannel) }

// Positive is the evidence of good orders, in eighths of an order.
func (r Relation) Positive() uint32 { return uint32(r>>relPositive) & 0xff }

// Negative is the evidence of bad orders, in eighths of an order.
func (r Relation) Negative() uint32 { return uint32(r>>relNegative) & 0xff }

// Bond is the fan bond on the day of the last update, 0..127.
func (r Relation) Bond() uint32 { return uint32(r>>relBond) & 0x7f }

// Visits counts visits, up to 63.
func (r Relation) Visits() uint32 { return uint32(r>>relVisits) & 0x3f }

// Followed reports whether the consumer follows the host.
func (r Relation) Followed() bool { return r&RelFollowed != 0 }

// Day is the day number of the last update.
func (r Relation) Day() uint32 { return uint32(r >> relDay) }

// NewRelation packs a relation; evidence in eighths up to 255, bond up to 127, visits up to 63.
func NewRelation(channel int32, positive, negative, bond, visits uint32, followed bool, day uint32) Relation {
	r := Relation(channel) | Relation(positive)<<relPositive | Relation(negative)<<relNegative |
		Relation(bond)<<relBond | Relation(visits)<<relVisits | Relation(day)<<relDay
	if followed {
		r |= RelFollowed
	}
	return r
}

// Met returns the relation to a host that is met for the first time on a day number, on a channel.
func Met(channel int32, day uint32) Relation { return Relation(channel) | Relation(day)<<relDay }
