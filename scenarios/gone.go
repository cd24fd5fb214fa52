package scenarios

// gone says of settings of former versions that no other has taken over one to one what took their place. Model version 9 took out
// those of goods chosen by their discount, of discounts judged one by one, and of agencies that were given their success.
var gone = map[string]string{
	"streamers.lineup.discount": "is gone: streamers choose goods by their price against comparable goods, set by streamers.lineup.price",
	"merchants.discount.step": "is gone: merchants learn what a cut brings by trials of the size merchants.discount.trial, " +
		"and move by merchants.discount.speed",
	"merchants.discount.caution": "is gone: merchants weigh what they find against what is usual, by merchants.price.usual, .known and .differ",
	"mcns.contract.uplift":       "is gone: what an agency adds is its training, of which a unit of skill is worth mcns.contract.worth",
	"mcns.contract.pool_gain":    "is gone: a unit of a pool's discount is worth mcns.contract.pool_worth",
	"mcns.breakaway.added":       "is gone: who leaves loses what the agency adds, by mcns.contract.worth and mcns.contract.pool_worth",
	"mcns.training.worthwhile":   "is gone: a streamer is trained while that is worth more than mcns.training.cost, by mcns.contract.worth",
	"mcns.firm.sensitivity":      "is gone: founding answers what earlier foundings brought, by mcns.firm.steepness and mcns.firm.reluctance",
	"mcns.firm.first": "is gone: it changed nothing; where no founding is remembered founding is worth nothing in particular, " +
		"and mcns.firm.reluctance decides",
	"mcns.talent.least_impressions": "is gone: it changed nothing; whoever was shown at all is judged, by mcns.talent.own_noise " +
		"and mcns.talent.public_noise",
}
