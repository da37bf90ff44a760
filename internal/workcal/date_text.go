package workcal

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// MarshalText writes 2006-01-02, and nothing for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalJSON writes "2006-01-02", and null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return append(d.appendISO(append(make([]byte, 0, 12), '"')), '"'), nil
}

// UnmarshalJSON reads "2006-01-02", "" and null.
func (d *Date) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*d = 0
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return fmt.Errorf("date %s is not a JSON string", shorten(string(data)))
	}
	return d.UnmarshalText(data[1 : len(data)-1])
}

// Value stores the day as a database date, and NULL for no date.
func (d Date) Value() (driver.Value, error) {
	if d == 0 {
		return nil, nil
	}
	return d.Time(), nil
}

// Scan reads a database date (or its text); NULL gives no date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = 0
	case time.Time:
		if v.Year() < 1 || v.Year() > 9999 {
			return fmt.Errorf("cannot read a date of the year %d", v.Year())
		}
		*d = Of(v.Date())
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("cannot read a date from %T", src)
	}
	return nil
}
