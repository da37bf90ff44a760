// Package shareui draws what is read through links, without an account: a project's retroplanning for a partner, dates for a
// calendar program; and the pages on which such links are made and ended.
package shareui

import (
	"net/http"
	"net/netip"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/httprate"

	"parvis/internal/account"
	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/web/fileui"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of links and what they open.
type Handlers struct {
	links     *link.Room
	plans     *plan.Room
	programme *programme.Room
	slots     *slot.Room
	accounts  *account.Accounts
	staff     *staff.Room
	logistics *logistics.Room
	day       *daybook.Room
	files     *files.Room
	attached  *fileui.Handlers
	leaves    bool   // messages leave by Parvis
	address   string // scheme://host[:port] that links begin with; "" when nobody said
	trusted   []netip.Prefix
}

// New gives the handlers. address is where the public pages are reached; trusted are the proxies whose X-Forwarded-For is
// believed.
func New(links *link.Room, plans *plan.Room, programmes *programme.Room, slots *slot.Room, accounts *account.Accounts, address string, trusted []netip.Prefix) *Handlers {
	return &Handlers{links: links, plans: plans, programme: programmes, slots: slots, accounts: accounts, address: address, trusted: trusted}
}

// Answering gives the handlers the room in which people without an account answer, and the one that knows whom they call.
func (h *Handlers) Answering(room *staff.Room, day *daybook.Room) *Handlers {
	h.staff, h.day = room, day
	return h
}

// Dropping gives the handlers the room whose pieces are dropped by links, and where what is dropped is kept.
func (h *Handlers) Dropping(room *logistics.Room, kept *files.Room) *Handlers {
	h.logistics, h.files, h.attached = room, kept, fileui.New(kept)
	return h
}

// Mailing tells the handlers that Parvis sends messages.
func (h *Handlers) Mailing(leaves bool) *Handlers {
	h.leaves = leaves
	return h
}

// Routes are for people who are logged in.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.ProjectLinks(urls.AnyProject), h.showProject)
	post(urls.ProjectLinks(urls.AnyProject), h.shareProject)
	page(urls.MyFeeds(), h.showMine)
	post(urls.MyFeeds(), h.feedMine)
	page(urls.OutsiderLinks(urls.AnyOutsider), h.showOutsider)
	post(urls.OutsiderLinks(urls.AnyOutsider), h.shareSlots)
	page(urls.PieceRemind(urls.AnyPiece), h.showRemind)
	post(urls.PieceRemind(urls.AnyPiece), h.remind)
	page(urls.ProjectDoors(urls.AnyProject), h.showDoors)
	post(urls.ProjectDoors(urls.AnyProject), h.shareDoor)
	page(urls.AllLinks(), h.showAll)
	post(urls.LinkEnd(urls.AnyThing), h.end)
	post(urls.LinkResume(urls.AnyThing), h.resume)
}

// readsAMinute is how often one address may try tokens: a town hall behind one address reads less, and whoever guesses one
// token of 2^130 gains nothing by a few more.
const readsAMinute = 120

// PublicRoutes are open to everybody who has a link.
func (h *Handlers) PublicRoutes(r chi.Router) {
	r = r.With(httprate.LimitBy(readsAMinute, time.Minute,
		func(r *http.Request) (string, error) { return serve.ClientAddress(r, h.trusted).String(), nil },
		httprate.WithLimitHandler(serve.Handle(tooMany))))
	page, post := serve.Routes(r)
	page(urls.SharedPlan(urls.AnyToken), h.showSharedPlan)
	page(urls.SharedFeed(urls.AnyToken), h.showFeed)
	page(urls.SharedSlots(urls.AnyToken), h.showSlots)
	post(urls.SharedSlots(urls.AnyToken), h.answerSlot)
	page(urls.Deposit(urls.AnyToken), h.showDeposit)
	h.attached.Taking(r).Post(urls.Deposit(urls.AnyToken), serve.Handle(h.deposit))
}

func tooMany(http.ResponseWriter, *http.Request) error {
	return fault.New(fault.TooMany, "Trop de pages ont été demandées depuis votre réseau. Veuillez réessayer dans une minute.", nil)
}
