package agreement

import (
	"parvis/internal/exchange/table"
	"parvis/internal/workcal"
)

// Table is how agreements are written as a file on a day, with their amounts: for whoever may export them.
func Table(today workcal.Date) table.Table[Draft] {
	columns := table.Shown(Fields)
	for i := range columns {
		switch columns[i].Name {
		case FieldState:
			columns[i].Cell = func(d Draft) table.Cell { return table.Text(d.Standing(today).Label()) }
		case FieldAmount:
			columns[i].Cell = func(d Draft) table.Cell {
				if !d.Amount.Said {
					return table.Cell{}
				}
				return table.Decimal(float64(d.Amount.Cents) / 100)
			}
		}
	}
	return table.Table[Draft]{Name: "Conventions", Columns: columns}
}
