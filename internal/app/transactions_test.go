package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// begins is how a transaction is begun with pgx, or with the standard library.
var begins = regexp.MustCompile(`\.(Begin|BeginTx|BeginFunc|BeginTxFunc)\(`)

// What is written for somebody goes through postgres.InTx, which asks before it commits whether she may still
// act (account.Acting): a room that began a transaction itself would forget it.
func TestTransactionsBeginInOnePlace(t *testing.T) {
	t.Parallel()
	read := 0
	for _, root := range []string{"../../internal", "../../web", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			read++
			rel := filepath.ToSlash(strings.TrimPrefix(path, "../../"))
			if begins.Match(text) && !strings.HasPrefix(rel, "internal/postgres/") {
				t.Errorf("%s begins a transaction: use postgres.InTx", rel)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 150 {
		t.Errorf("only %d files were read", read)
	}
}
