package journeys

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/demo"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/urls"
)

// newcomer is an intern who joined no project yet: her pages are empty.
const newcomer = "nouvelle@parvis.test"

// furnished is a demonstration to which was added what it lacks for every page to be seen, empty
// ones among them. Nothing is written in it afterwards.
type furnished struct {
	*story
	jea, twinning                     int64  // projects of the demonstration
	empty, idea, archived, gone       int64  // projects: without a task, an idea, archived, in the trash
	undated                           int64  // an idea that waits for its date, with a plan
	museum, goneEvent, over           int64  // events: the museum's own, in the trash, of last year
	task, dropped                     int64  // of the JEA
	left                              int64  // a person whose account is disabled
	outsider, goneOutsider, skill     int64  // somebody without an account, one in the trash, what the first knows
	wideOutsider                      int64  // one named so, who knows as much
	space, goneSpace                  int64  // the auditorium, and one in the trash
	agreement, wideAgreement          int64  // of the JEA, and one named by one long word
	piece, widePiece, gonePiece       int64  // of the JEA: one that waits, one named by one long word, one in the trash
	delivery, wideDelivery            int64  // of the JEA, and one named by one long word
	fileEntry                         int64  // of the usual pieces
	dropToken                         string // of a link by which a piece is dropped
	slotsToken                        string // of the slots of somebody without an account
	need, wideNeed                    int64  // of these slots: one that lacks people, and one named by one long word
	slot, wideSlot, group             int64  // of the visit of the JEA, with groups of which one waits; one named by one long word; a group of the first
	activity, taken, wideActivity     int64  // of the JEA, the same taken up for the wide project, and one named by one long word
	partner                           int64  // of the twinning
	organisation, alike, other        int64  // of the directory: one with people and exchanges, one that looks like it, a contact that looks like another
	contact, post, exchange           int64  // of the organisation
	goneOrganisation, goneContact     int64  // in the trash
	wideOrganisation, wideContact     int64  // named by one long word
	wideExchange                      int64  // with it
	template                          plan.Template
	wide, wideEvent, wideTask         int64  // a project, its event and its task, named by one long word
	wideSpace                         int64  // a space named so
	town, district, plain, goneTown   int64  // a town with a map, a district of it, one without a code, a town in the trash
	wideTown, wideDistrict            int64  // named by one long word
	own, internsOwn                   int64  // what the head and the intern noted for themselves
	said, internsSaid                 int64  // what the head and the intern wrote in threads
	token, longToken                  string // of links to the plans of the JEA and of the wide project
	link                              string // the token of a link that chooses a password
	waiting, ready, brought, imported int64  // files that are imported
	asked                             int64  // one of slots, with questions
	grid                              int64  // of observations
	doorToken                         string // of a link by which one counts at the slot of the JEA
	entry, wideEntry, goneEntry       int64  // of the daybook of the JEA; one of one long word, one in the trash
	answered, wideAnswered            int64  // forms of the JEA: one that was answered, one named by one long word
	response                          int64  // to the first
	audience                          int64  // that counts tell apart, named by one long word
	model, goneModel                  int64  // of documents: one that stands, and one in the trash
	thing, wideThing, goneThing       int64  // of the equipment: one that lacks at some hour, one named by one long word, one in the trash
	lot, wideLot                      int64  // of it
	booking, wideBooking, goneBooking int64  // by hand, of the JEA
	bookingLine                       int64  // of the first
	collection, wideCollection        int64  // of the JEA: one that is asked, with a sheet typed, and one named by one long word, which is closed
	typedSheet                        int64  // of collection, typed by the head
	goneCollection, easyCollection    int64  // in the trash; of the form easy to read
	observation                       int64
	askedToken, easyToken, shutToken  string
	form, wideForm, goneForm          int64  // one that is published and changed since, one of one long word, one in the trash
	banked                            int64  // a question of the bank
	formKey, formBefore, wideKey      string // questions of the first, and of the second
	outing, wideOuting, goneOuting    int64  // of the JEA: one that says all, one named by one long word, one in the trash
}

// furnishing is the service that newFurnished copies: the test that asks first furnishes it.
var furnishing struct {
	sync.Once
	by testing.TB
	f  furnished
}

var furnishedService = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error {
	if err := demo.Fill(ctx, rooms.ForTests(db)); err != nil {
		return err
	}
	over, whole := make(chan struct{}), false
	go func() { // it ends where something fails
		defer close(over)
		furnishing.f = storyOver(furnishing.by, db).furnish()
		whole = true
	}()
	if <-over; !whole {
		return errors.New("the service was not furnished: " + furnishing.by.Name() + " says why")
	}
	return nil
})

// newFurnished is newStory with all that furnish adds, in a copy of the test's own.
func newFurnished(t testing.TB) furnished {
	t.Helper()
	furnishing.Do(func() { furnishing.by = t })
	s := storyOver(t, furnishedService(t))
	f := furnishing.f
	f.story = s
	return f
}

func (s *story) furnish() furnished {
	s.t.Helper()
	f := furnished{story: s, jea: s.project("JEA"), twinning: s.project("Jumelage")}
	f.people()
	f.projects()
	f.events()
	f.plan()
	f.imports()
	f.spaces()
	f.crew()
	f.territories()
	f.agreements()
	f.directory()
	f.partners()
	f.activities()
	f.slots()
	f.staff()
	f.equipment()
	f.forms()
	f.day()
	f.collections()
	f.results()
	f.notes()
	f.longWords()
	f.talk()
	f.links()
	f.papers()
	f.attach()
	f.documents()
	return f
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// theDay is that of the slots of the JEA.
var theDay = workcal.Of(2025, 6, 13)

// pages lists every page, each in the states that change what it shows, with who may see it.
func (f furnished) pages() []page {
	all, staff, chief := []string{head, team, intern}, []string{head, team}, []string{head}
	add := func(list []page, seen []string, paths ...string) []page {
		for _, p := range paths {
			list = append(list, page{path: p, seen: seen})
		}
		return list
	}
	chosen := urls.ChooseTemplate(f.empty, f.template.ID)
	member := f.story.people[team].ID

	list := add(nil, []string{""}, urls.Login(""), urls.Login(urls.Plan(f.jea)), urls.Forgotten())
	list = add(list, []string{"", head, team, intern}, urls.Accessibility(), urls.SiteMap(), urls.DemoMessages(), urls.Choose(f.link), urls.SharedPlan(f.token), urls.SharedPlan(f.longToken), urls.SharedSlots(f.slotsToken), urls.Deposit(f.dropToken), urls.Door(f.doorToken), urls.DoorCount(f.doorToken, f.slot),
		urls.Asked(f.askedToken), urls.AskedIn(f.askedToken, "en"), urls.Asked(f.easyToken), urls.AskedThanks(f.askedToken, nil), urls.AskedThanks(f.easyToken, nil), urls.AskedKiosk(f.askedToken), urls.AskedKiosk(f.easyToken))
	list = add(list, []string{head, team, intern, newcomer}, urls.Home(), urls.MyList(), urls.MyListPrint(), urls.Trash(), urls.Notices(), urls.New(nil), urls.Guide(), urls.GuidePage("roles"))
	list = add(list, all,
		urls.MyAccount(), urls.MyFeeds(), urls.Imports(), urls.GuidePage("importer"), urls.GuidePage("liens-et-agendas"), urls.MyAbsences(), urls.Password(), urls.Watch(), urls.New(url.Values{"projet": {strconv.FormatInt(f.jea, 10)}}),
		urls.GuidePage("se-connecter"), urls.GuidePage("tableau-de-bord"), urls.GuidePage("evenements-et-projets"), urls.GuidePage("retroplanning"), urls.GuidePage("ma-liste"),
		urls.GuidePage("reglages"), urls.GuidePage("questions"), urls.GuidePage("tableaux"), urls.GuidePage("espaces"), urls.GuidePage("territoires"), urls.GuidePage("menus"), urls.GuidePage("messages"), urls.GuidePage("fichiers"),
		urls.MyList()+urls.ListQuery(strconv.FormatInt(f.jea, 10), string(plan.Logistics), string(plan.WhoseFree), ""),
		urls.MyList()+"?horizon=mois", urls.MyList()+"?horizon=tout", urls.MyListPrint()+"?horizon=tout",
		urls.Events(), urls.EventsOf(2024), urls.EventsOf(2031), urls.EventsPrint(0), urls.EventsPrint(2031), urls.Event(f.event("Journées européennes de l’archéologie")), urls.Event(f.museum), urls.Event(f.over),
		urls.Projects(), urls.Projects()+"?"+url.Values{"texte": {"introuvable"}}.Encode(),
		urls.Project(f.jea), urls.Project(f.twinning), urls.Project(f.empty), urls.Project(f.archived),
		urls.ProjectMembers(f.jea), urls.ProjectHistory(f.jea), urls.PageOf(urls.ProjectHistory(f.jea), 2), urls.PageOf(urls.ProjectHistory(f.jea), 99),
		urls.EventHistory(f.museum), urls.EventHistory(f.over),
		urls.Plan(f.jea), urls.Plan(f.empty), urls.Plan(f.archived),
		urls.Gantt(f.jea), urls.Gantt(f.empty), urls.PlanPrint(f.jea), urls.PlanPrint(f.empty), urls.GanttPrint(f.jea), urls.GanttPrint(f.empty),
		urls.PlanPrint(f.jea)+"?jusquau=30/04/2025&reste=oui", urls.PlanPrint(f.jea)+"?format=gantt&version=partenaires",
		urls.Project(f.undated), urls.Plan(f.undated), urls.Gantt(f.undated), urls.PlanPrint(f.undated), urls.GanttPrint(f.undated),
		urls.TrashOf(f.jea), urls.TrashOf(f.empty),
		urls.Thread("taches", f.task), urls.Thread("taches", f.task)+"?fil=2", urls.Thread("projets", f.wide), urls.Thread("evenements", f.museum), urls.Thread("projets", f.archived),
		urls.Files("taches", f.task), urls.Files("projets", f.wide), urls.Files("evenements", f.museum), urls.Files("projets", f.archived),
		urls.Task(f.task), urls.Task(f.dropped), urls.TaskEdit(f.task), urls.TaskEdit(f.dropped), urls.TaskLine(f.dropped), urls.TaskLine(f.task), urls.TaskLine(f.task)+"?"+url.Values{plan.FieldDue: {"12 avril"}, plan.FieldDuration: {"-3"}, plan.FieldState: {"blocked"}}.Encode(), urls.TaskDelete(f.task), urls.TaskGive(f.task), urls.TaskBlock(f.task), urls.TaskShift(f.task), urls.NewTask(f.jea),
		urls.QuickAdd(f.jea), urls.QuickAddBelow(f.jea, f.task), urls.Together(f.jea), urls.TogetherOf(f.jea, f.some(f.jea, 3)...), urls.TogetherOf(f.jea, f.some(f.jea, 40)...),
		urls.TogetherOf(f.archived, f.some(f.archived, 2)...), urls.TogetherOf(f.undated, f.some(f.undated, 12)...), urls.TogetherOf(f.wide, f.wideTask),
		urls.Calendar(), urls.CalendarYear(2026), urls.CalendarHistory(),
		urls.Spaces(), urls.SpacesOf(url.Values{"tri": {"surface"}, "sens": {"decroissant"}}), urls.SpacesOf(url.Values{"texte": {"introuvable"}}),
		urls.Project(f.wide), urls.Plan(f.wide), urls.Gantt(f.wide), urls.PlanPrint(f.wide), urls.GanttPrint(f.wide), urls.ProjectHistory(f.wide),
		urls.Event(f.wideEvent), urls.Task(f.wideTask), urls.Space(f.wideSpace),
		urls.Documents(), urls.Model(f.model), urls.ModelHistory(f.model),
		urls.SpacesPrint(nil), urls.Space(f.space), urls.SpaceHistory(f.space),
		urls.Territories(), urls.TerritoriesOf(url.Values{"texte": {"introuvable"}}), urls.TerritoriesOf(url.Values{"ville": {strconv.FormatInt(f.town, 10)}, "code": {"oui"}}), urls.TerritoriesPrint(nil),
		urls.Territory(f.town), urls.Territory(f.district), urls.Territory(f.plain), urls.Territory(f.wideTown), urls.Territory(f.wideDistrict), urls.TerritoryHistory(f.town),
		urls.Crew(), urls.CrewOf(url.Values{"nature": {"temporary"}, "qui": {"tous"}}), urls.CrewOf(url.Values{"texte": {"introuvable"}}), urls.CrewPrint(nil), urls.Outsider(f.outsider), urls.Outsider(f.wideOutsider), urls.OutsiderHistory(f.outsider),
		urls.CrewPerson(f.story.people[head].ID), urls.CrewPersonHistory(f.story.people[head].ID), urls.Skills(), urls.GuidePage("equipe"),
		urls.Agreements(), urls.AgreementsOf(url.Values{"tri": {"fin"}, "etat": {"signed"}}), urls.AgreementsOf(url.Values{"texte": {"introuvable"}}), urls.AgreementsPrint(nil),
		urls.Agreement(f.agreement), urls.Agreement(f.wideAgreement), urls.AgreementHistory(f.agreement), urls.ProjectAgreements(f.jea), urls.ProjectAgreements(f.empty),
		urls.Files("conventions", f.agreement), urls.Thread("conventions", f.agreement), urls.GuidePage("conventions"),
		urls.Activities(), urls.ActivitiesOf(url.Values{"tri": {"type"}, "acces": {"moteur"}}), urls.ActivitiesOf(url.Values{"texte": {"introuvable"}}), urls.ActivitiesPrint(nil),
		urls.Activity(f.activity), urls.Activity(f.taken), urls.Activity(f.wideActivity), urls.ActivityPrint(f.activity), urls.ActivityPrint(f.wideActivity), urls.ActivityHistory(f.activity),
		urls.ActivityTakeUp(f.activity), urls.ProjectActivities(f.jea), urls.ProjectActivities(f.archived), urls.ProjectActivities(f.idea), urls.ProjectActivitiesOf(f.jea, url.Values{"manque": {"duree"}}),
		urls.ProjectActivitiesPrint(f.jea, nil), urls.NewActivity(f.jea), urls.ActivityEdit(f.activity), urls.Files("activites", f.activity), urls.Thread("activites", f.activity), urls.GuidePage("activites"), urls.Slots(), urls.SlotsOf(url.Values{"mois": {"2025-06"}}), urls.SlotsPrint(url.Values{"mois": {"2025-06"}}), urls.ProjectGrid(f.jea), urls.ProjectGrid(f.empty), urls.ProjectGridPrint(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.ProjectSlots(f.jea),
		urls.ProjectSlotsOf(f.jea, url.Values{"texte": {"introuvable"}}), urls.ProjectSlotsPrint(f.jea, nil), urls.ProjectConflicts(f.jea), urls.ProjectConflicts(f.empty), urls.NewSlot(f.jea, nil), urls.Slot(f.slot), urls.Slot(f.wideSlot),
		urls.ProjectStaff(f.jea), urls.ProjectStaff(f.empty), urls.ProjectStaff(f.archived), urls.ProjectStaffOf(f.jea, url.Values{"jour": {"2025-06-13"}, "besoin": {strconv.FormatInt(f.need, 10)}}), urls.ProjectStaffOf(f.jea, url.Values{"jour": {"tous"}}),
		urls.SlotNeed(f.need), urls.SlotNeed(f.wideNeed), urls.StaffTell(f.jea), urls.StaffSheets(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.StaffPlaces(f.jea, nil), urls.StaffSigning(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.MySlots(), urls.MySlotsPrint(), urls.GuidePage("postes"),
		urls.SlotHistory(f.slot), urls.NewGroup(f.slot), urls.Group(f.group), urls.Files("seances", f.slot), urls.Thread("seances", f.slot), urls.GuidePage("seances"), urls.ProjectEdition(f.jea), urls.ProjectEdition(f.empty), urls.ProjectEdition(f.wide), urls.ProjectEditionPrint(f.jea), urls.ProjectEditionPrint(f.empty), urls.GuidePage("edition-suivante"),
		urls.ProjectPartners(f.twinning), urls.ProjectPartners(f.empty), urls.ProjectPartners(f.archived), urls.ProjectPartnerList(f.twinning), urls.ProjectPartnerList(f.empty),
		urls.ProjectPartnerMap(f.twinning), urls.ProjectPartnerMap(f.empty), urls.ProjectPartnerMap(f.archived), urls.ProjectPartnersPrint(f.twinning), urls.CallSheet(f.twinning), urls.CallSheetOf(f.twinning, f.partner), urls.Partner(f.partner), urls.PartnerDelete(f.partner),
		urls.Spot(f.twinning), urls.NewProjectPartner(f.twinning))
	saturday := url.Values{"jour": {"2025-06-14"}}
	list = add(list, all,
		urls.Equipment(), urls.EquipmentOf(url.Values{"tri": {"rangement"}, "etat": {"abime"}}), urls.EquipmentOf(url.Values{"texte": {"introuvable"}}), urls.EquipmentPrint(nil), urls.EquipmentShortages(), urls.EquipmentDay(saturday),
		urls.EquipmentDay(url.Values{"jour": {"2031-01-01"}}), urls.EquipmentItem(f.thing), urls.EquipmentItem(f.wideThing), urls.EquipmentHistory(f.thing), urls.EquipmentSets(), urls.EquipmentSet(f.lot), urls.EquipmentSet(f.wideLot), urls.EquipmentSetHistory(f.lot),
		urls.Files("materiel", f.thing), urls.Thread("materiel", f.thing), urls.ProjectEquipment(f.jea), urls.ProjectEquipment(f.empty), urls.ProjectEquipment(f.archived), urls.ProjectLoadingOf(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.ProjectLoadingOf(f.jea, saturday), urls.ProjectLoading(f.empty),
		urls.ProjectLoadingPrint(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.NewBooking(f.jea, nil), urls.NewBooking(f.jea, url.Values{"lot": {id(f.lot)}}), urls.Booking(f.booking), urls.Booking(f.wideBooking), urls.BookingEdit(f.booking), urls.BookingEdit(f.wideBooking),
		urls.BookingHistory(f.booking), urls.BookingReturn(f.bookingLine), urls.SlotEquipment(f.slot), urls.SlotEquipment(f.wideSlot), urls.GuidePage("materiel"),
		urls.ProjectOutings(f.jea), urls.ProjectOutings(f.empty), urls.ProjectOutings(f.archived), urls.NewOuting(f.jea), urls.Outing(f.outing), urls.Outing(f.wideOuting), urls.OutingEdit(f.outing), urls.OutingEdit(f.wideOuting), urls.OutingHistory(f.outing),
		urls.OutingPrint(f.outing), urls.OutingPrint(f.wideOuting), urls.GuidePage("hors-les-murs"))
	list = add(list, all, urls.ProjectCollections(f.jea), urls.ProjectCollections(f.empty), urls.ProjectCollections(f.archived), urls.Collection(f.collection), urls.Collection(f.wideCollection), urls.CollectionHistory(f.collection),
		urls.CollectionPoster(f.collection, nil), urls.CollectionPoster(f.wideCollection, url.Values{"par": {"4"}}), urls.CollectionPaper(f.collection, nil), urls.CollectionPaper(f.easyCollection, nil), urls.CollectionPaper(f.collection, url.Values{"langue": {"en"}}),
		urls.CollectionEntry(f.collection, nil), urls.CollectionEntry(f.easyCollection, nil), urls.CollectionInterview(f.collection), urls.CollectionInterview(f.easyCollection), urls.ProjectObservations(f.jea), urls.ProjectObservations(f.empty), urls.ProjectObservations(f.archived),
		urls.SlotObserve(f.slot), urls.SlotObserve(f.wideSlot), urls.SlotGrid(f.slot, f.grid), urls.SlotGrid(f.wideSlot, f.grid), urls.Observation(f.observation), urls.GuidePage("recueillir"))
	list = add(list, staff, urls.CollectionCorrection(f.collection, f.typedSheet), urls.NewCollection(f.jea), urls.CollectionEdit(f.collection), urls.CollectionEdit(f.wideCollection))
	easy := url.Values{"version": {"1"}, "ecran": {"tablette"}}
	list = add(list, all,
		urls.Forms(), urls.FormsOf(url.Values{"tri": {"publication"}, "etat": {"publies"}}), urls.FormsOf(url.Values{"texte": {"introuvable"}}), urls.NewForm(), urls.FormImport(), urls.FormExport(f.answered, nil), urls.Bank(), urls.BankQuestion(f.banked), urls.BankHistory(f.banked),
		urls.Form(f.form), urls.Form(f.wideForm), urls.FormEdit(f.form), urls.FormEdit(f.wideForm), urls.FormHistory(f.form), urls.NewQuestion(f.form, ""), urls.Question(f.form, f.formKey), urls.QuestionKeys(f.form, f.formKey), urls.Question(f.wideForm, f.wideKey),
		urls.QuestionCondition(f.form, f.formKey), urls.QuestionConditionOn(f.form, f.formKey, f.formBefore), urls.QuestionConditionOn(f.form, f.formKey, question.OfProject), urls.FormBank(f.form, ""), urls.FormVersion(f.form, 1),
		urls.FormPreview(f.form, nil), urls.FormPreview(f.form, easy), urls.FormPreview(f.wideForm, nil), urls.FormPaper(f.form, nil), urls.FormPaper(f.wideForm, nil), urls.GuidePage("questionnaires"))
	list = add(list, staff, urls.FormPublish(f.form), urls.FormPublish(f.wideForm), urls.FormDelete(f.wideForm))
	list = add(list, all,
		urls.Organisations(), urls.OrganisationsOf(url.Values{"texte": {"introuvable"}}), urls.OrganisationsOf(url.Values{"type": {string(partner.Relays)}, "tri": {"dernier_contact"}, "silence": {"etiquettes"}}),
		urls.OrganisationsPrint(nil), urls.OrganisationLabels(nil), urls.NewOrganisation(), urls.Tags(), urls.Organisation(f.organisation), urls.Organisation(f.alike), urls.Organisation(f.wideOrganisation),
		urls.OrganisationEdit(f.organisation), urls.OrganisationEdit(f.wideOrganisation), urls.OrganisationHistory(f.organisation), urls.Files("structures", f.organisation), urls.Thread("structures", f.organisation),
		urls.Contacts(), urls.ContactsOf(url.Values{"texte": {"introuvable"}}), urls.ContactsPrint(nil), urls.NewContact(nil), urls.NewContact(url.Values{"structure": {id(f.organisation)}}), urls.Contact(f.contact), urls.Contact(f.wideContact),
		urls.ContactEdit(f.contact), urls.ContactHistory(f.contact), urls.Posts(f.contact), urls.Post(f.post),
		urls.NewExchange(nil), urls.NewExchange(url.Values{"structure": {id(f.organisation)}, "projet": {id(f.twinning)}}), urls.NewExchange(url.Values{"structure": {id(f.wideOrganisation)}}), urls.Exchange(f.exchange), urls.Exchange(f.wideExchange))
	list = add(list, all,
		urls.Logistics(f.jea), urls.LogisticsOf(f.jea, url.Values{"vue": {"manque"}}), urls.Logistics(f.empty), urls.Logistics(f.archived), urls.LogisticsPrint(f.jea, nil), urls.LogisticsPrint(f.jea, url.Values{"forme": {"sommaire"}}), urls.UsualPieces(f.jea, nil),
		urls.UsualPieces(f.jea, url.Values{"q-musique": {"oui"}, "q-batiment": {"oui"}}), urls.NewPiece(f.jea), urls.Piece(f.piece), urls.Piece(f.widePiece), urls.PieceEdit(f.piece), urls.PieceEdit(f.widePiece), urls.PieceHistory(f.piece), urls.PieceDelete(f.piece), urls.PieceRemind(f.piece), urls.PieceRemind(f.widePiece),
		urls.Deliveries(f.jea), urls.Deliveries(f.empty), urls.DeliveriesPrint(f.jea), urls.NewDelivery(f.jea), urls.Delivery(f.delivery), urls.Delivery(f.wideDelivery), urls.DeliveryEdit(f.delivery), urls.DeliveryEdit(f.wideDelivery), urls.DeliveryHistory(f.delivery), urls.DeliveryDelete(f.delivery),
		urls.Files("pieces", f.piece), urls.Thread("pieces", f.piece), urls.Files("livraisons", f.delivery), urls.GuidePage("dossier"))
	list = add(list, staff, urls.FileEntries())
	list = add(list, chief, urls.NewFileEntry(), urls.FileEntry(f.fileEntry), urls.FileEntryHistory(f.fileEntry), urls.FileEntryDelete(f.fileEntry))
	list = add(list, all, urls.Days(), urls.Day(f.jea, theDay), urls.Day(f.empty, 0), urls.DayCounts(f.jea, theDay), urls.DayCount(f.jea, f.slot, theDay), urls.DayCount(f.jea, f.wideSlot, theDay), urls.DayNotes(f.jea, theDay, nil), urls.DayNotes(f.empty, theDay, nil),
		urls.DayLists(f.jea, theDay), urls.DayLists(f.empty, theDay), urls.DayCalls(f.jea, theDay), urls.DayCalls(f.empty, theDay), urls.DayOuting(f.jea, f.outing, theDay), urls.DayOuting(f.jea, f.wideOuting, theDay), urls.DayAccount(f.jea, theDay), urls.DayAccount(f.empty, theDay),
		urls.DayEntry(f.entry), urls.DayEntry(f.wideEntry), urls.DayEntryEdit(f.entry), urls.DayEntryHistory(f.entry), urls.Files("main-courante", f.entry), urls.Thread("main-courante", f.entry), urls.GuidePage("jour-j"))
	list = add(list, all, urls.FormResults(f.answered, nil), urls.FormResults(f.wideAnswered, nil), urls.FormResults(f.answered, url.Values{"langue": {"en"}, "recueil": {"paper"}, "projet": {id(f.jea)}}), urls.FormResults(f.answered, url.Values{"evenement": {"9999"}}),
		urls.FormVerbatims(f.answered, nil), urls.FormVerbatims(f.wideAnswered, nil), urls.FormVerbatims(f.answered, url.Values{"texte": {"dinosaure"}}), urls.FormResponses(f.answered, nil), urls.FormResponses(f.wideAnswered, nil), urls.FormResponses(f.answered, url.Values{"cote": {"1"}}),
		urls.FormResponse(f.answered, f.response), urls.FormResponse(f.answered, f.response+1), urls.FormCompare(f.answered, nil), urls.FormCompare(f.wideAnswered, nil), urls.FormCompare(f.answered, url.Values{"projet": {id(f.jea)}, "projet2": {id(f.jea)}}),
		urls.ResultTask(f.answered, url.Values{"question": {"grille"}}), urls.GuidePage("petits-nombres"), urls.GuidePage("resultats"), urls.GuidePage("missions"))
	list = add(list, staff, urls.DayEntryEdit(f.wideEntry))
	last := url.Values{"annee": {"2024"}}
	list = add(list, all, urls.Attendance(nil), urls.Attendance(last), urls.Attendance(url.Values{"annee": {"toutes"}, "tri": {"presents"}, "sens": {"decroissant"}}), urls.Attendance(url.Values{"annee": {"2030"}}), urls.AttendancePrint(last), urls.AttendanceYear(nil), urls.AttendanceYear(last),
		urls.ProjectAttendance(f.jea, nil), urls.ProjectAttendance(f.empty, nil), urls.ProjectAttendance(f.archived, nil), urls.ProjectAttendancePrint(f.jea, nil), urls.ProjectAttendancePrint(f.empty, nil),
		urls.SlotAttendance(f.slot), urls.SlotAttendance(f.wideSlot), urls.GuidePage("frequentation"))
	list = add(list, staff, urls.ProjectDoors(f.jea), urls.ProjectDoors(f.archived), urls.ProjectDoors(f.empty), urls.NewDoor(f.jea, f.slot), urls.AttendanceImport())
	list = add(list, chief, urls.DayEntryDelete(f.entry), urls.Audiences(), urls.NewAudience(), urls.Audience(f.audience), urls.AudiencesHistory())
	list = append(list, page{path: urls.DayEntry(f.goneEntry), seen: chief, hidden: true})
	list = add(list, staff, urls.ExchangeEdit(f.exchange), urls.ExchangeEdit(f.wideExchange))
	list = add(list, all, // her own for the intern
		urls.ListOf(f.story.people[intern].ID), urls.ListOf(f.story.people[intern].ID)+"?horizon=tout", urls.ListPrintOf(f.story.people[intern].ID))
	list = add(list, staff,
		urls.ListOf(f.story.people[newcomer].ID), urls.ListPrintOf(f.story.people[team].ID),
		urls.ProjectLinks(f.jea), urls.ProjectLinks(f.wide), urls.ProjectLinks(f.archived), urls.ProjectLinks(f.empty),
		urls.NewTerritory(), urls.NewTown(), urls.NewDistrictIn(f.town), urls.TerritoryEdit(f.town), urls.TerritoryEdit(f.district), urls.TerritoriesImport(),
		urls.Spot(f.empty), urls.SpotOf(f.empty, url.Values{"cherche": {"oui"}, "tout": {"oui"}}), urls.NewProjectPartner(f.empty),
		urls.NewModel(), urls.WordModel(), urls.ModelEdit(f.model), urls.ModelDelete(f.model),
		urls.NewDocument(0, nil), urls.FillDocument(0, url.Values{"modele": {strconv.FormatInt(f.model, 10)}}),
		urls.NewDocument(f.wide, nil), urls.FillDocument(f.wide, url.Values{"modele": {strconv.FormatInt(f.model, 10)}}),
		urls.NewOutsider(), urls.OutsiderLinks(f.wideOutsider), urls.OutsiderEdit(f.outsider), urls.OutsiderEdit(f.wideOutsider), urls.Skill(f.skill),
		urls.NewEquipment(), urls.EquipmentEdit(f.thing), urls.EquipmentImport(), urls.NewEquipmentSet(), urls.EquipmentSetEdit(f.wideLot),
		urls.NewSpace(), urls.SpaceEdit(f.space), urls.SpacesImport(), urls.PlanImport(f.jea), urls.NewAgreement(nil), urls.AgreementEdit(f.agreement), urls.AgreementEdit(f.wideAgreement), urls.NewActivity(f.empty), urls.ActivitiesImport(f.jea), urls.SlotsImport(f.jea), urls.ActivityEdit(f.wideActivity), urls.SlotEdit(f.wideSlot), urls.SlotEdit(f.slot), urls.SlotRepeat(f.slot), urls.NewSlot(f.empty, nil), urls.SlotNeeds(f.slot), urls.SlotNeeds(f.wideSlot),
		urls.BringImport("structures", 0), urls.Duplicates(), urls.MergeWith(f.organisation, nil), urls.MergeWith(f.organisation, url.Values{"texte": {"mission"}}), urls.Merge(f.organisation, f.alike), urls.MergeContacts(f.contact, f.other),
		urls.NewEvent(), urls.EventEdit(f.museum), urls.NewProject(), urls.NewProjectFor(f.museum), urls.ProjectEdit(f.jea), urls.ProjectEdit(f.undated),
		urls.TaskEdit(f.wideTask), urls.TaskLine(f.wideTask), urls.TaskDelete(f.wideTask), urls.NewTask(f.empty), urls.QuickAdd(f.empty), urls.QuickAddBelow(f.wide, f.wideTask), urls.ApplyTemplate(f.jea), urls.ApplyTemplate(f.empty), chosen, chosen+"&oui_buvette=1")
	list = add(list, staff, urls.NextEdition(f.project("Trois jours d’archéologie au musée, 2024")), urls.NextEditionOf(f.project("Trois jours d’archéologie au musée, 2024"), url.Values{"debut": {"14/06/2025"}, "fin": {"15/06/2025"}, "titre": {"JEA 2026"}}))
	list = add(list, chief,
		urls.OutsiderDelete(f.outsider), urls.SkillDelete(f.skill), urls.PrivacyOutsider(f.outsider), urls.Retention("vacataires"), urls.PurgeOf("vacataires"),
		urls.EquipmentDelete(f.thing), urls.EquipmentSetDelete(f.lot),
		urls.SpaceDelete(f.space), urls.TerritoryDelete(f.district), urls.EventDelete(f.museum), urls.EventDelete(f.event("Journées européennes du patrimoine")),
		urls.AgreementDelete(f.agreement), urls.ActivityDelete(f.activity), urls.SlotDelete(f.slot), urls.OrganisationDelete(f.organisation), urls.ContactDelete(f.contact),
		urls.ProjectArchive(f.idea), urls.ProjectDelete(f.jea),
		urls.Settings(), urls.AllLinks(), urls.Messages(), urls.Privacy(), urls.PrivacyRegister(), urls.PrivacyHistory(), urls.PrivacyContact(f.contact), urls.Retention("contacts"), urls.PurgeOf("contacts"), urls.PrivacyPerson(f.left), urls.Team(), urls.NewMember(), urls.Member(member), urls.Member(f.left), urls.Member(f.story.people[head].ID),
		urls.MemberPassword(member), urls.MemberDisable(member), urls.MemberHistory(f.left), urls.MemberHistory(member),
		urls.MemberErase(f.left), urls.MemberErase(member), urls.BringImport("fermetures", 0), urls.BringImport("personnes", 0))
	list = add(list, chief, urls.TextEdit(f.said))
	list = add(list, []string{intern}, urls.TextEdit(f.internsSaid))
	for _, path := range []string{urls.Import(f.waiting), urls.ImportRows(f.waiting, "tout", 3), urls.ImportRows(f.waiting, "cote", 1), urls.Import(f.ready), urls.Import(f.imported), urls.Import(f.asked)} {
		list = append(list, page{path: path, seen: chief, hidden: true})
	}
	return append(list,
		page{path: urls.Import(f.brought), seen: []string{team}, hidden: true},
		page{path: urls.OwnTask(f.own), seen: chief, hidden: true},
		page{path: urls.OwnDelete(f.own), seen: chief, hidden: true},
		page{path: urls.OwnTask(f.internsOwn), seen: []string{head, intern}, hidden: true},
		page{path: urls.Piece(f.gonePiece), seen: all, hidden: true},
		page{path: urls.Space(f.goneSpace), seen: chief, hidden: true},
		page{path: urls.EquipmentItem(f.goneThing), seen: chief, hidden: true},
		page{path: urls.Booking(f.goneBooking), seen: all, hidden: true},
		page{path: urls.Outing(f.goneOuting), seen: all, hidden: true},
		page{path: urls.Collection(f.goneCollection), seen: staff, hidden: true},
		page{path: urls.Form(f.goneForm), seen: staff, hidden: true},
		page{path: urls.Outsider(f.goneOutsider), seen: chief, hidden: true},
		page{path: urls.Organisation(f.goneOrganisation), seen: chief, hidden: true},
		page{path: urls.Contact(f.goneContact), seen: chief, hidden: true},
		page{path: urls.Model(f.goneModel), seen: staff, hidden: true},
		page{path: urls.Territory(f.goneTown), seen: chief, hidden: true},
		page{path: urls.Project(f.gone), seen: chief, hidden: true},
		page{path: urls.Event(f.goneEvent), seen: chief, hidden: true},
		page{path: urls.EventHistory(f.goneEvent), seen: chief, hidden: true})
}
