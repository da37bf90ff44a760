package account_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
)

func (h *house) change(p account.Person, current, fresh string) (account.Person, error) {
	return h.ChangePassword(context.Background(), p.At(monday), current, fresh, office)
}

func TestChangingAPasswordNeedsTheCurrentOneAndEndsOtherSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const fresh = "quatre amphores bleues"
	_, err := h.change(h.head, "faux", fresh)
	wantProblem(t, err, account.FieldCurrent)
	_, err = h.change(h.head, "", fresh)
	wantProblem(t, err, account.FieldCurrent)
	_, err = h.change(h.head, password, password)
	wantProblem(t, err, account.FieldNew)
	changed, err := h.change(h.head, password, fresh)
	if err != nil || changed.SessionEpoch != h.head.SessionEpoch+1 || changed.MustChangePassword {
		t.Fatalf("%+v %v", changed, err)
	}
	wantKind(t, h.logIn(h.head.Email, password), fault.Unknown)
	if err := h.logIn(h.head.Email, fresh); err != nil {
		t.Errorf("with the new one: %v", err)
	}
}

func TestAProvisionalPasswordIsReplacedByHerOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	added, err := h.Add(context.Background(), h.head.At(monday), account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Intern}, "")
	if err != nil {
		t.Fatal(err)
	}
	changed, err := h.change(added.Person, added.Password, "quatre amphores bleues")
	if err != nil || changed.MustChangePassword {
		t.Errorf("%+v %v", changed, err)
	}
}

// Somebody who found a session open does not guess the password behind it.
func TestGuessingTheCurrentPasswordIsLimitedLikeLoggingIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 5 {
		_, err := h.change(h.head, "faux", "quatre amphores bleues")
		wantProblem(t, err, account.FieldCurrent)
	}
	_, err := h.change(h.head, password, "quatre amphores bleues")
	wantKind(t, err, fault.TooMany)
	h.later(30 * time.Second)
	if _, err = h.change(h.head, password, "quatre amphores bleues"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestASessionThatIsOverChangesNoPassword(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.LogOutEverywhere(context.Background(), h.head.At(monday)); err != nil {
		t.Fatal(err)
	}
	_, err := h.change(h.head, password, "quatre amphores bleues")
	wantKind(t, err, fault.Unknown)
	if err := h.logIn(h.head.Email, password); err != nil {
		t.Errorf("the password moved: %v", err)
	}
}

func TestWeakPasswordsAreRefusedAndPhrasesAreNot(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.seed("lea.roux@musee.test", "Léa Roux", access.Intern)
	for _, weak := range []string{
		"", "onze lettre", strings.Repeat("amphore ", 33), "lea.roux@musee.test", "LEA.ROUX@musee.test!",
		"Roux-Léa-Roux-2025", "RouxLea123456", "motdepasse123", "Mot de passe 2025 !", "MotDePasseMotDePasse", "azertyuiop12",
		"123456789012", "06 12 34 56 78 90", "07/04/2025 07/04/2026", "aaaaaaaaaaaa", "abababababab", "parvis-musee-2025", "Bonjour!!2025",
		"quatre amphores\x00", "quatre amphores\xff",
	} {
		_, err := h.change(p, password, weak)
		if problems, ok := fault.ProblemsOf(err); !ok || problems.For(account.FieldNew) == "" {
			t.Errorf("%q is accepted: %v", weak, err)
		}
	}
	current := password
	for _, good := range []string{"le chat dort sous la table", "9$2&7(3)a!88", "k7mp-3xwt-hn9c", "écluse 12 bécane", "la péniche verte 7", "Trois tasses, un vélo", "love & k7mp-3xwt-hn9c", strings.Repeat("amphore1", 32)} {
		changed, err := h.change(p, current, good)
		if err != nil {
			t.Errorf("%q is refused: %v", good, err)
			continue
		}
		p, current = changed, good
	}
}

// A list of common passwords is in the binary; each of its entries is refused as it is, and as people
// lengthen it.
func TestCommonPasswordsAreRefusedHoweverTheyAreDressed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.seed("ana@musee.test", "Ana Dias", access.Intern)
	refused := func(weak string) {
		t.Helper()
		_, err := h.change(p, password, weak)
		if problems, ok := fault.ProblemsOf(err); !ok || problems.For(account.FieldNew) == "" {
			t.Errorf("%q is accepted: %v", weak, err)
		}
	}
	for _, weak := range []string{"Passw0rd2024!", "P@$$w0rd!!!!", "sunshine12345", "Iloveyou2025!", "trustno1trustno1", "1q2w3e4r5t6y",
		"Starwars2024", "!!!Marseille13", "doudoudoudou", "Élodie123456", "elodie elodie", "monkeydragon", "Dragon-Soleil-1", "2025 superman 2025",
		"M4rseille2025", "Mot De Passe 1234", "correct horse battery staple", "azertyuiop12", "Musée-Nanterre", "parvis2025parvis"} {
		refused(weak)
	}
	data, err := os.ReadFile("common_passwords.txt")
	if err != nil {
		t.Fatal(err)
	}
	entries := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") || len(line) < 4 {
			continue
		}
		entries++
		refused(line)
		refused(strings.ToUpper(line) + "2025!!!!")
	}
	if entries < 3500 {
		t.Errorf("the list holds %d entries", entries)
	}
}
