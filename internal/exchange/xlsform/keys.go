package xlsform

import (
	"strconv"
	"strings"

	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// keyOf makes a key of a name: letters without accents, figures, « _ » and « - ».
func keyOf(name, instead string, ok func(string) bool) string {
	if ok(name) {
		return name
	}
	plain := french.Fold(name)
	var b strings.Builder
	for _, r := range plain {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			b.WriteRune(r)
		} else if s := b.String(); s != "" && !strings.HasSuffix(s, "_") {
			b.WriteByte('_')
		}
		if b.Len() >= question.MaxKey {
			break
		}
	}
	key := strings.Trim(b.String(), "_-")
	if !ok(key) {
		key = instead + key
		key = strings.Trim(key[:min(len(key), question.MaxKey)], "_-")
	}
	if !ok(key) {
		return instead
	}
	return key
}

// apart makes a key one that is not taken yet.
func apart(key string, taken map[string]bool) string {
	if !taken[key] {
		taken[key] = true
		return key
	}
	for n := 2; ; n++ {
		end := "_" + strconv.Itoa(n)
		other := key[:min(len(key), question.MaxKey-len(end))] + end
		if !taken[other] {
			taken[other] = true
			return other
		}
	}
}

// marks reads what a column parvis says: "kind=scale5 unsure".
func marks(cell string) map[string]string {
	all := map[string]string{}
	for i, word := range strings.Fields(cell) {
		if i == 20 {
			break
		}
		name, value, _ := strings.Cut(word, "=")
		all[name] = value
	}
	return all
}
