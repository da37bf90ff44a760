package planui

import (
	"strconv"
	"time"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// sizes are the measures of a chart, in units of its viewBox. What stands before its days is as wide as label:
// the column of titles, then those of who, of when and of what a task waits for, where they are not 0.
type sizes struct {
	label            float64 // or room at the left, where the titles stand beside the drawing
	beside           bool    // they do, in text (ganttTitles)
	who, when, after float64
	tail             float64 // room at the right for the last signs
	head             float64 // height of the time scale
	row              float64 // height of a row
	day              float64 // width of a day
	text             float64 // size of titles
	months           int     // months per sheet; 0: all on one
	height           float64 // of a sheet, which the rows share; 0: all are on one
}

// screenSizes are pixels. The titles stand in text beside the drawing, which is scrolled past them: plan.css
// gives them its head and the height of its rows.
var screenSizes = sizes{label: 8, beside: true, tail: 120, head: 62, row: 30, day: 5, text: 14.5}

// chart is one drawing: some rows over some whole months. Lengths are in units of the viewBox.
type chart struct {
	ID            string // prefix of the ids inside
	Width, Height float64
	Sizes         sizes
	From, To      workcal.Date // first and last day drawn
	Months        []band
	Weeks         []mark
	Off           []band // days off: weekends, closures
	Holidays      []band // public holidays
	School        []band // school holidays: shown, never subtracted
	Event         *band
	Today         *mark
	Bars          []bar
	Sheet, Sheets int
	Title, Period string
	Cut           string // what of the plan is not drawn, in a sentence; "" when all is
}

// band is a stretch of days.
type band struct {
	X, W  float64
	Label string
}

// mark is a line at the beginning of a day.
type mark struct {
	X     float64
	Label string
}

// bar is a task.
type bar struct {
	Row        plan.Row
	Y          float64 // top of its row
	X, W       float64 // planned days, cut to the chart
	Early      *band   // from its earliest start to its planned start: it may begin sooner
	Slack      *band   // from its planned to its latest finish: it may end later
	Class      string
	Sign       string // words at the end of the bar
	SignX      float64
	SignBefore bool // the sign stands before the bar, for want of room after it
	Hidden     bool // the bar lies in other months
	Arrow      string
}

// A chart shows at most mostMonths months around the project's days, beforeMonths before them at most; and
// paper takes at most mostSheets sheets. A plan that goes beyond, as one with a mistyped year does, says so.
const (
	mostMonths   = 36
	beforeMonths = 24
	mostSheets   = 60
)

// charts draws a plan: one chart on screen, as many sheets as needed on paper, cut at month
// boundaries and repeating titles and scale. Dropped tasks are left out; without a date there is no
// time to draw. What lies beyond the bounds is not drawn, and each chart says so.
func charts(v plan.View, s sizes, school []workcal.SchoolHoliday) []chart {
	if !v.Project.Dated() {
		return nil
	}
	rows := make([]plan.Row, 0, len(v.Rows))
	for _, r := range v.Rows {
		if r.State != retroplan.Dropped {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	from, to, cut := months(v, rows)
	spans := periods(from, to, s.months)
	perSheet := len(rows)
	if s.height > 0 {
		s, perSheet = s.onPaper(rows)
	}
	var out []chart
	for top := 0; top < len(rows); top += perSheet {
		part := rows[top:min(top+perSheet, len(rows))]
		for _, span := range spans {
			if len(out) < mostSheets {
				out = append(out, draw(v, s, school, part, span))
			}
		}
	}
	if all := len(spans) * ((len(rows) + perSheet - 1) / perSheet); all > len(out) {
		cut = "Ce plan prendrait " + french.Number(all) + "\u00a0feuilles\u00a0: les " + french.Number(len(out)) + " premières sont dessinées. La liste imprimée donne toutes les tâches."
	}
	for i := range out {
		out[i].Cut = cut
		out[i].ID = s.name() + strconv.Itoa(i+1)
		out[i].Sheet, out[i].Sheets = i+1, len(out)
	}
	return out
}

// period is a run of whole months.
type period struct{ from, to workcal.Date }

// months gives the first day of the months to draw and the first day after them, and a sentence where the
// plan goes beyond.
func months(v plan.View, rows []plan.Row) (first, end workcal.Date, cut string) {
	from, to := v.Project.First, v.Project.Last
	for _, r := range rows {
		if !r.PlannedStart.IsZero() {
			from = min(from, r.PlannedStart)
		}
		from = min(from, r.PlannedFinish)
		to = max(to, r.PlannedFinish, r.LatestFinish)
	}
	first, end = workcal.Of(from.Year(), from.Month(), 1), workcal.Of(to.Year(), to.Month()+1, 1)
	earliest := workcal.Of(v.Project.First.Year(), v.Project.First.Month()-beforeMonths, 1)
	if whole := workcal.Of(first.Year(), first.Month()+mostMonths, 1); whole >= end {
		return first, end, ""
	}
	drawn := max(first, earliest)
	end = min(end, workcal.Of(drawn.Year(), drawn.Month()+mostMonths, 1))
	return drawn, end, "Ce plan va du " + from.FrenchDay() + " au " + to.FrenchDay() + "\u00a0: le diagramme s’en tient à " + french.Number(mostMonths) +
		"\u00a0mois autour du jour\u00a0J. Vérifiez les dates des tâches qui en sortent."
}

// periods cuts time into runs of at most months whole months (0: one run).
func periods(first, end workcal.Date, months int) []period {
	if months == 0 {
		return []period{{first, end.AddDays(-1)}}
	}
	total := 0
	for m := first; m < end; m = monthAfter(m) {
		total++
	}
	sheets := (total + months - 1) / months
	each := (total + sheets - 1) / sheets // even sheets rather than a last one with a single month
	var out []period
	for start := first; start < end; {
		stop := start
		for i := 0; i < each && stop < end; i++ {
			stop = monthAfter(stop)
		}
		out = append(out, period{start, stop.AddDays(-1)})
		start = stop
	}
	return out
}

func monthAfter(d workcal.Date) workcal.Date {
	if d.Month() == time.December {
		return workcal.Of(d.Year()+1, time.January, 1)
	}
	return workcal.Of(d.Year(), d.Month()+1, 1)
}

// chartFoot is the room below the last row.
const chartFoot = 6

func draw(v plan.View, s sizes, school []workcal.SchoolHoliday, rows []plan.Row, span period) chart {
	count := span.to.Sub(span.from) + 1
	if s.day == 0 {
		s.day = (paperWidth - s.label - s.tail) / float64(count)
	}
	c := chart{Sizes: s, From: span.from, To: span.to,
		Width:  s.label + float64(count)*s.day + s.tail,
		Height: s.head + float64(len(rows))*s.row + chartFoot,
		Title:  v.Project.Title, Period: monthsText(span)}
	c.scale(v.Calendar, school)
	if b, ok := c.band(v.Project.First, v.Project.Last); ok {
		b.Label = "Jour J"
		c.Event = &b
		c.makeRoom(b)
	}
	if v.Today >= span.from && v.Today <= span.to {
		c.Today = &mark{X: c.x(v.Today), Label: "Aujourd’hui"}
	}
	for i, r := range rows {
		c.Bars = append(c.Bars, c.bar(r, s.head+float64(i)*s.row))
	}
	return c
}

// makeRoom takes away the week numbers that the event's name would be written over.
func (c *chart) makeRoom(event band) {
	middle, half := event.X+event.W/2, c.Sizes.text*1.6
	for i, k := range c.Weeks {
		if k.X+c.Sizes.text*1.2 > middle-half && k.X < middle+half {
			c.Weeks[i].Label = ""
		}
	}
}

func monthsText(p period) string {
	if p.from.Year() == p.to.Year() && p.from.Month() == p.to.Month() {
		return p.from.FrenchMonthYear()
	}
	return p.from.FrenchMonthYear() + " – " + p.to.FrenchMonthYear()
}

// x is the left edge of a day.
func (c *chart) x(d workcal.Date) float64 {
	return c.Sizes.label + float64(d.Sub(c.From))*c.Sizes.day
}

// band is the stretch from a to b inside the chart; false when it lies outside.
func (c *chart) band(a, b workcal.Date) (band, bool) {
	if b < c.From || a > c.To {
		return band{}, false
	}
	a, b = max(a, c.From), min(b, c.To)
	return band{X: c.x(a), W: float64(b.Sub(a)+1) * c.Sizes.day}, true
}

// scale lays out months, weeks, days off and school holidays.
func (c *chart) scale(calendar *workcal.Calendar, school []workcal.SchoolHoliday) {
	for m := c.From; m <= c.To; m = monthAfter(m) {
		b, _ := c.band(m, monthAfter(m).AddDays(-1))
		c.Months = append(c.Months, b)
	}
	c.nameMonths()
	for d := c.From; d <= c.To; d++ {
		if d.Weekday() == time.Monday {
			c.Weeks = append(c.Weeks, mark{X: c.x(d), Label: strconv.Itoa(d.Day())})
		}
		if calendar == nil || calendar.IsWorked(d) {
			continue
		}
		if name := calendar.Holiday(d); name != "" {
			b, _ := c.band(d, d)
			b.Label = name
			c.Holidays = append(c.Holidays, b)
			continue
		}
		if n := len(c.Off); n > 0 && c.Off[n-1].X+c.Off[n-1].W > c.x(d)-0.01 {
			c.Off[n-1].W += c.Sizes.day // the day before was off too
			continue
		}
		b, _ := c.band(d, d)
		c.Off = append(c.Off, b)
	}
	for _, h := range school {
		if b, ok := c.band(h.From, h.To); ok {
			b.Label = h.Label
			c.School = append(c.School, b)
		}
	}
}

func (c *chart) bar(r plan.Row, y float64) bar {
	b := bar{Row: r, Y: y, Class: rowClass(&r)}
	start := r.PlannedStart
	if start.IsZero() {
		start = r.PlannedFinish
	}
	where, ok := c.band(start, r.PlannedFinish)
	if !ok {
		b.Hidden = true
		b.Arrow = "→ " + r.PlannedFinish.FrenchShortIn(r.Year)
		if r.PlannedFinish < c.From {
			b.Arrow = "← " + r.PlannedFinish.FrenchShortIn(r.Year)
		}
		return b
	}
	b.X, b.W = where.X, where.W
	end := b.X + b.W
	if r.State.Open() && !r.EarliestStart.IsZero() && r.EarliestStart < start {
		if e, ok := c.band(r.EarliestStart, start.AddDays(-1)); ok {
			b.Early = &e
		}
	}
	if r.State.Open() && r.LatestFinish > r.PlannedFinish {
		if s, ok := c.band(r.PlannedFinish.AddDays(1), r.LatestFinish); ok {
			b.Slack = &s
			end = s.X + s.W
		}
	}
	b.Sign = chartSign(r)
	b.SignX = end + c.Sizes.text*0.7 // links leave from the end
	if r.Milestone() && b.Slack == nil {
		b.SignX += c.Sizes.row * 0.28 // the diamond reaches past the end of its day
	}
	// Six tenths of the text's size is a generous width for a letter.
	if width := float64(len([]rune(b.Sign))) * c.Sizes.text * 0.5; b.SignX+width > c.Width && b.X-width > c.Sizes.label {
		b.SignX, b.SignBefore = b.X-c.Sizes.text*0.7, true
	}
	return b
}

// chartSign is what the end of a bar says, in words, so that nothing depends on colour.
func chartSign(r plan.Row) string {
	switch {
	case r.State == retroplan.Done:
		return "✓"
	case r.Late > 0:
		return "retard " + french.ShortDays(r.Late)
	case r.State == retroplan.Blocked:
		return "bloquée"
	case r.Critical:
		return "critique"
	}
	return r.J
}

// f writes a length for SVG.
func f(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// viewBox is the chart's own coordinate system.
func (c chart) viewBox() string { return "0 0 " + f(c.Width) + " " + f(c.Height) }

// fit cuts a bar's title to the column of titles; late and critical titles are bold, hence wider.
func (c chart) fit(b bar) string {
	letter := letterWidth
	if b.Class == "is-late" || b.Class == "is-critical" {
		letter = boldWidth
	}
	return cut(b.Row.Title, c.titles()-c.Sizes.text*2.2, c.Sizes.text, letter)
}

// titles is the width of the column of titles, after which come the others: who, when, and what a task waits for.
func (c chart) titles() float64 {
	return c.Sizes.label - c.Sizes.who - c.Sizes.when - c.Sizes.after
}

func (c chart) whoX() float64   { return c.titles() }
func (c chart) whenX() float64  { return c.whoX() + c.Sizes.who }
func (c chart) afterX() float64 { return c.whenX() + c.Sizes.when }

// fitIn cuts a text to the width of its column.
func (c chart) fitIn(text string, width float64) string {
	return cut(text, width-c.Sizes.text*0.5, c.Sizes.text, letterWidth)
}

// mid is the vertical middle of a bar's row, where text stands.
func (c chart) mid(b bar) float64 { return b.Y + c.Sizes.row/2 }

func signAnchor(b bar) string {
	if b.SignBefore {
		return "end"
	}
	return "start"
}

// hiddenX is where the arrow to other months stands: at the side they lie on.
func hiddenX(c chart, b bar) float64 {
	if b.Row.PlannedFinish < c.From {
		return c.Sizes.label + c.Sizes.text*0.3
	}
	return c.Width - c.Sizes.text*0.3
}

func hiddenAnchor(b bar) string {
	if len(b.Arrow) > 0 && []rune(b.Arrow)[0] == '←' {
		return "start"
	}
	return "end"
}
