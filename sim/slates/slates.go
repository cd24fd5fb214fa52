// Package slates works on sixteen consumers at a time: who opens the platform, what brings them there, and the slates
// they see; the few lines in which a market spends most of its time. It knows no market: rooms are numbers with what
// consumers see in them, and a consumer is a lane of a Batch.
//
// A chunk of consumers goes through Wake once a day and through Meet in every slot. Those met are boarded in batches,
// and a batch goes through Follow, Fill, Value and Best, in this order. Each is defined by plain Go (wake.go, meet.go,
// follow.go, fill.go, value.go). On processors with AVX-512 the same is done for all lanes at once (the files *_amd64.s),
// with the same bits; tests compare the two, and GODEBUG=cpu.avx512f=off chooses the plain one.
package slates

// Lanes is the number of consumers in a batch.
const Lanes = 16

// Followed is the largest number of followed rooms on a slate, MaxPlaces of recommended ones.
const (
	Followed  = 5
	MaxPlaces = 11
	Rows      = Followed + MaxPlaces
)

// Nobody marks a place without a room.
const Nobody = -1

// A Lane of 32-bit numbers, one for each consumer of a batch.
type (
	Lane  [Lanes]int32
	ULane [Lanes]uint32
)

// A Batch is the slates of up to sixteen consumers, a lane each.
type Batch struct {
	// What the consumers bring along.
	Key, Twist       ULane // 64 random bits for the slot: Key shocks and draws, Twist draws
	Turn             ULane // where the turn of the sources begins, 16 bits
	Share            ULane // share of the draws that are from the wheel of one's own, × 65536
	Base, Size       ULane // that wheel: its first column and how many it has (at least one)
	AllBase, AllSize ULane // the wheel of all rooms of one's circle
	TasteLo          ULane // tastes for categories 0-7, 4 bits each
	TasteHi          ULane // and for 8-15
	Style            ULane // coordinates of style: x in the low, y in the high 16 bits, both signed
	Pending          ULane // categories with an open need, a bit each in the low 16
	ReachLo, ReachHi ULane // 60 random bits: which followed rooms are seen
	Outside, Shelf   ULane // what doing something else and the shelf are worth, 1/1024 util, signed
	Who              ULane // number of the consumer's record, and from bit 16 the need wanted

	// What Follow, Fill, Value and Best find out.
	FollowedN    Lane // number of followed rooms on the slate
	Known        [Followed]Lane
	Seen         [Rows]Lane // rooms: up to Followed followed ones, then, from row Followed, the places in order
	Worth        [Rows]Lane // what the rooms of the slate are worth but for memories, 1/1024 util
	Best         Lane       // the greatest worth of a slate; least where it is empty
	Search       uint16     // who searches the shelf, a bit a lane
	Enter        uint16     // and who enters the best room
	BestRow      Lane       // the first row that has it
	Hits         [Rows]uint16
	stamps       []uint32 // scratch of fill
	stamp        uint32
	FollowedMost int64 // the largest number of followed rooms of the lanes
}

// A Room is what consumers see alike of one open room.
type Room struct {
	Appeal int32  // 1/1024 util
	Style  uint32 // coordinates of style times the weight of style: x in the low, y in the high 16 bits, both signed
	Salt   uint32 // odd; the product with a consumer's Key draws the shock
	Mark   uint32 // categories of the goods on show, a bit each, and from bit MainShift the main category
}

// MainShift is where the main category stands in Room.Mark.
const MainShift = 16

// Tables are what the worth of a room is looked up in, in 1/1024 util.
type Tables struct {
	Gumbel   [4096]int16 // standard Gumbel quantiles at (i+½)/4096
	Taste    [16]int32   // by taste for the main category (also: Gumbel is read four bytes at a time)
	Position [16]int32   // by place on the slate
	Need     int32       // a good on show meets an open need
}

// idle readies the lanes from n on, which have no consumer.
func (b *Batch) idle(n int) {
	for lane := n; lane < Lanes; lane++ {
		b.Share[lane], b.Turn[lane] = 0, 0
		b.AllBase[lane], b.AllSize[lane], b.Who[lane] = b.AllBase[0], b.AllSize[0], b.Who[0]
	}
}

// Empty leaves all places without a room.
func (b *Batch) Empty(places int) {
	for place := range places {
		for lane := range Lanes {
			b.Seen[Followed+place][lane] = Nobody
		}
	}
}
