package account_test

import (
	"testing"

	"parvis/internal/account"
)

func BenchmarkDefaultHasher(b *testing.B) {
	hash, err := account.DefaultHasher.Hash(password)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if ok, _, err := account.DefaultHasher.Matches(password, hash); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}
