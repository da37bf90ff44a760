package table_test

import (
	"io"
	"slices"
	"testing"

	"parvis/internal/exchange/table"
)

func BenchmarkAsManyRowsAsThereMayBe(b *testing.B) {
	rows := slices.Repeat(some, table.MostRows/len(some))
	for _, f := range table.Formats {
		b.Run("write "+string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := halls.Write(io.Discard, f, rows); err != nil {
					b.Fatal(err)
				}
			}
		})
		data := write(b, f, rows)
		b.Run("read "+string(f), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if r, err := halls.Read(data); err != nil || len(r.Rows) != len(rows) {
					b.Fatal(err)
				}
			}
		})
	}
}
