package scenarios

import (
	"strings"
	"testing"
)

func TestMigratingRenamesKeysAndKeepsCommentsAndLayout(t *testing.T) {
	for _, c := range []struct{ name, old, want string }{
		{"nothing to do", "schema = 1\n[run]\ndays=3 # three\n", "schema = 1\n[run]\ndays=3 # three\n"},
		{"version added below the first comments", "#:schema x.json\n\n# mine\ntitle = \"a\"", "#:schema x.json\n\n# mine\nschema = 1\ntitle = \"a\""},
		{"in its table",
			"schema = 1\n[platform.ranking] # how\n  allocation   = \"uniform\" # even\n",
			"schema = 1\n[platform.ranking] # how\n  allocate   = \"uniform\" # even\n"},
		{"dotted in its table",
			"schema = 1\n[platform]\nranking.allocation = \"uniform\"\n",
			"schema = 1\n[platform]\nranking.allocate = \"uniform\"\n"},
		{"to a table below",
			"schema = 1\n[platform]\nrule = \"uniform\"\nopen = true\n",
			"schema = 1\n[platform]\nranking.allocate = \"uniform\"\nopen = true\n"},
		{"to a table that has its own header",
			"schema = 1\n[platform]\nopen = true\nrule = \"uniform\" # even\n\n[platform.ranking] # how\ngamma = 2\n",
			"schema = 1\n[platform]\nopen = true\n\n[platform.ranking] # how\nallocate = \"uniform\" # even\ngamma = 2\n"},
		{"a whole table",
			"schema = 1\n[platform.ranking.quotas] # shares\nhead = 0.5 # much\nwaist = 0.3\ntail = 0.2\n",
			"schema = 1\n[platform.ranking.tier_quota] # shares\nhead = 0.5 # much\nwaist = 0.3\ntail = 0.2\n"},
		{"an inline table",
			"schema = 1\n[platform]\nranking = { allocation = \"uniform\", gamma = 2 }\n",
			"schema = 1\n[platform]\nranking = { allocate = \"uniform\", gamma = 2 }\n"},
		{"to another table at the end",
			"schema = 1\n[population]\nconsumers = 500 # few\n",
			"schema = 1\n\n[consumers]\ncount = 500 # few\n"},
		{"all but a comment",
			"schema = 1\n[population]\n# mine\nconsumers = 500\n\n[run]\ndays = 3\n",
			"schema = 1\n[population]\n# mine\n\n[run]\ndays = 3\n\n[consumers]\ncount = 500\n"},
		{"out of a mixed table",
			"schema = 1\n[consumers]\nmemory = 0.9 # short\ncount = 5",
			"schema = 1\n[consumers]\ntrust.memory = 0.9 # short\ncount = 5"},
		{"in a study", "schema = 1\nplatform.rule = \"uniform\"\n[study]\nscenarios = [\"baseline\"]\n",
			"schema = 1\nplatform.ranking.allocate = \"uniform\"\n[study]\nscenarios = [\"baseline\"]\n"},
		{"with a byte order mark", "\ufeffschema = 1\nplatform.rule = \"uniform\"\n", "\ufeffschema = 1\nplatform.ranking.allocate = \"uniform\"\n"},
	} {
		got, notices, ps := files{}.loader().migrate("x.toml", []byte(c.old))
		if ps != nil || string(got) != c.want {
			t.Errorf("%s: %v got\n%s\nwant\n%s", c.name, ps, got, c.want)
		}
		if (c.old != c.want) != (len(notices) > 0) {
			t.Errorf("%s: notices %q", c.name, notices)
		}
		again, notices, _ := files{}.loader().migrate("x.toml", got)
		if string(again) != string(got) || notices != nil {
			t.Errorf("%s: migrating twice changes it again: %q", c.name, notices)
		}
	}
}

func TestWhatCannotBeMovedSafelyIsLeftToTheUser(t *testing.T) {
	for _, old := range []string{
		"population = { consumers = 3 }\n",
		"consumers.trust.memory = 0.9\nconsumers.memory = 0.8\n",
	} {
		out, _, ps := files{}.loader().migrate("x.toml", []byte(old))
		if err := ps.Err(); err == nil || out != nil || !strings.Contains(err.Error(), "by hand") {
			t.Errorf("%q became %q (%v)", old, out, err)
		}
	}
}
