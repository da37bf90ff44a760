package account_test

import (
	"context"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres/pgtest"

	"github.com/jackc/pgx/v5/pgxpool"
)

// cheap hashes in microseconds.
var cheap = account.Argon2id{MemoryKiB: 8, Iterations: 1}

// monday is the service's now.
var monday = time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)

var (
	office = netip.MustParseAddr("192.0.2.1")
	away   = netip.MustParseAddr("198.51.100.7")
)

// countingHasher counts the comparisons, which is what a login costs.
type countingHasher struct {
	account.Argon2id
	compared atomic.Int64
}

func (h *countingHasher) Matches(password, hash string) (ok, stale bool, err error) {
	h.compared.Add(1)
	return h.Argon2id.Matches(password, hash)
}

// house is a room with people in it.
type house struct {
	*account.Accounts
	t      *testing.T
	db     *pgxpool.Pool
	hasher *countingHasher
	mu     sync.Mutex
	clock  time.Time
	paused []time.Duration // how long attempts were held
	leave  func()          // called when one is, unless nil
	head   account.Person
}

// newHouse has one head, « claire@musee.test », whose password is « la nuit des musées ».
func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, db: pgtest.New(t), hasher: &countingHasher{Argon2id: cheap}, clock: monday}
	h.Accounts = account.New(h.db, account.Options{Hasher: h.hasher, Clock: func() time.Time {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.clock
	}, Pause: func(ctx context.Context, d time.Duration) error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.paused = append(h.paused, d)
		if h.leave != nil {
			h.leave()
		}
		return ctx.Err()
	}})
	h.head = h.seed("claire@musee.test", "Claire Martin", access.Head)
	return h
}

const password = "la nuit des musées"

func (h *house) seed(email, name string, role access.Role) account.Person {
	h.t.Helper()
	p, err := h.Seed(context.Background(), account.Identity{Name: name, Email: email, Role: role}, password)
	if err != nil {
		h.t.Fatalf("seed %s: %v", email, err)
	}
	return p
}

func (h *house) later(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clock = h.clock.Add(d)
}

func (h *house) logIn(email, password string) error {
	_, err := h.LogIn(context.Background(), email, password, office, monday)
	return err
}

func (h *house) now(id int64) account.Member {
	h.t.Helper()
	m, err := h.Member(context.Background(), account.Console().At(monday), id)
	if err != nil {
		h.t.Fatalf("read person %d: %v", id, err)
	}
	return m
}

func wantKind(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Errorf("got %v (kind %v), want kind %v", err, fault.KindOf(err), want)
	}
}

func wantProblem(t *testing.T, err error, field string) {
	t.Helper()
	problems, ok := fault.ProblemsOf(err)
	if !ok || problems.For(field) == "" {
		t.Errorf("got %v %v, want a problem of field %q", err, problems, field)
	}
}

func TestOnlyThoseWhoManagePeopleReachThem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	team := h.seed("noe@musee.test", "Noé Petit", access.Team)
	intern := h.seed("lea@musee.test", "Léa Roux", access.Intern)
	gone := h.head
	gone.DisabledAt = &monday
	someone := account.Identity{Name: "Ana", Email: "ana@musee.test", Role: access.Team}
	for _, actor := range []account.Person{team, intern, gone, {}} {
		_, people := h.People(ctx, actor.At(monday))
		_, member := h.Member(ctx, actor.At(monday), team.ID)
		_, byEmail := h.MemberByEmail(ctx, actor.At(monday), team.Email)
		_, add := h.Add(ctx, actor.At(monday), someone, "")
		_, edit := h.Edit(ctx, actor.At(monday), team.ID, someone, team.Version)
		_, reset := h.ResetPassword(ctx, actor.At(monday), h.head.ID, "")
		for operation, err := range map[string]error{"people": people, "member": member, "by e-mail": byEmail,
			"add": add, "edit": edit, "reset": reset,
			"disable": h.Disable(ctx, actor.At(monday), intern.ID), "enable": h.Enable(ctx, actor.At(monday), intern.ID)} {
			if !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s by %q: %v, want Forbidden", operation, actor.Role, err)
			}
		}
	}
	if people, err := h.People(ctx, h.head.At(monday)); err != nil || len(people) != 3 {
		t.Errorf("after the refusals: %d people, %v", len(people), err)
	}
}

// A page drawn before she was demoted or disabled gives her nothing after.
func TestAHeadDisabledMeanwhileManagesNobody(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	other := h.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	if err := h.Disable(ctx, h.head.At(monday), other.ID); err != nil {
		t.Fatal(err)
	}
	wantKind(t, h.Disable(ctx, other.At(monday), h.head.ID), fault.Forbidden)
	_, err := h.ResetPassword(ctx, other.At(monday), h.head.ID, "")
	wantKind(t, err, fault.Forbidden)
	_, err = h.Edit(ctx, other.At(monday), h.head.ID, account.Identity{Name: "X", Email: "x@y.fr", Role: access.Team}, h.head.Version)
	wantKind(t, err, fault.Forbidden)
	wantKind(t, h.Enable(ctx, other.At(monday), other.ID), fault.Forbidden)
}

func TestPeopleListsTheActiveFirstThenByFrenchName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	h.seed("z@musee.test", "Zoé Blanc", access.Team)
	h.seed("e@musee.test", "Élodie Caron", access.Team)
	gone := h.seed("a@musee.test", "Ana Dias", access.Intern)
	if err := h.Disable(ctx, h.head.At(monday), gone.ID); err != nil {
		t.Fatal(err)
	}
	people, err := h.People(ctx, h.head.At(monday))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Claire Martin", "Élodie Caron", "Zoé Blanc", "Ana Dias"}
	for i, m := range people {
		if m.Name != want[i] {
			t.Errorf("person %d is %q, want %q", i, m.Name, want[i])
		}
	}
	active, err := h.Active(ctx)
	if err != nil || len(active) != 3 || active[1].Name != "Élodie Caron" || active[1].Role != access.Team {
		t.Errorf("active: %v %v", active, err)
	}
}

func TestStateSaysHowAnAccountStands(t *testing.T) {
	t.Parallel()
	for want, m := range map[string]account.Member{
		"Actif":                   {},
		"Désactivé":               {Person: account.Person{DisabledAt: &monday, MustChangePassword: true}},
		"Jamais connecté":         {Person: account.Person{MustChangePassword: true}},
		"Mot de passe provisoire": {Person: account.Person{MustChangePassword: true}, LastLoginAt: &monday},
	} {
		if got := m.State(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPurgeKeepsWhatStillCounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	wantKind(t, h.logIn("claire@musee.test", "faux"), fault.Unknown)
	h.later(10 * time.Minute)
	wantKind(t, h.logIn("claire@musee.test", "faux"), fault.Unknown)
	h.later(6 * time.Minute)
	if _, err := h.db.Exec(ctx, `INSERT INTO sessions (token, data, expiry) VALUES
		('old', '', now() - interval '1 second'), ('live', '', now() + interval '1 hour')`); err != nil {
		t.Fatal(err)
	}
	if err := h.Purge(ctx, time.Now()); err != nil {
		t.Fatal(err)
	}
	var failures, sessions int
	if err := h.db.QueryRow(ctx, `SELECT (SELECT count(*) FROM login_failures), (SELECT count(*) FROM sessions)`).
		Scan(&failures, &sessions); err != nil {
		t.Fatal(err)
	}
	if failures != 1 || sessions != 1 {
		t.Errorf("%d failures and %d sessions left, want 1 and 1", failures, sessions)
	}
}
