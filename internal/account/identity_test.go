package account_test

import (
	"net/mail"
	"strings"
	"testing"

	"parvis/internal/account"
)

func TestAddressesThatAMailReachesAreAccepted(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"a@b.fr", "marie.durand+jea@musee-nanterre.fr", "o'neil@x.co.uk", "cheffe@parvis.test"} {
		if !account.ValidEmail(good) {
			t.Errorf("%q is refused", good)
		}
	}
	for _, bad := range []string{"", "a", "@b.fr", "a@", "a@b", "a b@c.fr", "é@b.fr", "a@é.fr", "a@b..fr", "a@-b.fr", "a@b.fr.", "a@b.fr\n", "A@b.fr ",
		"Marie <a@b.fr>", `"a b"@c.fr`, "a@[127.0.0.1]", "a@b.fr, c@d.fr", "a\x00@b.fr", strings.Repeat("a", 65) + "@b.fr",
		"a@" + strings.Repeat("b.", 130) + "fr", "a@b_c.fr"} {
		if account.ValidEmail(bad) {
			t.Errorf("%q is accepted", bad)
		}
	}
}

func FuzzNormalEmail(f *testing.F) {
	for _, seed := range []string{" Claire@Musee.test ", "a@b.fr", "İ@b.fr", "\xff@b.fr", "a\x00@b.fr", "ſ@K.fr"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		normal := account.NormalEmail(typed)
		if again := account.NormalEmail(normal); again != normal {
			t.Errorf("%q becomes %q, then %q", typed, normal, again)
		}
		if !account.ValidEmail(normal) {
			return
		}
		if len(normal) > account.MaxEmail || strings.ToLower(normal) != normal || strings.ContainsAny(normal, " \t\r\n\x00<>,") {
			t.Errorf("%q is accepted", normal)
		}
		if parsed, err := mail.ParseAddress("<" + normal + ">"); err != nil || parsed.Address != normal {
			t.Errorf("%q cannot be written to: %v", normal, err)
		}
	})
}
