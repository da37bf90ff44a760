package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"
)

// Hasher turns passwords into what is stored, and back into a yes or a no.
type Hasher interface {
	// Hash gives a fresh hash of a password.
	Hash(password string) (string, error)
	// Matches tells whether hash is of this password, and whether it was made with other
	// parameters than today's. It costs the same whatever the answer.
	Matches(password, hash string) (ok, stale bool, err error)
	// Decoy gives a well-formed hash that no password matches and that costs as much to compare.
	Decoy() string
}

// Argon2id hashes with argon2id, one lane, so that a hash does not depend on the machine.
type Argon2id struct {
	MemoryKiB  uint32
	Iterations uint32
}

// DefaultHasher is above OWASP's smallest recommended parameters (19 MiB, two iterations, one lane).
var DefaultHasher Hasher = Argon2id{MemoryKiB: 64 * 1024, Iterations: 2}

const (
	saltBytes = 16
	keyBytes  = 32
)

func (a Argon2id) params() *argon2id.Params {
	return &argon2id.Params{Memory: a.MemoryKiB, Iterations: a.Iterations, Parallelism: 1, SaltLength: saltBytes, KeyLength: keyBytes}
}

// Hash implements Hasher.
func (a Argon2id) Hash(password string) (string, error) {
	hash, err := argon2id.CreateHash(canonical(password), a.params())
	if err != nil {
		return "", fmt.Errorf("account: hash: %w", err)
	}
	return hash, nil
}

// Matches implements Hasher.
func (a Argon2id) Matches(password, hash string) (ok, stale bool, err error) {
	ok, made, err := argon2id.CheckHash(canonical(password), hash)
	if err != nil {
		return false, false, fmt.Errorf("account: compare with a hash: %w", err)
	}
	return ok, *made != *a.params(), nil
}

// Decoy implements Hasher: a random key, of which nobody knows a password.
func (a Argon2id) Decoy() string {
	random := make([]byte, saltBytes+keyBytes)
	_, _ = rand.Read(random) // never fails: crypto/rand ends the program rather than give less
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s", a.MemoryKiB, a.Iterations,
		b64.EncodeToString(random[:saltBytes]), b64.EncodeToString(random[saltBytes:]))
}

// canonical makes « é » one character, however the keyboard composed it.
func canonical(password string) string { return norm.NFC.String(password) }

// turn waits for one of the few places for hashing; done gives it back.
func (a *Accounts) turn(ctx context.Context) (done func(), err error) {
	select {
	case a.turns <- struct{}{}:
		return func() { <-a.turns }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("account: wait to hash: %w", ctx.Err())
	}
}

func (a *Accounts) hash(ctx context.Context, password string) (string, error) {
	done, err := a.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return a.hasher.Hash(password)
}

func (a *Accounts) matches(ctx context.Context, password, hash string) (ok, stale bool, err error) {
	done, err := a.turn(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	return a.hasher.Matches(password, hash)
}
