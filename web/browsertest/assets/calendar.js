// Reads the events of a calendar with ical.js.
text => {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const utc = time => time.isDate ? time.toString() + "T00:00:00Z" : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
	return calendar.getAllSubcomponents("vevent").map(one => {
		const event = new ICAL.Event(one);
		return {UID: event.uid, Summary: event.summary, Description: event.description || "", Location: event.location || "", Status: one.getFirstPropertyValue("status") || "",
			Sequence: event.sequence || 0, AllDay: event.startDate.isDate, Start: utc(event.startDate), End: utc(event.endDate), Stamp: utc(one.getFirstPropertyValue("dtstamp"))};
	});
}
