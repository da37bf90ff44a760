package files

import "time"

// MB is a megabyte as people count them here, in bytes.
const MB = 1 << 20

// How big a file may be, in MB: unless told, and what may be told.
const (
	DefaultMB = 50
	LeastMB   = 1
	MostMB    = 500
)

// Options is what an installation chose about files. Its zero value keeps them in the database, up to DefaultMB each, and
// no antivirus looks at them.
type Options struct {
	MB        int    // how big a file may be; 0: DefaultMB
	Store     *Store // where new contents are kept; nil: in the database
	Antivirus *Clamd // nil: none looks at what comes
	// Patience is how long somebody who adds a file waits for the antivirus; 0: 40 seconds.
	Patience time.Duration
}

// Limits is how much may be sent, in bytes.
type Limits struct {
	One      int64 // a file
	Together int64 // the files of one form
}

// sentTogether is how big the files of one form may be together, in bytes, unless one alone may be bigger.
const sentTogether = 100 * MB

// Limits gives how much may be sent: ten of the smallest files, two of 50 MB, one of the largest.
func (o Options) Limits() Limits {
	one := int64(o.MB) * MB
	if one == 0 {
		one = DefaultMB * MB
	}
	return Limits{One: one, Together: min(MostAtOnce*one, max(sentTogether, one))}
}
