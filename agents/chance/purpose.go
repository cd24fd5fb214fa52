package chance

// Purpose says what a draw is for. The list is append-only: a new purpose goes to the end, and one that is no longer drawn leaves
// its number behind (a line with _), so that adding or dropping a mechanism moves no draw of another.
//
// Agents are keyed by serial numbers, which no two of them share, of whatever kind. So streamers and merchants may draw for one
// purpose. Where two places draw for one, its comment says what keeps them apart.
type Purpose uint64

// The purposes.
const (
	Population Purpose = iota // traits of an initial agent: consumers by place, streamers one member further down
	Activity                  // which slots a consumer opens the platform in
	_                         // which rooms the platform shows
	Taste                     // a slot's choices: rooms shown, taste shocks, the good seen, fit, buying, paying, following
	_                         // which of a room's goods is seen
	_                         // fit of a good to the consumer
	_                         // buy or not
	_                         // pay or not
	Deliver                   // an order: its day of arrival is a draw, what comes of it a member
	_                         // complaint after a failure
	_                         // follow or unfollow
	Need                      // when a need comes back
	Adopt                     // adoption and lapse of live shopping
	Schedule                  // sessions of streamers, and of stores, by serial number
	LineUp                    // goods of a show: as a streamer sees them for good, and thinks of them by day, and as a merchant, by serial number
	Learn                     // experiments of learners: streamers and merchants, by serial number; of a good by place
	Accident                  // scandal, illness
	Entry                     // entry: of the first agents by serial number, of a week's streamers by day, of agencies one purpose further
	Exit                      // exit of streamers and merchants, by serial number
	Scout                     // agencies' scouting, by day; their traits and what they know at the start, by serial number
	_                         // training
	Breakaway                 // a streamer leaves the MCN
	Match                     // merchant and streamer meet
	Thompson                  // posterior draws of a merchant, by serial number: of streamers by place, of the own store behind them
	_                         // stock decisions
	Cheat                     // honest or not
	Sample                    // enforcement: sampling, audits and errors of detection
	_                         // errors of detection
	Rank                      // ties: of a slot's rooms below the slot, of tiers below the day
	Control                   // random removal in head dependence by serial number; the seed of twins is a draw
	_                         // paid traffic
	_                         // rounding of packed state
	Shelf                     // shelf purchases
	_                         // product improvement
	_                         // part of the fit that shows after delivery
	_                         // word of mouth
	Salt                      // of a room's shocks
	Browse                    // looks outside the main category: of streamers and merchants, by serial number
	Comeback                  // a banned streamer under a new name
	Business                  // merchants' traits by serial number, and the week's candidates by day
	Lasting                   // what lasts of a consumer (liking, sensitivity) and of a host (by serial number: who suits whom)
	Lapse                     // of a need that nothing meets
	Appoint                   // a fan comes when the host is live
	Past                      // what the first users remember of hosts
)
