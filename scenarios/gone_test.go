package scenarios

import (
	"regexp"
	"strings"
	"testing"
)

// key is a whole key of a parameter in a text.
var key = regexp.MustCompile(`\b[a-z]+(\.[a-z_]+)+\b`)

// What took the place of a setting that is gone is there, and the setting itself is not.
func TestWhatTookThePlaceIsThere(t *testing.T) {
	_, set := product.make()
	k := keysOf(set)
	for former, reason := range gone {
		if set.Lookup(former) != nil || k.former[former] != nil {
			t.Errorf("%s is not gone", former)
		}
		named := key.FindAllString(reason, -1)
		for _, now := range named {
			if set.Lookup(now) == nil {
				t.Errorf("%s has given way to %s, which is no setting", former, now)
			}
		}
		if len(named) == 0 {
			t.Errorf("%s has given way to nothing", former)
		}
	}
}

// Whoever sets what is gone is told what took its place, at its line, on the command line and in the reference alike.
func TestASettingThatIsGoneIsToldWithWhatTookItsPlace(t *testing.T) {
	want := "mcns.contract.uplift: is gone: what an agency adds is its training, of which a unit of skill is worth mcns.contract.worth"
	f := files{"old.toml": "[mcns.contract]\nuplift = 2\n"}
	_, ps := f.market().scenario(reference{name: "old.toml"}, nil, nil)
	if got := ps.Err(); got == nil || !strings.HasPrefix(got.Error(), "old.toml:2:1: ") || !strings.HasSuffix(got.Error(), want) {
		t.Errorf("in a file: %v", got)
	}
	if _, err := Load("baseline", []string{"mcns.contract.uplift=2"}); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("by --set: %v", err)
	}
	if _, err := ParamText("mcns.contract.uplift", "en"); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("in the reference: %v", err)
	}
}

// What is counted as before is only renamed.
func TestWeeksOfATrialAreRenamed(t *testing.T) {
	old := "schema = 1\n[merchants.discount]\ntrial_weeks = 9\ntrial_lag = 1\n"
	out, notices, ps := product.migrate("old.toml", []byte(old))
	if ps.Err() != nil || len(notices) == 0 || !strings.Contains(string(out), "[merchants.price]\ntrial_weeks = 9\ntrial_lag = 1\n") {
		t.Errorf("%v, %s, %s", ps.Err(), notices, out)
	}
}
