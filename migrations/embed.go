// Package migrations holds the database's history, embedded in the binary.
package migrations

import "embed"

// Files are the numbered up and down scripts.
//
//go:embed *.up.sql *.down.sql
var Files embed.FS
