package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Room says how a consumer chooses a room from the slate (stage 1 of the model):
//
//	P(i enters s | slate L) = v_pos(s)·exp(u_is)·m_s^r / (exp(u_0) + Σ_k∈L v_pos(k)·exp(u_ik)·m_k^r)
//
// with u_is = match to taste + trust + follow + capital·ln(1+K_is) + hype + content, v_k = k^−position, and m_s the
// room's popularity relative to the mean (Maldonado et al. 2015, arXiv 1512.07251: Salganik, Dodds & Watts' music lab;
// Adler 1985 for consumption capital). The choice is drawn by adding Gumbel shocks and taking the best.
type Room struct {
	Outside, Shelf, Need, Trust, Follow, Bond, Capital, Hype, Content, Product float64
	Match                                                                      float64
	Position, Social, Newcomer                                                 float64
}

// Declare binds the parameters to the set.
func (r *Room) Declare(set *param.Set) {
	util := func(dst *float64, key string, def, lo, hi float64, source, en, zh string) {
		set.Float(dst, key, def, param.Spec{Unit: "util", Min: lo, Max: hi, Source: source, EN: en, ZH: zh})
	}
	util(&r.Outside, "outside", 4.1, -5, 12, param.Assumption, "utility of entering no room", "不进任何直播间的效用")
	util(&r.Shelf, "shelf", 4.3, -5, 12, param.Assumption, "utility of a search on the shelf with an open need", "有需求时货架搜索的效用")
	util(&r.Need, "need", 1.2, 0, 5, param.Assumption, "room offers what an open need asks for", "直播间满足现有需求的效用")
	util(&r.Trust, "trust", 2.5, 0, 5, "sign: Jøsang & Ismail 2002, Wongkitrungrueng & Assarut 2020; size an assumption",
		"weight of trust in the host", "对主播信任的权重")
	util(&r.Follow, "follow", 0.8, 0, 5, param.Assumption, "host is followed", "已关注主播的效用")
	util(&r.Bond, "bond", 1.2, 0, 5, param.Assumption, "weight of the fan bond", "粉丝黏性的权重")
	util(&r.Capital, "capital", 0.25, 0, 2, "Adler 1985 (consumption capital); size an assumption", "weight of ln(1+visits before)", "消费资本权重")
	util(&r.Hype, "hype", 0.6, 0, 5, "sign: claims draw attention (Nelson 1974); size an assumption", "weight of the host's hype", "夸大宣传的吸引力权重")
	util(&r.Content, "content", 2.2, 0, 6, "Rosen 1981 (audience convex in talent); size an assumption",
		"weight of content power × freshness", "内容力×新鲜度权重")
	util(&r.Product, "product", 0.8, 0, 5, param.Assumption, "weight of product power", "产品力权重")
	util(&r.Match, "match", 0.5, 0, 5, param.Assumption, "weight of what is known of how the host suits one (Known)", "已知主播契合度的权重")
	set.Float(&r.Position, "position", 0.8, param.Spec{Min: 0, Max: 1.5, Source: "v_k = k^−η, η .5-1.5: Joachims et al. 2017; Ursu 2018",
		EN: "decline of attention with position (η)", ZH: "位置注意力衰减 η"})
	set.Float(&r.Social, "social", 0.23, param.Spec{Min: 0, Max: 1.2,
		Source: "r 0-1.2, Maldonado et al. 2015, arXiv 1512.07251; Salganik, Dodds & Watts 2006",
		EN:     "strength of the social signal (r)", ZH: "社会信号强度 r"})
	set.WhenAbove("social", 0.0).Float(&r.Newcomer, "newcomer", 0.3, param.Spec{Unit: "multiple of the mean", Min: 0.001, Max: 5,
		Source: "ε of the relative popularity: Maldonado et al. 2015; size an assumption",
		EN:     "popularity granted to a room without viewers (ε)", ZH: "无人观看直播间的基础人气 ε"})
}

// PositionLog returns ln v_k = −position·ln k for k = 1, 2, ….
func (r *Room) PositionLog(k int) float64 { return -r.Position * chance.Log(float64(k)) }

// Popularity returns r·ln m_s, m_s = (n_s+ε)/(n̄+ε) with ε as a share of the mean n̄.
func (r *Room) Popularity(viewers, mean float64) float64 {
	if mean <= 0 {
		return 0
	}
	return r.Social * chance.Log((viewers/mean+r.Newcomer)/(1+r.Newcomer))
}

// Appeal returns what all consumers see alike in a host: content·freshness, product power, public trust, and hype beyond what all are
// known to claim too much (people notice what differs from the usual: Helson 1964, Adaptation-Level Theory).
func (r *Room) Appeal(content, fresh, product, hype, trust float64) float64 {
	return float64(r.Content*content*fresh) + float64(r.Product*product) + float64(r.Hype*hype) + float64(r.Trust*(trust-0.5))
}

// Familiar returns what a personal relation adds: trust beyond the public one, bond, capital·ln(1+visits), the match as far as it
// is known, follow.
func (r *Room) Familiar(trust, public, bond, visits, match float64, followed bool) float64 {
	u := float64(r.Trust*(trust-public)) + float64(r.Bond*bond) + float64(r.Capital*chance.Log(1+visits)) + float64(r.Match*match)
	if followed {
		u += r.Follow
	}
	return u
}
