package mail

import (
	"context"
	"errors"
	"time"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/notice"
	"parvis/internal/outbox"
	"parvis/internal/plan"
)

// Links gives the addresses that messages lead to, whole: they are built from the service's own address, never from what a
// request says.
type Links struct {
	Host    string                    // behind the @ of a Message-ID
	Choose  func(token string) string // a password
	Deposit func(token string) string // where a piece is dropped
	Notices string
	List    string
}

var (
	// errNothing is the failure of a letter that has nothing to say.
	errNothing = errors.New("mail: nothing to write")
	// errLate is the failure of a letter whose link would be over.
	errLate = errors.New("mail: it is too late")
)

// compose writes what a letter says, as it is now.
func (p *Post) compose(ctx context.Context, w outbox.Waiting, now time.Time) (Message, error) {
	m := Message{LetterID: w.ID, ID: w.MessageID + "@" + p.Links.Host, Date: now}
	var err error
	switch w.Kind {
	case outbox.Password, outbox.Invitation:
		err = p.composeLink(ctx, &m, w, now)
	case outbox.Notices, outbox.Week:
		err = p.composeNews(ctx, &m, w, now)
	case outbox.Deposit:
		err = p.composeDeposit(ctx, &m, w, now)
	default:
		err = errNothing // of a version that is gone
	}
	if m.ReplyTo.ID == 0 { // else it is signed by who asks
		m.say("Bien cordialement,")
		m.say("Parvis, l’outil du service du développement culturel et des publics.")
	}
	return m, err
}

// composeLink writes a link that opens the choice of a password.
func (p *Post) composeLink(ctx context.Context, m *Message, w outbox.Waiting, now time.Time) error {
	token, who, err := p.Room.accounts.NewLink(ctx, outbox.Letter{Kind: w.Kind, PersonID: w.PersonID, Period: w.Period, At: w.AskedAt}, now)
	if fault.Is(err, fault.NotFound) {
		return errLate
	}
	if err != nil {
		return err
	}
	m.to(who)
	if w.Kind == outbox.Invitation {
		m.Subject = "Votre accès à Parvis"
		m.say("Votre cheffe de service vous a ouvert un accès à Parvis, l’outil du service.")
		m.say("Pour commencer, choisissez votre mot de passe. Ce lien ne sert qu’une fois, pendant trois jours.")
		m.lead("Choisir mon mot de passe", p.Links.Choose(token))
		m.say("Vous vous connecterez ensuite avec cette adresse électronique. Si le lien ne sert plus, demandez-en un autre à votre cheffe de service.")
		return nil
	}
	m.Subject = "Choisir un nouveau mot de passe"
	m.say("Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour votre compte Parvis.")
	m.say("Ce lien ne sert qu’une fois, pendant deux heures. Le choix d’un mot de passe ferme vos sessions sur tous vos appareils.")
	m.lead("Choisir mon mot de passe", p.Links.Choose(token))
	m.say("Si vous n’avez rien demandé, ne faites rien\u00a0: votre mot de passe reste le même.")
	return nil
}

// composeDeposit asks whoever has to send a piece for it, in the name of who asked: the answer goes to her. What is not awaited any more, or no
// longer hers to ask for, is not asked for.
func (p *Post) composeDeposit(ctx context.Context, m *Message, w outbox.Waiting, now time.Time) error {
	asks, err := p.Room.accounts.Person(ctx, w.PersonID)
	if err != nil {
		return err
	}
	if !asks.Active() {
		return errNothing
	}
	made, err := p.Room.links.ToMail(ctx, w.Period, now)
	if err != nil {
		return err
	}
	piece, err := p.Room.logistics.Reminder(ctx, asks.At(now), made.SubjectID)
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Forbidden) {
		return errNothing
	}
	if err != nil {
		return err
	}
	if len(piece.Emails) > 0 { // else it goes to no address, and is told so
		m.Name, m.Address = piece.To, account.NormalEmail(piece.Emails[0])
	}
	m.ReplyTo, m.Subject = asks, piece.MessageSubject()
	m.say("Bonjour,")
	for _, text := range piece.Asks(asks.At(now).Today()) {
		m.say(text)
	}
	m.lead("Déposer le fichier, sans compte ni mot de passe", p.Links.Deposit(made.Token))
	if !made.LastDay.IsZero() {
		m.say("Ce lien s’ouvre jusqu’au " + made.LastDay.French() + ". Pour toute question, répondez à ce message.")
	}
	m.say(logistics.Thanks)
	m.say(asks.Name)
	return nil
}

// composeNews writes what somebody has to know, if she still wants to and may be told.
func (p *Post) composeNews(ctx context.Context, m *Message, w outbox.Waiting, now time.Time) error {
	who, err := p.Room.accounts.Person(ctx, w.PersonID)
	if err != nil {
		return err
	}
	kind := map[outbox.Kind]notice.Kind{outbox.Notices: notice.ByMail, outbox.Week: notice.Week}[w.Kind]
	wanted, err := p.Room.notices.Wants(ctx, who.ID, kind)
	if err != nil {
		return err
	}
	if !wanted || !who.Active() || who.MustChangePassword {
		return errNothing
	}
	m.to(who)
	sheet, err := p.Room.notices.Sheet(ctx, who.At(now))
	if err != nil {
		return err
	}
	if w.Kind == outbox.Notices {
		return p.writeNotices(m, sheet)
	}
	list, err := p.Room.plans.MyList(ctx, who.At(now), plan.Filter{Horizon: plan.ThisWeek})
	if err != nil {
		return err
	}
	return p.writeWeek(m, list, sheet, now)
}

func (p *Post) writeNotices(m *Message, sheet notice.Sheet) error {
	if len(sheet.Unread) == 0 {
		return errNothing
	}
	n := len(sheet.Unread)
	m.Subject = "Parvis\u00a0: " + french.Count(n, "avis à lire", "avis à lire")
	m.say("Voici ce que d’autres ont fait et que vous n’avez pas encore vu.")
	var items []Item
	for _, about := range sheet.Unread[:min(n, maxItems)] {
		items = append(items, itemOf(about, func(notice.Line) bool { return true }))
	}
	m.list("", items, n)
	m.lead("Voir mes avis", p.Links.Notices)
	m.say("Vous recevez ce message une fois par heure au plus. Pour ne plus le recevoir, décochez la case sur la page de vos avis.")
	return nil
}

// itemOf tells of a subject what happened to it, as far as it is kept.
func itemOf(n notice.Notice, kept func(notice.Line) bool) Item {
	item := Item{Text: french.Quote(n.About.Name) + "\u00a0:", Beside: n.Project}
	for _, l := range n.Lines {
		if kept(l) {
			item.Text += " " + l.Sentence(n.About.Kind)
		}
	}
	return item
}

// recently is how old a move may be to be told as new in a week's letter.
const recently = 7 * 24 * time.Hour

// writeWeek tells what is late, what is due this week and what was moved. What she noted for herself stays in her list.
func (p *Post) writeWeek(m *Message, list plan.List, sheet notice.Sheet, now time.Time) error {
	var late, due, moved []Item
	lates, dues := 0, 0
	for _, s := range list.Sections {
		for _, row := range s.Rows {
			item := Item{Text: row.Title + ", à faire pour le " + row.PlannedFinish.French(), Beside: row.Project.Title}
			switch s.When {
			case plan.WhenLate:
				item.Text = row.Title + ", à finir au plus tard le " + row.LatestFinish.French()
				lates++
				late = append(late, item)
			case plan.WhenToday, plan.WhenThisWeek:
				dues++
				due = append(due, item)
			}
		}
	}
	isMove := func(l notice.Line) bool { return l.What == notice.Moved && now.Sub(l.LastAt) < recently }
	for _, n := range append(append([]notice.Notice{}, sheet.Unread...), sheet.Read...) {
		for _, l := range n.Lines {
			if isMove(l) && (n.About.Kind == journal.Project || n.About.Kind == journal.Event || n.About.Kind == journal.Task) {
				moved = append(moved, itemOf(n, isMove))
				break
			}
		}
	}
	if lates+dues+len(moved) == 0 {
		return errNothing
	}
	m.Subject = "Parvis\u00a0: votre semaine"
	m.say("Voici votre semaine du " + list.Today.French() + ".")
	m.list("En retard", late, lates)
	m.list("À faire cette semaine", due, dues)
	m.list("Dates qui ont changé", moved, len(moved))
	m.lead("Ouvrir ma liste", p.Links.List)
	m.say("Vous recevez ce message le lundi matin. Pour ne plus le recevoir, décochez la case sur la page de vos avis.")
	return nil
}

// to addresses the message to somebody, and greets her.
func (m *Message) to(p account.Person) {
	m.Name, m.Address = p.Name, p.Email
	m.say("Bonjour " + p.Name + ",")
}

func (m *Message) say(text string) { m.Parts = append(m.Parts, Part{Text: text}) }

func (m *Message) lead(text, link string) { m.Parts = append(m.Parts, Part{Text: text, Link: link}) }

// list adds a list under a heading, cut off, with how many there are besides; an empty one is left out.
func (m *Message) list(heading string, items []Item, all int) {
	if len(items) == 0 {
		return
	}
	items = items[:min(len(items), maxItems)]
	if more := all - len(items); more > 0 {
		items = append(items, Item{Text: "et " + french.Count(more, "autre", "autres") + "."})
	}
	m.Parts = append(m.Parts, Part{Heading: heading, Items: items})
}
