package street

import (
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// Terms are what a visitor weighs of one offer, in 1/1024 util and 1/1024 of quality.
type Terms struct {
	Price    int64 // fen
	Constant int32 // what all see alike and is calm
	Claim    int32 // quality claimed: true quality + hype
	Arousal  int32 // projection bias × arousal
	Category uint8
	Place    uint8 // in the line-up
}

// weigh makes the terms of place j of a host's line-up, which shows a good: the equation of package consumer but for what is the visitor's own.
func (w *Street) weigh(host, j, good int) Terms {
	p, goods := &w.p.Consumers.Purchase, &w.Goods
	price, list := w.Offers.Price[w.Offer(w.Edition(), host, j)], goods.List[good]
	share := float64(price) / float64(list)
	stock := float64(goods.Stock[good]) / (1 + float64(state.Week*goods.Demand[good]))
	return Terms{
		Price:    price,
		Category: goods.Category[good],
		Place:    uint8(j),
		Constant: fixed.Of(p.Constant + float64(p.Merchant*(w.p.MerchantTrust(w.Market, good/state.GoodsPer)-0.5)) +
			float64(p.Reference*(goods.Reference[good]-share))),
		Claim:   fixed.Of(goods.Quality[good] + w.Hosts.Hype[host]),
		Arousal: fixed.Of(p.Projection * p.Arousal(max(0, 1-share), max(0, 1-stock), w.Hosts.Content[host]*w.Hosts.Fresh[host])),
	}
}
