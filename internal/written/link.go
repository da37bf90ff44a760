package written

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"parvis/internal/french"
)

// LinkKind says which end of a task is tied to which end of another.
type LinkKind int8

// The kinds of links. Parvis keeps only the first.
const (
	FinishToStart  LinkKind = iota // fin-début, FD or FS: it starts once the other is finished
	StartToStart                   // début-début, DD or SS
	FinishToFinish                 // fin-fin, FF
	StartToFinish                  // début-fin, DF or SF
)

// Link is what a cell of predecessors says about one task.
type Link struct {
	Ref  string // as known recognises it
	Kind LinkKind
	Lag  int // in working days; negative if the tasks overlap
}

const (
	mostLinkRunes = 4000
	mostParts     = 500 // of a cell
	mostJoined    = 12  // parts that make up one title
	mostProblems  = 3   // told of a cell
)

const linkExample = "écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard."

var noTask = regexp.MustCompile(`^(?:-+|aucune?s?|neant|rien|n/a|sans objet)\.?$`)

// Links reads the tasks that a task waits for, parted by commas, semicolons, slashes, "et" or line
// breaks: by number ("1" for "01"), by title, with a kind and a lag if need be ("A+2j", "B-1",
// "2FD+1 jour", "2FS+1d", "5DD", "2-FS=P1D"). The longest piece in which known recognises a task
// wins, so that a title may have commas and an id may end in "-2". Kinds that Parvis does not keep
// are given as they are. A dash or "aucune" is no link at all.
//
// The notes are French sentences about what was left aside. It is a Problem that no reading of a
// piece finds a known task, or that its lag cannot be kept as working days; then no link is given.
func Links(text string, known func(ref string) bool) (links []Link, notes []string, err error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "" || french.Fold(text[:min(len(text), mostLinkRunes)]) == "":
		return nil, nil, Problem("La tâche précédente manque" + colon + linkExample)
	case tooLong(text, mostLinkRunes):
		return nil, nil, Problem(quoted(text) + " est un texte trop long pour nommer des tâches.")
	case known(text):
		return []Link{{Ref: text}}, nil, nil
	case strings.ContainsRune("-anrs", french.FirstFolded(text)) && noTask.MatchString(french.Fold(text)):
		return nil, nil, nil
	}
	cell := partLinks(text, known)
	if len(cell.parts) > mostParts {
		return nil, nil, Problem(quoted(text) + " nomme trop de tâches.")
	}
	return cell.read()
}

// linkCell is a cell of predecessors, parted wherever it may be.
type linkCell struct {
	text  string
	parts [][2]int // where each starts and ends
	known func(ref string) bool
}

var linkSeparator = regexp.MustCompile(`(?i)[,;/\n\r\t\x{2028}\x{2029}]|[\s\p{Z}](?:et|and|&)[\s\p{Z}]`)

func partLinks(text string, known func(string) bool) *linkCell {
	c := &linkCell{text: text, known: known}
	start := 0
	for _, at := range append(linkSeparators(text), []int{len(text), len(text)}) {
		if strings.TrimSpace(text[start:at[0]]) != "" {
			c.parts = append(c.parts, [2]int{start, at[0]})
		}
		start = at[1]
	}
	return c
}

// linkSeparators gives where the parts of a cell part. One without blanks, as most are, has no "et".
func linkSeparators(text string) [][]int {
	var all [][]int
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 0x80 || c <= ' ':
			return linkSeparator.FindAllStringIndex(text, mostParts+1)
		case (c == ',' || c == ';' || c == '/') && len(all) <= mostParts:
			all = append(all, []int{i, i + 1})
		}
	}
	return all
}

// piece gives n parts from the one at a place on, with what stands between them.
func (c *linkCell) piece(at, n int) string {
	return strings.TrimSpace(c.text[c.parts[at][0]:c.parts[at+n-1][1]])
}

func (c *linkCell) read() (links []Link, notes []string, err error) {
	var problems []string
	var doubt reading // about a longer piece than the one that was taken
	doubted := 0      // where that piece ends
	for at := 0; at < len(c.parts); {
		taken, n, longer, width := c.longest(at)
		switch {
		case taken.problem == "" && slices.Contains(links, taken.link):
			notes = append(notes, "La tâche "+quoted(taken.link.Ref)+" est nommée deux fois.")
		case taken.problem == "":
			links = append(links, taken.link)
		case at < doubted:
			problems = append(problems, doubt.problem)
		default:
			problems = append(problems, taken.problem)
		}
		if longer.problem != "" && at+width > doubted {
			doubt, doubted = longer, at+width
		}
		at += n
	}
	if problems = slices.Compact(problems); len(problems) > mostProblems {
		more := french.Count(len(problems)-mostProblems, "autre problème", "autres problèmes")
		problems = append(problems[:mostProblems], "Cette case pose encore "+more+".")
	}
	if len(problems) > 0 {
		return nil, nil, Problem(strings.Join(problems, " "))
	}
	if len(links) == 0 {
		return nil, nil, Problem(quoted(c.text) + " ne nomme aucune tâche" + colon + linkExample)
	}
	return links, notes, nil
}

// longest reads the longest piece from a part on that names a known task, or else that part. A
// longer piece that was understood but cannot be kept comes with it, and how many parts it has:
// "2+1,5" is not task 2 a day later and task 5, if there is no task 5.
func (c *linkCell) longest(at int) (taken reading, n int, longer reading, width int) {
	for n = min(mostJoined, len(c.parts)-at); n >= 1; n-- {
		r := readLink(c.piece(at, n), c.known, n == 1)
		switch {
		case r.problem == "" || n == 1 && longer.problem == "":
			return r, n, longer, width
		case r.understood && longer.problem == "":
			longer, width = r, n
		}
	}
	return longer, width, longer, width
}

// reading is what came of reading one piece.
type reading struct {
	link       Link
	problem    string
	understood bool // the problem is about a known task and a lag that makes sense
}

// readLink reads one piece in all ways there are, the simplest first. Nobody asks why a longer piece
// than one part names no task, hence told.
func readLink(text string, known func(string) bool, told bool) reading {
	if link, ok := endOf(text, known); ok {
		return reading{link: link}
	}
	var doubt reading
	for _, at := range signs(text) {
		before, after := text[:at.start], text[at.end:]
		link, ok := endOf(before, known)
		if !ok {
			continue
		}
		r := withLag(text, before, link, at.sign, french.Fold(after))
		if r.problem == "" {
			return r
		}
		if doubt.problem == "" || r.understood && !doubt.understood {
			doubt = r
		}
	}
	if doubt.problem != "" {
		return doubt
	}
	if strings.ContainsFunc(text, unicode.IsSpace) {
		if link, ok := afterLink(text, known); ok {
			return link
		}
	}
	if !told {
		return reading{problem: "…"}
	}
	return namesNothing(text, known)
}

// namesNothing says why a piece names no task.
func namesNothing(text string, known func(string) bool) reading {
	if m := leadingNumber.FindStringSubmatch(text); m != nil {
		if ref, ok := find(m[1], known); ok {
			return reading{problem: "Dans " + quoted(text) + ", la tâche " + quoted(ref) + " existe, mais la suite ne se lit pas" + colon + linkExample}
		}
	}
	if m := withoutTask.FindStringSubmatch(text); m != nil {
		return reading{problem: "La tâche " + quoted(m[1]+m[2]) + " n’existe pas."}
	}
	return reading{problem: "La tâche " + quoted(text) + " n’existe pas."}
}

// withoutTask is a link with its kind or its lag: what it names comes first.
var withoutTask = regexp.MustCompile(`^(?:(\d+)[\s\p{Z}]*[-+−–][\s\p{Z}]*\d.*|(.+?)[\s\p{Z}]*(?:FD|FS|DD|SS|FF|DF|SF)(?:[\s\p{Z}]*[-+−–=].*)?)$`)

var afterPattern = regexp.MustCompile(`(?i)^(?:(.+?)[\s\p{Z}]+)?(?:apr[èe]s|after)[\s\p{Z}]+(?:la fin (?:de |d’|d')(?:la )?)?(.+)$`)

var timeSpan = regexp.MustCompile(`^\d[\d.,]* ?[a-z]`)

// afterLink reads "2 jours après A" and "après A", which say in words what "A+2" does.
func afterLink(text string, known func(string) bool) (reading, bool) {
	m := afterPattern.FindStringSubmatch(text)
	if m == nil {
		return reading{}, false
	}
	ref, ok := find(m[2], known)
	lag := countInDigits(french.Fold(m[1]))
	switch {
	case lag != "" && !timeSpan.MatchString(lag):
		return reading{}, false // a title with that word in it, or "2 après livraison"
	case !ok:
		return reading{problem: "La tâche " + quoted(m[2]) + " n’existe pas."}, true
	case lag == "":
		return reading{link: Link{Ref: ref}}, true
	}
	return withLag(text, m[2], Link{Ref: ref}, '+', lag), true
}

var leadingNumber = regexp.MustCompile(`^(\d+)(?:[\s\p{Z}]|(?i:FD|FS|DD|SS|FF|DF|SF))`)

// sign is where a piece may part into a task and its lag.
type sign struct {
	start, end int
	sign       byte // '+', '-' or '=', after which a lag is written as P1D
}

const mostSigns = 8

// signs gives the last signs of a piece, the last first.
func signs(text string) []sign {
	var all []sign
	for i, r := range text {
		s := sign{start: i, end: i + len(string(r))}
		switch {
		case i == 0:
			continue
		case r == '+' || r == '=':
			s.sign = byte(r)
		case french.IsDash(r):
			s.sign = '-'
		default:
			continue
		}
		all = append(all, s)
	}
	all = all[max(0, len(all)-mostSigns):]
	slices.Reverse(all)
	return all
}
