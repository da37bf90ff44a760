// Package form is the one way to read what a browser sends, a form that is posted or the filter of
// a list: getters give the values, and note what cannot be read as the problem of its field.
//
//	f, err := form.Read(r)           // what was sent
//	draft := parseEvent(f, …)        // f.Text("nom"), f.Day("debut", near)…, then f.Merge(draft.Check())
//	if f.Valid() {
//		err := room.Edit(…, f.Version(), draft)
//		if err == nil { … }          // serve.Flash(r, "…", f.Notes()...)
//		if !f.Refuse(err) { return err }
//	}
//	serve.Invalid(w, r, page(f))     // f.Field(ui.Field{…}) and f.Problems(order...) in the template
//
// A field has one problem: the first one noted, which is what could not be read before what breaks
// a rule. The form holds what was typed, as it was typed, until the page is drawn again.
package form

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Most is the largest form accepted, in bytes.
const Most = 1 << 20

// The fields that forms carry without showing them.
const (
	fieldKey     = "cle"     // of a form that creates: see serve.NewKey
	fieldVersion = "version" // of what a form edits
)

// onceMore begins the key of a form that creates what another one created already, because somebody asked for it.
const onceMore = "ENCORE"

// Form is what was typed, what is wrong with it, and what was assumed to read it.
type Form struct {
	values   url.Values
	problems fault.Problems
	notes    []string
	address  bool   // it came in an address, which nobody is asked to mend
	sentTo   string // the path it was sent to
	beside   string // what was sent with it and is not kept in it
}

// Of is a form filled in beforehand, with what is stored or what is proposed.
func Of(values url.Values) *Form {
	if values == nil {
		values = url.Values{}
	}
	return &Form{values: values}
}

// Beside notes what tells apart the files that were sent with a form, for Sending.
func (f *Form) Beside(sum string) *Form {
	f.beside = sum
	return f
}

// Keyed gives the form of something new its key.
func (f *Form) Keyed(key string) *Form {
	f.values.Set(fieldKey, key)
	return f
}

// Over says which version of what is stored the form would replace.
func (f *Form) Over(version int) *Form {
	f.values.Set(fieldVersion, strconv.Itoa(version))
	return f
}

// Read reads the body of a request. Of each value it gives
// what can be seen (french.Visible), without spaces around it; line ends become "\n". A body
// over Most is TooLarge; one that is not a form, or holds text that no keyboard produces, is Invalid.
func Read(r *http.Request) (*Form, error) {
	sent, err := Posted(r)
	if err != nil {
		return nil, err
	}
	for name, values := range sent {
		for i, v := range values {
			if !isText(v) {
				return nil, fault.New(fault.Invalid, "Le texte contient un caractère qui ne peut pas être enregistré. "+
					"Revenez à la page précédente et retirez-le.", errors.New("field "+name+" is not text"))
			}
			values[i] = tidy(name, v)
		}
	}
	f := Of(sent)
	f.sentTo = r.URL.Path
	f.isTrial(fault.TrialOf(r.Context()))
	return f, nil
}

// tidy is what is kept of a value: what can be seen of it. A password is its owner's, whatever is in it.
func tidy(name, v string) string {
	if slices.Contains(secrets, name) {
		return strings.TrimSpace(v)
	}
	return french.Paragraphs(v)
}

// tooLong is that more was typed than any form holds.
func tooLong(cause error) error {
	return fault.New(fault.TooLarge, "Votre envoi dépasse 1 Mo. Raccourcissez le texte, "+
		"puis recommencez : rien n’a été enregistré.", cause)
}

// unreadable is that what was sent is no form.
func unreadable(cause error) error {
	return fault.New(fault.Invalid, "Le formulaire reçu est illisible. Revenez à la page précédente et recommencez.", cause)
}

// Query reads the address of a request. Addresses are bookmarked, cut short and passed on: what is
// no text in one is left out, and what cannot be read is no problem: a filter does without it.
func Query(r *http.Request) *Form {
	values := r.URL.Query()
	for name, list := range values {
		list = slices.DeleteFunc(list, func(v string) bool { return !isText(v) })
		for i, v := range list {
			list[i] = french.Paragraphs(v)
		}
		values[name] = list
	}
	return &Form{values: values, address: true}
}

// Tried reads a form that came in an address to be tried: what is to mend in it is noted, as in one that is sent,
// and nothing is kept.
func Tried(r *http.Request) *Form {
	f := Query(r)
	f.address = false
	return f
}

// Behind gives the fields that were not sent the values that stand there.
func (f *Form) Behind(values map[string][]string) *Form {
	for name, value := range values {
		if _, sent := f.values[name]; !sent {
			f.values[name] = value
		}
	}
	return f
}

// isText tells whether a keyboard could have produced this, and the database can hold it.
func isText(v string) bool { return utf8.ValidString(v) && !strings.ContainsRune(v, 0) }

// Text is what was typed, or "".
func (f *Form) Text(name string) string { return f.values.Get(name) }

// All gives every value of a field: boxes share a name.
func (f *Form) All(name string) []string { return f.values[name] }

// Flag tells whether a box was ticked. Browsers send nothing for one that was not.
func (f *Form) Flag(name string) bool { return f.values.Get(name) != "" }

// Flags gives what follows prefix in the names of ticked boxes, for those that only data names.
func (f *Form) Flags(prefix string) []string {
	var ticked []string
	for name := range f.values {
		if rest, ok := strings.CutPrefix(name, prefix); ok && f.Flag(name) {
			ticked = append(ticked, rest)
		}
	}
	slices.Sort(ticked)
	return ticked
}

// Choice is which of a list was chosen; what is not in it is "", which the rules refuse where
// something must be chosen.
func Choice[T ~string](f *Form, name string, among []T) T {
	if typed := T(f.values.Get(name)); slices.Contains(among, typed) {
		return typed
	}
	return ""
}

// ID is the id of something chosen in a list: 0 when nothing was. What is no id is -1, which
// nothing has, so that the rules refuse it in their own words.
func (f *Form) ID(name string) int64 {
	typed := f.values.Get(name)
	if typed == "" {
		return 0
	}
	id, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || id <= 0 {
		return -1
	}
	return id
}

// IDs are the ids of several things, of boxes that share a name ("t=1&t=5") or of one field that lists them ("1,5"), each
// once and in order. What is no id is -1, as ID gives.
func (f *Form) IDs(name string) []int64 {
	var ids []int64
	seen := map[int64]bool{}
	for _, typed := range f.values[name] {
		for text := range strings.SplitSeq(typed, ",") {
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			id, err := strconv.ParseInt(text, 10, 64)
			if err != nil || id <= 0 {
				id = -1
			}
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// Int is a whole number as people write it, "1 200" or "80"; 0 when nothing was typed. What is no number, or
// too large a one, is 0 too, and a problem.
func (f *Form) Int(name string) int {
	typed := f.values.Get(name)
	if typed == "" {
		return 0
	}
	n, err := written.Whole(typed)
	if err != nil { // its own sentence gives an example that may suit no field
		f.Add(name, "Veuillez donner un nombre entier, en chiffres.")
	}
	return n
}

// Decimal is a number with or without decimals, as people write it; 0 when nothing was typed. What is no
// number is 0 too, and a problem.
func (f *Form) Decimal(name string) float64 {
	typed := f.values.Get(name)
	if typed == "" {
		return 0
	}
	x, err := written.Decimal(typed)
	if err != nil {
		f.Add(name, err.Error())
	}
	return x
}

// Value is what a function reads of a field, its zero value when nothing was typed. What cannot be read is that too, and a problem.
func Value[T any](f *Form, name string, read func(string) (T, error)) T {
	var none T
	typed := f.values.Get(name)
	if strings.TrimSpace(typed) == "" {
		return none
	}
	value, err := read(typed)
	if err != nil {
		f.Add(name, err.Error())
		return none
	}
	return value
}

// Minutes is a time of some hours, as people write it; 0 when nothing was typed. What is no time is 0
// too, and a problem.
func (f *Form) Minutes(name string) int {
	typed := f.values.Get(name)
	if typed == "" {
		return 0
	}
	n, err := written.Minutes(typed)
	if err != nil {
		f.Add(name, err.Error())
	}
	return n
}

// Day is a day as people write it, zero when nothing was typed. Without a year, it is the one
// nearest to near, and a note says so.
func (f *Form) Day(name string, near workcal.Date) workcal.Date {
	typed := f.values.Get(name)
	if typed == "" {
		return 0
	}
	return f.day(name, func() (workcal.Date, string, error) { return written.Date(typed, near) })
}

// Soon is Day where people note what comes next: "demain", "vendredi".
func (f *Form) Soon(name string, today, near workcal.Date) workcal.Date {
	typed := f.values.Get(name)
	if typed == "" {
		return 0
	}
	return f.day(name, func() (workcal.Date, string, error) { return written.Soon(typed, today, near) })
}

func (f *Form) day(name string, read func() (workcal.Date, string, error)) workcal.Date {
	day, note, err := read()
	f.Note(note)
	if err != nil {
		f.Add(name, err.Error())
	}
	return day
}

// Days is a first and a last day. Without a year, the last is the one nearest to the first.
func (f *Form) Days(first, last string, near workcal.Date) (from, to workcal.Date) {
	from = f.Day(first, near)
	return from, f.Day(last, cmp.Or(from, near))
}

// Key is the key of a form that creates, for its page to carry.
func (f *Form) Key() string { return f.values.Get(fieldKey) }

// Sending is the key of a form that creates with a digest of where it was sent and all that it holds, for
// postgres.Once: sent twice, it creates once, and says so; sent again with other content, it is refused; sent with the
// same content under another key, it may be asked about. "" without a key.
func (f *Form) Sending() string {
	key := f.Key()
	if key == "" {
		return ""
	}
	sent := sha256.New()
	fmt.Fprintf(sent, "%q", f.sentTo)
	if f.beside != "" {
		fmt.Fprintf(sent, "%q", f.beside)
	}
	if strings.HasPrefix(key, onceMore) {
		fmt.Fprintf(sent, "%q", key)
	}
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		if name != fieldKey {
			fmt.Fprintf(sent, "%q%q", name, f.values[name])
		}
	}
	return key + "." + base64.RawURLEncoding.EncodeToString(sent.Sum(nil))
}

// Version is the version that was edited. What is no version is -1, which matches none: the edit
// meets a conflict and shows both texts, like one typed over an old version.
func (f *Form) Version() int {
	n, err := strconv.ParseInt(f.values.Get(fieldVersion), 10, 32)
	if err != nil || n <= 0 {
		return -1
	}
	return int(n)
}
