package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Trust is a beta reputation with forgetting (Jøsang & Ismail 2002): r ← λr + positive, s ← λs + ω·negative,
// T = (r+2a)/(r+s+2) with a the public trust. Negative is a failure (defect, fraud, refused service), not every
// return. A good that does not fail is evidence by how it was against what was promised (broken promises breed distrust, beyond bad
// goods as such: Darke, Ashworth & Main 2010, J. Academy of Marketing Science 38:347). With x = should − performance (Expectation),
//
//	positive = (1 − x⁺/tolerance)⁺, if it is kept,   negative = (x − tolerance)⁺:
//
// as promised it counts in full, short by all that is borne it counts nothing, beyond that it counts against the host. The public
// hears of promises broken beyond that, but cannot tell how pleased those are who keep a good: to it a kept order counts in full.
// Merchants answer for failures alone: the promise was the host's.
//
// Trust is kept per pair of consumer and host (T), and publicly per host and per merchant (Publicly), which is what those
// who have no experience of their own go by. Trust in the platform is a consumer's own, and moves with its orders on it:
//
//	P ← P + gain·(1−P) after one that did not fail, P ← P·(1 − gain·ω·spill) after one that did.
type Trust struct{ Memory, Negative, Public, PublicWeight, PlatformGain, Spill, Failure, Tolerance float64 }

// Declare binds the parameters to the set.
func (t *Trust) Declare(set *param.Set) {
	set.Float(&t.Memory, "memory", 0.985, param.Spec{Unit: "per week", Min: 0.5, Max: 1, Source: "λ .97-.995 a week: Jøsang & Ismail 2002",
		EN: "memory of trust (λ)", ZH: "信任记忆 λ"})
	set.Float(&t.Negative, "negative", 3, param.Spec{Min: 1, Max: 10, Source: "ω 2-5: negativity bias, Baumeister et al. 2001",
		EN: "weight of a failure (ω)", ZH: "失败权重 ω"})
	set.Float(&t.Public, "public_memory", 0.985, param.Spec{Unit: "per week", Min: 0.5, Max: 1, Source: "λ .97-.995 a week: Jøsang & Ismail 2002",
		EN: "memory of public trust", ZH: "公众信任记忆"})
	set.Float(&t.PublicWeight, "public_prior", 20, param.Spec{Unit: "order", Min: 1, Max: 1000, Source: param.Assumption,
		EN: "weight of the prior in public trust", ZH: "公众信任先验权重"})
	set.Float(&t.PlatformGain, "platform_gain", 0.03, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "step of the consumer's trust in the platform per order", ZH: "每单平台信任步长"})
	set.Float(&t.Spill, "spill", 0.3, param.Spec{Unit: "share", Min: 0, Max: 1, Source: "spill-over .2-.5: Roehm & Tybout 2006; Dahlén & Lange 2006",
		EN: "spill-over of a failure to the platform", ZH: "失败对平台信任的外溢"})
	set.Float(&t.Failure, "failure", 0.39, param.Spec{Min: 0, Max: 1, Source: param.Assumption,
		EN: "performance below which a purchase has failed", ZH: "视为失败的表现阈值"})
	set.Float(&t.Tolerance, "tolerance", 0.2, param.Spec{Min: 0, Max: 1,
		Source: "zone of tolerance: Zeithaml, Berry & Parasuraman 1993, J. Academy of Marketing Science 21:1; size an assumption",
		EN:     "by how much a good may fall short of the promise before it is held against the host", ZH: "承诺未兑现的容忍区间",
		Doc: "In units of quality. Up to there an order counts less and less for the host; what lies beyond counts as that part of a " +
			"failure.",
		DocZH: "以质量为单位；在此范围内订单的正面证据递减；超出部分按相应比例计为失败。"})
}

// Of returns T = (r+2a)/(r+s+2).
func (t *Trust) Of(positive, negative, public float64) float64 {
	return (positive + 2*public) / (positive + negative + 2)
}

// After is the public evidence on a host or a merchant a day later, keep of which is remembered (KeepPublic): pleased
// orders were kept without failure, failures and parts of them count ω times, and what was delivered as promised and sent back says
// nothing. One rule for both sides of a sale.
func (t *Trust) After(keep, positive, negative, pleased, failed float64) (pos, neg float64) {
	return float64(keep*positive) + pleased, float64(keep*negative) + float64(t.Negative*failed)
}

// Evidence is what a good that does not fail says of its host where it falls short by so much: good (if it is kept) and bad.
func (t *Trust) Evidence(short float64) (good, bad float64) {
	if short <= 0 {
		return 1, 0
	}
	return max(0, 1-short/max(t.Tolerance, 1e-9)), max(0, short-t.Tolerance)
}

// StartTrust is the public trust in a host or merchant nobody knows.
const StartTrust = 0.7

// Publicly returns public trust, (r + n₀·start)/(r + s + n₀), n₀ the weight of the prior in orders.
func (t *Trust) Publicly(positive, negative float64) float64 {
	return (positive + float64(t.PublicWeight*StartTrust)) / (positive + negative + t.PublicWeight)
}

// Foreseen is public trust some days on, if as many orders a day please and fail as told.
func (t *Trust) Foreseen(days, positive, negative, pleased, failed float64) float64 {
	keep := t.KeepPublic()
	left := chance.Pow(keep, days)
	gathered := days
	if keep < 1 {
		gathered = (1 - left) / (1 - keep)
	}
	return t.Publicly(float64(left*positive)+float64(gathered*pleased), float64(left*negative)+float64(gathered*t.Negative*failed))
}

// Fails is the share of units that fail of a good delivered at a quality, with that spread between units.
func (t *Trust) Fails(delivered, spread float64) float64 {
	if spread == 0 {
		if delivered < t.Failure {
			return 1
		}
		return 0
	}
	return chance.NormalShare((t.Failure - delivered) / spread)
}

// KeepPublic is the share of public evidence that is remembered from day to day.
func (t *Trust) KeepPublic() float64 { return chance.Pow(t.Public, 1.0/7) }

// Keep returns λ^(days/7), the share of evidence that is remembered.
func (t *Trust) Keep(days float64) float64 { return chance.Pow(t.Memory, days/7) }
