package consumer

import "livebazaar/agents/param"

// Known is what experience with a host adds to a purchase from it. People and hosts suit each other more or less, lastingly: the
// match m is standard normal for every pair. It is part of what a good from the host is worth to the consumer, and shows after
// delivery. Of it so much is known before as there are kept orders from the host, each counted by how it was against the promise
// (positive evidence of Trust: who was disappointed has lost no fear of being disappointed):
//
//	known = kept/(kept + half),  u += match·m·known + comfort·known + trust·(T_i − T)
//
// so that those who were well served come back and return less, and those who were not stay away. Comfort is the risk that
// experience takes away (perceived risk: Bauer 1960; loyalty as its reliever: Roselius 1971). Whether a good lasts, is genuine and
// will be put right if it breaks is still to be seen when it must be kept or sent back, so comfort counts there too: if it counted in
// buying alone, who knows a host would buy what it does not want and send back more than strangers do. Trust beyond the public's is a
// reason of its own beside the quality it promises (Wongkitrungrueng & Assarut 2020), and is had in buying alone.
type Known struct{ Match, Comfort, Half, Trust float64 }

// Declare binds the parameters to the set.
func (k *Known) Declare(set *param.Set) {
	set.Float(&k.Match, "match", 0.8, param.Spec{Unit: "util", Min: 0, Max: 5, Source: param.Assumption,
		EN: "spread of how lastingly hosts suit consumers", ZH: "主播与消费者长期契合度的离散"})
	set.Float(&k.Comfort, "comfort", 4, param.Spec{Unit: "util", Min: 0, Max: 10,
		Source: "sign: perceived risk, Bauer 1960; Roselius 1971; size calibrated so that a known host converts at least twice as well",
		EN:     "perceived risk that full experience with a host takes away", ZH: "对熟悉主播的风险感消除"})
	set.Float(&k.Half, "half", 0.8, param.Spec{Unit: "order", Min: 0.1, Max: 50,
		Source: "one usual order: a kept order counts .8 on average; an assumption",
		EN:     "kept orders from a host, as promised, after which half of it is known", ZH: "了解主播一半所需的符合承诺的留货单数"})
	set.Float(&k.Trust, "trust", 2, param.Spec{Unit: "util", Min: 0, Max: 10,
		Source: "sign: Wongkitrungrueng & Assarut 2020; size an assumption",
		EN:     "weight of trust in the host beyond the public's in a purchase", ZH: "购买时对主播的额外信任权重"})
}

// Share returns how much is known of a host after so many kept orders.
func (k *Known) Share(kept float64) float64 { return kept / (float64(kept) + k.Half) }
