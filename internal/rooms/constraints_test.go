package rooms_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
)

// outOfReach are the constraints that nothing typed in a form can meet, by what keeps it from them. Meeting
// one is a mistake of the program.
var outOfReach = map[string]string{
	"the database gives it, or the operation finds out first": `checklist_items_pkey closures_pkey events_pkey file_chunks_pkey file_scans_pkey file_store_pkey file_thumbnails_pkey files_object_key files_pkey imports_pkey import_columns_pkey journal_pkey leaves_pkey links_pkey links_hash_unique
		login_failures_pkey notices_pkey notices_mailed_pkey notices_off_pkey outbox_pkey outbox_kept_pkey outbox_letter_key own_tasks_pkey people_pkey password_links_pkey person_weeks_pkey plan_templates_pkey plan_templates_key_key project_members_pkey projects_pkey
		revisions_pkey service_calendar_pkey service_calendar_only_one_check sessions_pkey spaces_pkey submissions_pkey task_needs_pkey task_numbers_pkey tasks_pkey tasks_project_id_id_key
		tasks_project_id_number_key thread_mentions_pkey thread_texts_pkey
		territories_pkey territory_towns_pkey organisations_pkey contacts_pkey posts_pkey interactions_pkey interaction_organisations_pkey interaction_contacts_pkey interaction_projects_pkey organisation_index_pkey contact_index_pkey tag_thresholds_pkey not_duplicates_pkey saved_lists_pkey project_partners_pkey agreements_pkey agreement_organisations_pkey activities_pkey activity_organisations_pkey slots_pkey registrations_pkey reservations_pkey reservations_slot_id_key reservations_space_excl retentions_pkey skills_pkey outsiders_pkey skill_holders_pkey slot_needs_pkey postings_pkey presences_pkey presences_hand_excl
		document_models_pkey document_contents_pkey document_models_shipped_key
		file_entries_pkey file_entries_key_key pieces_pkey piece_needs_pkey deliveries_pkey
		equipment_pkey equipment_sets_pkey equipment_set_items_pkey bookings_pkey bookings_slot_key booking_lines_pkey booking_lines_item_key reservations_line_id_key outings_pkey
		count_audiences_pkey attendance_taps_pkey attendance_taps_key_key attendance_taps_undoes_key attendance_reasons_pkey day_entries_pkey day_entries_key_key day_ticks_pkey day_ticks_key_key duty_phones_pkey`,
	"the migrations write it, nobody else": `event_series_pkey event_series_key_check`,
	"a rule of the room refuses it before, beside its field": `checklist_items_label_check closures_days_check closures_label_check
		events_days_check imports_data_check imports_name_check files_name_check files_size_check events_edition_check events_name_check events_year_check leaves_days_check links_label_short links_purpose_known own_tasks_title_check people_name_check people_role_check
		person_weeks_week_check project_kind_check projects_safety_margin_check projects_target_days_check projects_target_needed_check
		projects_edition_of_check projects_target_once_check projects_target_order_check projects_title_check service_calendar_school_zone_check
		service_calendar_week_check spaces_access_check spaces_name_check spaces_seated_check spaces_set_up_check
		spaces_standing_check spaces_surface_check submissions_digest_check submissions_key_check task_needs_itself_check task_needs_lag_check tasks_actual_check
		tasks_category_check tasks_duration_check tasks_effort_check tasks_min_duration_check tasks_offset_check tasks_offset_count_check
		tasks_offset_months_check tasks_offset_side_check tasks_offset_unit_check tasks_pinned_check tasks_suggested_role_check
		tasks_title_check thread_texts_body_check
		territories_kind_check territories_name_check territories_vintage_check territories_longitude_check territories_latitude_check territories_place_check organisations_name_check organisations_kind_check organisations_siret_check organisations_uai_check contacts_civility_check contacts_channel_check contacts_consent_check contacts_named_check contacts_consent_on_check posts_days_check interactions_channel_check interactions_outcome_check interactions_next_check tag_thresholds_months_check retentions_months_check contacts_erased_check people_erased_check saved_lists_name_check saved_lists_query_check project_partners_role_check project_partners_stage_check agreements_title_check agreements_kind_check agreements_state_check agreements_amount_check agreements_days_check agreements_signed_check
		document_models_name_check document_models_kind_check document_contents_data_check
		activities_kind_check activities_title_check activities_duration_check activities_access_motor_check activities_access_visual_check activities_access_hearing_check activities_access_mental_check
		activities_access_psychic_check activities_price_check activities_booking_check activities_group_most_check activities_per_staff_check activities_state_check activities_ages_check
		activities_free_check activities_because_check
		slots_set_up_check slots_tidy_check slots_capacity_check slots_status_check slots_times_check slots_place_check slots_because_check
		registrations_name_check registrations_headcount_check registrations_companions_check skills_name_check outsiders_name_check outsiders_kind_check slot_needs_label_check slot_needs_wanted_check
		file_entries_title_check file_entries_direction_check file_entries_side_check file_entries_count_check file_entries_offset_check pieces_title_check pieces_kind_check pieces_part_check pieces_direction_check
		pieces_side_check pieces_count_check pieces_amount_check pieces_offset_check pieces_due_check piece_needs_itself_check deliveries_title_check deliveries_state_check deliveries_received_check
		equipment_name_check equipment_category_check equipment_quantity_check equipment_broken_check equipment_missing_check equipment_usable_check equipment_sets_name_check equipment_set_items_quantity_check bookings_times_check booking_lines_quantity_check booking_lines_broken_check booking_lines_missing_check booking_lines_back_check outings_title_check outings_permit_check
		count_audiences_name_check count_audiences_heading_check count_audiences_position_check attendance_taps_key_check attendance_taps_measure_check attendance_taps_n_check attendance_taps_audience_check attendance_reasons_reason_check
		day_entries_key_check day_entries_kind_check day_entries_minutes_check day_entries_body_check day_ticks_key_check day_ticks_line_check duty_phones_phone_check`,
	"the operation has found what it points to, and it does not go meanwhile": `checklist_items_task_id_fkey file_chunks_file_id_fkey file_scans_file_id_fkey file_thumbnails_file_id_fkey journal_projects_entry_id_fkey
		leaves_person_id_fkey notices_person_id_fkey notices_mailed_person_id_fkey notices_off_person_id_fkey outbox_person_id_fkey outbox_kept_letter_id_fkey password_links_person_id_fkey own_tasks_person_id_fkey person_weeks_person_id_fkey project_members_person_id_fkey project_members_project_id_fkey
		projects_event_id_fkey projects_edition_of_fkey projects_pilot_id_fkey task_needs_need_fkey task_needs_task_fkey task_numbers_project_id_fkey
		tasks_project_id_fkey
		tasks_responsible_id_fkey thread_mentions_person_id_fkey thread_mentions_text_id_fkey
		territory_towns_district_id_fkey territory_towns_town_id_fkey posts_contact_id_fkey posts_organisation_id_fkey interactions_task_id_fkey interactions_own_task_id_fkey interaction_organisations_interaction_id_fkey interaction_organisations_organisation_id_fkey interaction_contacts_interaction_id_fkey interaction_contacts_contact_id_fkey interaction_projects_interaction_id_fkey interaction_projects_project_id_fkey saved_lists_person_id_fkey project_partners_project_id_fkey project_partners_organisation_id_fkey project_partners_contact_id_fkey project_partners_follower_id_fkey project_partners_task_id_fkey agreements_project_id_fkey agreement_organisations_agreement_id_fkey agreement_organisations_organisation_id_fkey
		document_contents_model_id_fkey activities_project_id_fkey activities_taken_from_fkey activity_organisations_activity_id_fkey activity_organisations_organisation_id_fkey slots_activity_id_fkey slots_space_id_fkey registrations_slot_id_fkey registrations_organisation_id_fkey reservations_space_id_fkey reservations_slot_id_fkey skill_holders_skill_id_fkey skill_holders_person_id_fkey skill_holders_outsider_id_fkey
		slot_needs_slot_id_fkey slot_needs_skill_id_fkey postings_need_id_fkey postings_slot_id_fkey postings_person_id_fkey postings_outsider_id_fkey presences_posting_id_fkey presences_slot_id_fkey
		pieces_project_id_fkey pieces_entry_id_fkey pieces_task_id_fkey pieces_person_id_fkey pieces_organisation_id_fkey pieces_contact_id_fkey pieces_agreement_id_fkey piece_needs_piece_id_fkey piece_needs_need_id_fkey
		deliveries_project_id_fkey deliveries_organisation_id_fkey deliveries_person_id_fkey deliveries_piece_id_fkey
		equipment_set_items_set_id_fkey equipment_set_items_equipment_id_fkey bookings_project_id_fkey bookings_slot_id_fkey bookings_person_id_fkey booking_lines_booking_id_fkey booking_lines_equipment_id_fkey outings_project_id_fkey outings_organisation_id_fkey
		attendance_taps_slot_id_fkey attendance_taps_audience_id_fkey attendance_reasons_slot_id_fkey day_entries_project_id_fkey day_entries_slot_id_fkey day_ticks_project_id_fkey duty_phones_person_id_fkey`,
	"the operation writes it by itself": `checklist_items_ticked_by_fkey checklist_items_ticked_check closures_created_by_fkey
		events_created_by_fkey file_chunks_data_check file_chunks_n_check file_scans_found_check file_scans_state_check file_store_name_check file_store_only_one_check file_thumbnails_data_check files_object_check files_created_by_fkey files_picture_check files_sha256_check
		files_type_check journal_person_id_fkey imports_created_by_fkey imports_kind_check imports_state_check imports_done_check imports_running_check import_columns_headings_check journal_projects_pkey journal_within_whole row_changes_pkey row_changes_something_check undone_pkey leaves_created_by_fkey links_created_by_fkey links_ended_by_fkey links_ended_by_somebody links_hash_whole links_plan_of_project links_slots_of_outsider links_subject_known notices_by_id_fkey notices_times_check outbox_period_check outbox_state_check outbox_ended_check plan_templates_format_check plan_templates_name_check
		projects_archived_at_check projects_archived_from_check projects_created_by_fkey projects_pilot_member_fkey
		projects_status_before_archive_check projects_status_check spaces_created_by_fkey task_numbers_last_check tasks_created_by_fkey tasks_done_check
		tasks_number_check tasks_state_check thread_texts_author_id_fkey thread_texts_removed_by_fkey thread_texts_removed_check
		territories_created_by_fkey organisations_merged_into_fkey organisations_created_by_fkey contacts_merged_into_fkey contacts_created_by_fkey interactions_created_by_fkey organisation_index_organisation_id_fkey contact_index_contact_id_fkey not_duplicates_created_by_fkey project_partners_created_by_fkey agreements_created_by_fkey organisations_merged_into_check contacts_merged_into_check interactions_month_check interactions_task_check not_duplicates_kind_check not_duplicates_order_check
		document_models_created_by_fkey document_models_format_check activities_created_by_fkey slots_created_by_fkey registrations_created_by_fkey reservations_quantity_check skills_created_by_fkey outsiders_created_by_fkey skill_holders_hand_check
		slot_needs_created_by_fkey postings_created_by_fkey postings_answer_check postings_hand_check postings_answered_check postings_told_check
		pieces_created_by_fkey pieces_state_check deliveries_created_by_fkey links_deposit_of_piece
		equipment_created_by_fkey equipment_sets_created_by_fkey bookings_created_by_fkey bookings_by_hand_check booking_lines_out_by_fkey booking_lines_back_by_fkey booking_lines_out_check reservations_what_check outings_created_by_fkey
		count_audiences_created_by_fkey attendance_taps_created_by_fkey attendance_reasons_created_by_fkey day_entries_digest_check day_entries_closed_check day_entries_closed_by_fkey day_entries_created_by_fkey day_ticks_created_by_fkey`,
}

// TestEveryConstraintHasASentenceOrIsOutOfReach lists the constraints of the database and its unique indexes.
func TestEveryConstraintHasASentenceOrIsOutOfReach(t *testing.T) {
	t.Parallel()
	made := column(t, `SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
		UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
		WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace ORDER BY 1`)
	made = slices.DeleteFunc(made, func(name string) bool { return strings.HasPrefix(name, "schema_migrations") })
	var said []string
	for _, names := range outOfReach {
		said = append(said, strings.Fields(names)...)
	}
	for name, problem := range rooms.Refusals() {
		said = append(said, name)
		if problem.Field == "" || !strings.HasSuffix(problem.Sentence, ".") {
			t.Errorf("%s: %+v is no problem of a field", name, problem)
		}
	}
	slices.Sort(said)
	for _, name := range made {
		if n := len(said) - len(slices.DeleteFunc(slices.Clone(said), func(s string) bool { return s == name })); n != 1 {
			t.Errorf("%s: said %d times; give it a sentence in its room, or say here why nothing typed can meet it", name, n)
		}
	}
	for _, name := range said {
		if !slices.Contains(made, name) {
			t.Errorf("%s: no such constraint", name)
		}
	}
}

func TestKindsAreThoseOfTheDatabase(t *testing.T) {
	t.Parallel()
	kinds := column(t, `SELECT (regexp_matches(pg_get_constraintdef(oid), '\x27(\w+)\x27', 'g'))[1] FROM pg_constraint WHERE conname = 'project_kind_check'`)
	var want []string
	for _, k := range programme.Kinds {
		want = append(want, string(k))
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("the database knows %q, programme %q", kinds, want)
	}
}

// column gives what a query of one column finds in a migrated database.
func column(t *testing.T, query string) []string {
	t.Helper()
	rows, err := pgtest.New(t).Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	return list
}
