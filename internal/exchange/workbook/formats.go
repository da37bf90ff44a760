package workbook

import (
	"math"
	"strconv"
	"strings"

	"parvis/internal/workcal"
	"parvis/internal/written"
)

// format is how a number is shown, as far as it says what the number means.
type format struct {
	kind   formatKind
	digits int // at least so many before the comma: a postcode keeps its first zero
}

type formatKind int8

const (
	asNumber formatKind = iota
	asPercent
	asDay
	asMoment  // a day with its hour
	asHour    // of some day
	asElapsed // hours beyond 24
)

// readFormats reads the styles: each names a format by number, and the formats of the file's own
// come before them.
func (r *reader) readFormats(part string) error {
	p, err := r.archive.open(part)
	if err != nil {
		return err
	}
	if err := p.root(); err != nil {
		return err
	}
	own := map[int]format{}
	for {
		e, more, err := p.child(1)
		if err != nil || !more {
			return err
		}
		switch e.Name.Local {
		case "numFmts", "cellXfs":
			if err := r.listFormats(p, own); err != nil {
				return err
			}
		default:
			if err := p.skip(); err != nil {
				return err
			}
		}
	}
}

func (r *reader) listFormats(p *parser, own map[int]format) error {
	for depth := p.depth; ; {
		e, more, err := p.child(depth)
		if err != nil || !more {
			return err
		}
		if len(own) > mostStyles || len(r.formats) > mostStyles {
			return errTooBig
		}
		id, _ := strconv.Atoi(attribute(e, "numFmtId"))
		switch e.Name.Local {
		case "numFmt":
			own[id] = formatOf(attribute(e, "formatCode"))
		case "xf":
			f, ours := own[id]
			if !ours {
				f = builtIn(id)
			}
			r.formats = append(r.formats, f)
		}
		if err := p.skip(); err != nil {
			return err
		}
	}
}

// builtIn gives the format of a number that files need not spell out.
func builtIn(id int) format {
	switch {
	case id == 9 || id == 10:
		return format{kind: asPercent}
	case id == 22:
		return format{kind: asMoment}
	case id == 46:
		return format{kind: asElapsed}
	case id >= 18 && id <= 21 || id == 45 || id == 47:
		return format{kind: asHour}
	case id >= 14 && id <= 17 || id >= 27 && id <= 36 || id >= 50 && id <= 58:
		return format{kind: asDay}
	}
	return format{}
}

// formatOf reads a format as files spell it: "dd/mm/yyyy;@", `0" "##" "##`, "[h]:mm".
func formatOf(code string) format {
	marks, elapsed := bareMarks(code)
	has := func(letters string) bool { return strings.ContainsAny(marks, letters) }
	switch {
	case elapsed:
		return format{kind: asElapsed}
	case marks == "general" || marks == "standard":
		return format{}
	case has("yd") && has("hs"):
		return format{kind: asMoment}
	case has("yd") || has("m") && !has("hs"):
		return format{kind: asDay}
	case has("hs"):
		return format{kind: asHour}
	case has("%"):
		return format{kind: asPercent}
	case has(".,/e"):
		return format{}
	}
	if zero := strings.IndexByte(marks, '0'); zero >= 0 {
		if digits := len(strings.ReplaceAll(marks[zero:], " ", "")); strings.Trim(marks[zero:], "0#? ") == "" && digits > 1 {
			return format{digits: digits}
		}
	}
	return format{}
}

// bareMarks takes out of a format what is shown as it is, colours, languages and conditions, and
// keeps the part for positive numbers. Elapsed tells that it counts hours beyond a day: [h].
func bareMarks(code string) (marks string, elapsed bool) {
	var b strings.Builder
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return b.String(), elapsed
		case '\\', '_', '*': // the next character is shown, left blank or repeated
			i++
		case '"', '[':
			length := strings.IndexByte(code[i+1:], closing[c])
			if length < 0 {
				return b.String(), elapsed
			}
			if inside := code[i+1 : i+1+length]; c == '[' && inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1]) {
				elapsed = true
			}
			i += length + 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), elapsed
}

var closing = map[byte]byte{'"': '"', '[': ']'}

// text writes a number as a spreadsheet would save it.
func (f format) text(x float64, from epoch) string {
	switch f.kind {
	case asPercent:
		return written.NumberText(x*100) + "\u00a0%"
	case asDay, asMoment, asHour, asElapsed:
		if text, ok := f.moment(x, from); ok {
			return text
		}
	case asNumber:
		if text := written.NumberText(x); f.digits > len(text) && !strings.ContainsAny(text, ",-") {
			return strings.Repeat("0", f.digits-len(text)) + text
		}
	}
	return written.NumberText(x)
}

// epoch is the day from which a workbook counts.
type epoch int8

const (
	of1900 epoch = iota // 1 is 1 January 1900, and 60 a 29 February 1900 that there was not
	of1904              // 0 is 1 January 1904
)

const (
	secondsOfDay = 24 * 60 * 60
	most1900     = 2_958_466 // the day after 31 December 9999
	most1904     = most1900 - 1462
)

var (
	first1904 = workcal.Of(1904, 1, 1)
	leap1900  = workcal.Of(1900, 3, 1) // from here on, the day that there was not counts
	before    = workcal.Of(1899, 12, 31)
)

// moment writes a number of days since the epoch as a day, an hour or both; false when it is none.
func (f format) moment(x float64, from epoch) (string, bool) {
	if x < 0 || x >= most1900 || from == of1904 && x >= most1904 {
		return "", false
	}
	seconds := int(math.Round(x * secondsOfDay))
	days, rest := seconds/secondsOfDay, seconds%secondsOfDay
	switch f.kind {
	case asElapsed:
		return clockText(seconds), true
	case asHour:
		return clockText(rest), true
	case asMoment:
		if rest > 0 {
			return dayText(days, from) + " " + clockText(rest), true
		}
	}
	return dayText(days, from), true
}

// dayText writes a day; those that there was not are written as the spreadsheet shows them.
func dayText(days int, from epoch) string {
	switch {
	case from == of1904:
		return written.DayText(first1904.AddDays(days))
	case days == 0:
		return "00/01/1900"
	case days == 60:
		return "29/02/1900"
	case days < 60:
		return written.DayText(before.AddDays(days))
	}
	return written.DayText(before.AddDays(days - 1))
}

// serial gives the number under which a workbook keeps a day, counted from 1900; false for the days
// before, for which there is none.
func serial(d workcal.Date) (int, bool) {
	n := d.Sub(before)
	if d >= leap1900 {
		n++
	}
	return n, n > 0
}

// clockText writes "14:30", and the seconds if there are any.
func clockText(seconds int) string {
	text := two(seconds/3600) + ":" + two(seconds/60%60)
	if seconds%60 != 0 {
		text += ":" + two(seconds%60)
	}
	return text
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
