package scenarios

import (
	"encoding/json"
	"strings"
	"testing"
)

// closed walks a schema along a path of property names and demands that every table on it is closed.
func closed(t *testing.T, node map[string]any, path ...string) map[string]any {
	t.Helper()
	for _, name := range path {
		if node["additionalProperties"] != false {
			t.Errorf("the table above %s admits unknown keys", name)
		}
		inner, ok := node["properties"].(map[string]any)[name].(map[string]any)
		if !ok {
			t.Fatalf("no %s in %v", name, path)
		}
		node = inner
	}
	return node
}

func TestTheSchemaSaysWhatTheDeclarationsSay(t *testing.T) {
	var root map[string]any
	text := files{}.loader().schema()
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	if root["$schema"] != "https://json-schema.org/draft/2020-12/schema" {
		t.Error(root["$schema"])
	}
	gamma := closed(t, root, "platform", "ranking", "gamma")
	if gamma["type"] != "number" || gamma["minimum"] != 0.0 || gamma["maximum"] != 3.0 || gamma["default"] != 1.5 ||
		!strings.Contains(gamma["description"].(string), "指数") {
		t.Error(gamma)
	}
	if kind := closed(t, root, "platform", "kind"); len(kind["enum"].([]any)) != 3 {
		t.Error(kind)
	}
	if days := closed(t, root, "run", "days"); days["type"] != "integer" || !strings.Contains(days["description"].(string), "[day]") {
		t.Error(days)
	}
	closed(t, root, "study", "predictions")
	if m := closed(t, root, "study", "metrics")["items"].(map[string]any)["enum"].([]any); len(m) != 3 {
		t.Error(m)
	}
	if strings.Contains(string(text), `\u003`) {
		t.Error("signs are escaped")
	}
}

func TestEveryParameterIsInSchemaReferenceAndHelp(t *testing.T) {
	t.Parallel()
	var root map[string]any
	if err := json.Unmarshal(JSONSchema(), &root); err != nil {
		t.Fatal(err)
	}
	reference := Reference()
	_, set := product.make()
	for _, p := range set.Params() {
		if s := closed(t, root, strings.Split(p.Key, ".")...); s["default"] == nil {
			t.Errorf("%s has no default in the schema", p.Key)
		}
		if !strings.Contains(reference, "| `"+p.Key+"` |") {
			t.Errorf("%s is not in the reference", p.Key)
		}
		for _, lang := range []string{"en", "zh"} {
			if text, err := ParamText(p.Key, lang); err != nil || !strings.HasPrefix(text, p.Key+" = ") {
				t.Errorf("params %s: %v %s", p.Key, err, text)
			}
		}
	}
	var list []map[string]any
	text, err := ParamJSON("run")
	if err == nil {
		err = json.Unmarshal(text, &list)
	}
	if err != nil || len(list) < 4 || list[0]["key"] != "run.days" || list[0]["max"] == nil {
		t.Error(err, string(text))
	}
	if _, err := ParamText("cold", "en"); err == nil || err.Error() != "params: cold: unknown key, did you mean platform.ranking.cold_start?" {
		t.Errorf("a word of a key is answered with: %v", err)
	}
	if _, err := ParamText("run.dais", "en"); err == nil || err.Error() != "params: run.dais: unknown key, did you mean days?" {
		t.Error(err)
	}
}

func TestReferenceCellsSurviveMarkdown(t *testing.T) {
	_, set := testMarket()
	text := referenceOf(set)
	for _, want := range []string{
		"| `platform.ranking.gamma` | 指数。仅在 platform.ranking.allocate = \"softmax\" 时生效。 | exponent \\| of the score. " +
			"Acts when platform.ranking.allocate = \"softmax\". | float |  | 1.5 | 0 to 3 | always (始终) | Luce 1959 |",
		"| `run.days` | 天数 | days | integer | day (天) | 730 | 1 to 15000 | always (始终) | *assumption* |",
		"\n## platform.ranking.tier_quota\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %s in\n%s", want, text)
		}
	}
}
