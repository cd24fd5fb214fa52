package written

import (
	"regexp"
	"strings"
	"testing"
)

var toWrite = regexp.MustCompile(`: write (?:the straight quote )?(\S+)`)

// What a hint says to write, or to leave out, makes the line one that is read: for each character that keyboards and editors put
// in the place of plain ones, and for plain ones that stand behind a value.
func TestWhatAHintSaysIsAccepted(t *testing.T) {
	strange := "“”„‘’«»「」″′＂＇−–—‐－＝，、；：．。·［】｛｝（）＃％＿／＊…\u00a0\u3000\u200b％%;,:.="
	for _, base := range []string{"title = \"x\"@\n", "extends = \"small\"@\n", "[platform.ranking]\ncap = 0.50@\n", "[platform.ranking]\ncap = 50@\n",
		"title @ \"x\"\n"} {
		for _, r := range strange {
			if strings.HasPrefix(base, "title @") && !strings.ContainsRune("＝：；，、", r) {
				continue // no key is meant with it
			}
			src := strings.Replace(base, "@", string(r), 1)
			_, ps := Parse("x.toml", "", []byte(src))
			if len(ps) == 0 {
				continue
			}
			reason, mended := ps[0].Reason, ""
			switch m := toWrite.FindStringSubmatch(reason); {
			case strings.Contains(reason, "leave it out"):
				mended = strings.Replace(base, "@", "", 1)
			case strings.Contains(reason, "write a plain space"):
				mended = strings.Replace(base, "@", " ", 1)
			case m != nil && (r == '％' || r == '%'):
				mended = regexp.MustCompile(`[0-9.]+@`).ReplaceAllString(base, m[1])
			case m != nil:
				mended = strings.Replace(base, "@", m[1], 1)
			default:
				continue
			}
			if _, ps := Parse("x.toml", "", []byte(mended)); len(ps) > 0 {
				t.Errorf("%q is told %q, and %q is refused too: %v", src, reason, mended, ps)
			}
		}
	}
	for src, want := range map[string]string{
		"title = \"x\"；": "leave it out", "title = \"x\";": "leave it out", "cap = 50％": "write 0.5", "cap = 20%": "write 0.2",
		"extends = \"small\"，": "leave it out", "cap = 0，5": "a decimal is written with a point", "cap = 0,5": "a decimal is written with a point",
	} {
		if _, ps := Parse("x.toml", "", []byte(src+"\n")); len(ps) != 1 || !strings.Contains(ps[0].Reason, want) {
			t.Errorf("%q: want %q, got %v", src, want, ps)
		}
	}
}
