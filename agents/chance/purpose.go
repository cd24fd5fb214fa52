package chance

// Purpose says what a draw is for. The list is append-only: a new purpose goes to the end, none is ever removed, so
// that adding a mechanism moves no draw of another.
type Purpose uint64

// The purposes.
const (
	Population Purpose = iota // traits of an initial agent
	Activity                  // which slots a consumer opens the platform in
	Recommend                 // which rooms the platform shows
	Taste                     // taste shocks of the room choice
	Offer                     // which of a room's goods is seen
	Fit                       // fit of a good to the consumer, seen and unseen
	Buy                       // buy or not
	Pay                       // pay or not
	Deliver                   // delay, defect
	Complain                  // complaint after a failure
	Follow                    // follow or unfollow
	Need                      // when a need comes back
	Adopt                     // adoption and lapse of live shopping
	Schedule                  // a streamer's sessions
	LineUp                    // goods of a show
	Learn                     // experiments of a learner
	Accident                  // scandal, illness
	Entry                     // entry of new agents
	Exit                      // exit of agents
	Scout                     // an MCN's scouting
	Train                     // training
	Breakaway                 // a streamer leaves the MCN
	Match                     // merchant and streamer meet
	Thompson                  // posterior draws of a merchant's bandit
	Restock                   // stock decisions
	Cheat                     // honest or not
	Sample                    // enforcement: sampling, audits
	Detect                    // enforcement: errors of detection
	Rank                      // draws of a ranking rule
	Control                   // random removal in head dependence
	Traffic                   // paid traffic
	Round                     // stochastic rounding of packed state
	Shelf                     // shelf purchases
	Quality                   // product improvement
	Unseen                    // part of the fit that shows after delivery
	Meeting                   // word of mouth
	Salt                      // of a room's shocks
	Browse                    // looks outside the main category
	Comeback                  // a banned streamer under a new name
	Business                  // merchants' traits and entry
)
