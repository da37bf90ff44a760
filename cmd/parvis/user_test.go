package main

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/postgres/pgtest"
)

// console runs `parvis user …` over a database of its own.
type console struct {
	t        *testing.T
	accounts *account.Accounts
	opened   int
}

func newConsole(t *testing.T) *console {
	t.Helper()
	return &console{t: t, accounts: account.New(pgtest.New(t), account.Options{Hasher: account.Argon2id{MemoryKiB: 8, Iterations: 1}})}
}

// run gives what is printed, with plain spaces, and the exit status.
func (c *console) run(args ...string) (out string, code int, said string) {
	c.t.Helper()
	cmd := newUserCommand(func(context.Context) (*account.Accounts, func(), error) {
		c.opened++
		return c.accounts, func() { c.opened-- }, nil
	})
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	var b bytes.Buffer
	cmd.SetOut(&b)
	cmd.SetErr(&b)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(context.Background())
	if exit, ok := errors.AsType[*exitError](err); ok {
		return french.PlainSpaces(b.String()), exit.code, french.PlainSpaces(exit.text)
	}
	if err != nil {
		return french.PlainSpaces(b.String()), 1, err.Error()
	}
	return french.PlainSpaces(b.String()), 0, ""
}

var provisional = regexp.MustCompile(`Mot de passe provisoire : (\S+)\n`)

func (c *console) logIn(email, password string) error {
	_, err := c.accounts.LogIn(context.Background(), email, password, netip.MustParseAddr("192.0.2.1"), time.Now())
	return err
}

func TestTheFirstHeadIsAddedFromTheServerAndLogsIn(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	if out, code, _ := c.run("list"); code != 0 || !strings.Contains(out, "Personne encore.") {
		t.Errorf("empty list: %d %q", code, out)
	}
	out, code, said := c.run("add", "Claire@musee.fr", "--name", "Claire Martin", "--role", "cheffe")
	found := provisional.FindStringSubmatch(out)
	if code != 0 || found == nil || !strings.Contains(out, "Claire Martin, claire@musee.fr, cheffe de service.") {
		t.Fatalf("%d %q %q", code, out, said)
	}
	if err := c.logIn("claire@musee.fr", found[1]); err != nil {
		t.Errorf("with the printed password: %v", err)
	}
	out, code, _ = c.run("list")
	if code != 0 || !strings.Contains(out, "claire@musee.fr") || !strings.Contains(out, "Mot de passe provisoire") || strings.Contains(out, found[1]) {
		t.Errorf("list: %d %q", code, out)
	}
	if c.opened != 0 {
		t.Errorf("%d databases stay open", c.opened)
	}
}

func TestUserCommandsChangeRoleResetDisableAndEnable(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, add := range [][]string{{"claire@musee.fr", "Claire Martin", "head"}, {"noe@musee.fr", "Noé Petit", "stagiaire"}} {
		if _, code, said := c.run("add", add[0], "--name", add[1], "--role", add[2]); code != 0 {
			t.Fatal(said)
		}
	}
	if out, code, said := c.run("role", "noe@musee.fr", "Équipe"); code != 0 || !strings.Contains(out, "Noé Petit a maintenant le rôle : équipe.") {
		t.Errorf("role: %d %q %q", code, out, said)
	}
	out, code, said := c.run("reset", " NOE@musee.fr")
	found := provisional.FindStringSubmatch(out)
	if code != 0 || found == nil || c.logIn("noe@musee.fr", found[1]) != nil {
		t.Fatalf("reset: %d %q %q", code, out, said)
	}
	if _, code, said := c.run("disable", "noe@musee.fr"); code != 0 || c.logIn("noe@musee.fr", found[1]) == nil {
		t.Errorf("disable: %d %q", code, said)
	}
	if _, code, said := c.run("enable", "noe@musee.fr"); code != 0 || c.logIn("noe@musee.fr", found[1]) != nil {
		t.Errorf("enable: %d %q", code, said)
	}
	for _, refused := range [][]string{{"disable", "claire@musee.fr"}, {"role", "claire@musee.fr", "equipe"}} {
		if _, code, said := c.run(refused...); code == 0 || !strings.Contains(said, "dernière cheffe de service active") {
			t.Errorf("%v: %d %q", refused, code, said)
		}
	}
}

func TestABadlyWrittenUserCommandSaysWhyAndOpensNothing(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for said, args := range map[string][]string{
		"Il manque une adresse électronique.":                   {"add"},
		"Il manque un rôle.":                                    {"role", "a@b.fr"},
		"« encore » est de trop.":                               {"list", "encore"},
		"Le rôle « chef » n’existe pas":                         {"add", "a@b.fr", "--name", "A", "--role", "chef"},
		"Le rôle «  » n’existe pas":                             {"add", "a@b.fr", "--name", "A"},
		"L’option --password n’existe pas.":                     {"add", "a@b.fr", "--password", "secret"},
		"« remove » n’est pas une commande de « parvis user ».": {"remove", "a@b.fr"},
	} {
		out, code, got := c.run(args...)
		if code != 2 || !strings.Contains(got, said) || out != "" {
			t.Errorf("%v: %d %q %q, want 2 %q", args, code, got, out, said)
		}
	}
	if c.opened != 0 {
		t.Error("a database was opened")
	}
	if _, code, said := c.run("add", "pas une adresse", "--name", "", "--role", "equipe"); code != 2 ||
		!strings.Contains(said, "Indiquez le prénom et le nom.\nÉcrivez une adresse complète") {
		t.Errorf("bad identity: %d %q", code, said)
	}
	if _, code, said := c.run("reset", "nobody@musee.fr"); code != 1 || !strings.Contains(said, "Personne n’a l’adresse « nobody@musee.fr »") {
		t.Errorf("nobody: %d %q", code, said)
	}
}

func TestNoUserCommandTakesAPassword(t *testing.T) {
	t.Parallel()
	cmd := newUserCommand(nil)
	if len(cmd.Commands()) != 6 {
		t.Errorf("%d commands", len(cmd.Commands()))
	}
	for _, sub := range cmd.Commands() {
		sub.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "name" && f.Name != "role" && f.Name != "help" {
				t.Errorf("parvis user %s has --%s", sub.Name(), f.Name)
			}
		})
		if sub.Short == "" {
			t.Errorf("parvis user %s is not explained", sub.Name())
		}
	}
}
