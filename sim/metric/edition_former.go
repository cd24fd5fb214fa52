package metric

// What the metrics meant until model version 7 that mean something else now, beside head dependence.

var formerNewcomers = []Metric{{
	ID: "newcomer_survival", Unit: "share", EN: "newcomer survival", ZH: "新主播存活率", Family: mobility, Headline: true,
	Definition: "Kaplan-Meier share of streamers who entered after warm-up and have not yet been silent for 28 days by day 180; " +
		"entrants whose 180 days end in the window or later.",
	DefinitionZH: "预热后进入的主播在第 180 天仍未连续静默 28 天的比例（Kaplan-Meier）；只计第 180 天落在计量期内或其后的主播。",
	Formula:      "Π_{a ≤ 180} (1 − d_a/n_a)",
	Caveat:       "Blank when no entrant was watched for 180 days.",
	CaveatZH:     "没有新主播观察满 180 天时为空。",
}}

var formerUnpredictability = []Metric{{
	ID: "unpredictability", Unit: "index", Signed: true, EN: "unpredictability", ZH: "成败不可预测性", Family: mobility,
	Definition: "Half the summed difference of streamers' shares of net GMV between two markets with one initial population and different " +
		"market draws from the switch of rules on, " +
		"less its expectation by chance alone; streamers of the initial population.",
	DefinitionZH: "同一初始人群、规则切换后随机过程不同的两个市场之间主播份额差异之和的一半，减去纯随机基准。",
	Formula:      "½Σ|s_i − s'_i| − ½Σ E|X_i/n − X'_i/n'|",
	Caveat: "Needs the twin runs, of the first four replicates (on in comparisons, off by default in single runs); " +
		"blank without them or when fewer than 120 days are measured.",
	CaveatZH: "需要孪生市场重跑（比较时默认开启，单个情景默认关闭）；未开启或测量不足 120 天时为空。",
}}
